import { createHash } from 'node:crypto';

const MAX_TOKENS = 20_000;

/**
 * Remembers which body a signed single-use token came with, where the token is all that is signed: whoever has seen one call could send
 * another event under it. The same call once more is let through, as that is a duplicate. It is the memory of one process, for as long as
 * the token's time would be accepted; beyond twenty thousand tokens the oldest are forgotten.
 */
export class UsedTokens {
  private readonly used = new Map<string, { digest: string; until: number }>();

  /**
   * @param now milliseconds since 1970
   * @param until moment after which the token is refused anyway
   * @returns false when the token has come with another body
   */
  take(token: string, body: Buffer, { now, until }: { now: number; until: number }): boolean {
    for (const [old, { until: end }] of this.used) {
      if (end >= now && this.used.size <= MAX_TOKENS) break;
      this.used.delete(old);
    }
    const digest = createHash('sha256').update(body).digest('base64');
    const known = this.used.get(token);
    if (known && known.until >= now) return known.digest === digest;
    this.used.set(token, { digest, until });
    return true;
  }
}
