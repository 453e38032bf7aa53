/**
 * A stored secret that can't be used: `unknown`, as this workflow doesn't have it (copied from another one, or from another application),
 * or `unreadable`, as it was encrypted with another key than the application has now.
 */
export class SecretError extends Error {
  constructor(readonly problem: 'unknown' | 'unreadable') {
    super(`a stored secret is ${problem}`);
    this.name = 'SecretError';
  }
}
