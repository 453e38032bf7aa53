import { createHash } from 'node:crypto';

const MAX_TOKENS = 20_000;

/**
 * Remembers the body of each signed single-use token, for schemes that sign nothing but the token: anyone who captured a request could send
 * another event with it. The same request again is let through as a duplicate. The memory is that of one process, lasts as long as the
 * timestamp of the token is accepted, and holds twenty thousand tokens; beyond that the oldest are forgotten.
 */
export class UsedTokens {
  private readonly used = new Map<string, { digest: string; until: number }>();

  /**
   * @param now milliseconds since 1970
   * @param until time after which the token is refused anyway
   * @returns false when the token was used with another body
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
