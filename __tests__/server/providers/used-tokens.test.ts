import { UsedTokens } from '../../../src/server/providers/shared/UsedTokens';

describe('tokens that are valid for one body', () => {
  const body = Buffer.from('a');
  const other = Buffer.from('b');

  it('takes the same request again, but no other until the token has expired', () => {
    const tokens = new UsedTokens();
    const take = (content: Buffer, now: number) => tokens.take('t', content, { now, until: now + 100 });
    expect([take(body, 0), take(body, 50), take(other, 100)]).toEqual([true, true, false]);
    expect(take(other, 101)).toBe(true);
  });

  it('forgets the oldest tokens beyond its limit', () => {
    const tokens = new UsedTokens();
    const take = (token: string, content: Buffer) => tokens.take(token, content, { now: 0, until: 100 });
    for (let count = 0; count < 20_005; count += 1) take(`t${count}`, body);
    expect([take('t0', other), take('t20000', other)]).toEqual([true, false]);
  });
});
