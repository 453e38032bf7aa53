import { deliveryKey } from '../../../../src/server/inbox/row/delivery-key';

describe('the key that finds duplicates', () => {
  const key = deliveryKey('w', 'header:x-id', 'a') as string;
  it.each([
    ['another workflow', deliveryKey('v', 'header:x-id', 'a')],
    ['another source', deliveryKey('w', 'query:x-id', 'a')],
    ['another key', deliveryKey('w', 'header:x-id', 'b')],
  ])('differs for %s', (_name, other) => expect(other).not.toBe(key));
  it('is a digest, and the same for the same', () => {
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(deliveryKey('w', 'header:x-id', 'a')).toBe(key);
  });
  it.each([null, ''])('is absent for %j', (absent) => expect(deliveryKey('w', 's', absent)).toBeUndefined());
});
