/** A refusal of an action, shown to the person who asked: NocoBase's error handler sends status, code and message. */
export class ActionError extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
