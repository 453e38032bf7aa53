import { NoticeLimiter, type HandedOver } from '../../../src/server/inbox/NoticeLimiter';

const NOW = 1_200_000;
const ROW = { row: true };
const FULL = { full: true };

let count = 0;
const handedOver = (values: Partial<HandedOver> = {}): HandedOver => {
  count += 1;
  return { workflowKey: 'w', addressGroup: '192.0.2.1', value: `value ${count}`, deliveryId: `d${count}`, ...values };
};

describe('NoticeLimiter', () => {
  let limiter: NoticeLimiter;
  beforeEach(() => {
    limiter = new NoticeLimiter();
  });
  const admit = (values: Partial<HandedOver> = {}, now = NOW) => limiter.admit(handedOver(values), now);
  const fill = (rows: number, values: Partial<HandedOver> = {}) =>
    Array.from({ length: rows }, () => admit(values)).filter((admission) => 'row' in admission).length;

  it('admits ten rows a minute of one address', () => {
    expect(fill(11)).toBe(10);
    expect(admit()).toEqual(FULL);
  });

  it.each<[string, Partial<HandedOver>]>([
    ['another address', { addressGroup: '192.0.2.2' }],
    ['an address that is not known', { addressGroup: undefined }],
    ['the same address at another endpoint', { workflowKey: 'v' }],
  ])('counts %s apart', (_name, values) => {
    fill(10);
    expect(admit(values)).toEqual(ROW);
  });

  it('counts all addresses that are not known as one', () => {
    expect(fill(11, { addressGroup: undefined })).toBe(10);
  });

  it('admits two hundred rows a minute of all addresses, and keeps other endpoints open', () => {
    const rows = Array.from({ length: 21 }, (_, n) => fill(10, { addressGroup: `192.0.2.${n}` }));
    expect(rows).toEqual([...Array(20).fill(10), 0]);
    expect(admit({ workflowKey: 'v' })).toEqual(ROW);
  });

  it('begins anew with the next minute', () => {
    fill(10);
    expect(admit({}, NOW + 59_999)).toEqual(FULL);
    expect(admit({}, NOW + 60_000)).toEqual(ROW);
  });

  describe('the same value', () => {
    it('from the same address is one more occurrence of the first row', () => {
      admit({ value: 'a', deliveryId: 'first' });
      expect(admit({ value: 'a', deliveryId: 'second' })).toEqual({ repeats: 'first' });
      expect(admit({ value: 'a', deliveryId: 'third' })).toEqual({ repeats: 'first' });
    });

    it('takes no room', () => {
      for (let time = 0; time < 20; time += 1) admit({ value: 'a' });
      expect(fill(10)).toBe(9);
    });

    it('is recognised when there is no more room', () => {
      admit({ value: 'a', deliveryId: 'first' });
      fill(10);
      expect(admit({ value: 'a' })).toEqual({ repeats: 'first' });
    });

    it.each<[string, Partial<HandedOver>]>([
      ['another address', { addressGroup: '192.0.2.2' }],
      ['another endpoint', { workflowKey: 'v' }],
    ])('is a row of its own from %s', (_name, values) => {
      admit({ value: 'a' });
      expect(admit({ value: 'a', ...values })).toEqual(ROW);
    });

    it('is a row again in the next minute', () => {
      admit({ value: 'a' });
      expect(admit({ value: 'a' }, NOW + 60_000)).toEqual(ROW);
    });
  });

  it('keeps no value, only its digest', () => {
    admit({ value: 's3cret' });
    const { windows } = limiter as unknown as { windows: Map<string, { seen: Map<string, string> }> };
    const seen = [...windows.values()].flatMap((window) => [...window.seen.keys()]);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('forgets endpoints of minutes that are over', () => {
    for (const workflowKey of ['a', 'b', 'c']) admit({ workflowKey });
    admit({ workflowKey: 'd' }, NOW + 60_000);
    const { windows } = limiter as unknown as { windows: Map<string, unknown> };
    expect([...windows.keys()]).toEqual(['d']);
  });
});
