/** A configuration that can't be saved. NocoBase answers it with 400 and the message, which is for the person who saves. */
export class ConfigError extends Error {
  readonly status = 400;
  readonly statusCode = 400;
  readonly code = 'invalid_configuration';

  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
