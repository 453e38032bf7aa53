import { addressGroup } from '../../../src/server/source/address-group';
import { compileTrustedProxies } from '../../../src/server/source/client-address';
import { exemptionOf } from '../../../src/server/source/exemption-of';
import { RefusedAttempts } from '../../../src/server/source/RefusedAttempts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const guesser = { workflowKey: 'k', address: '203.0.113.9' };

describe('counting refused attempts', () => {
  let asked = 0;
  let earlier: () => Promise<boolean>;
  let attempts: RefusedAttempts;
  beforeEach(() => {
    asked = 0;
    earlier = async () => false;
    attempts = new RefusedAttempts({
      perMinute: 3,
      wasVerified: () => {
        asked += 1;
        return earlier();
      },
    });
  });
  const refuse = (count: number, now: number, attempt = guesser) => {
    for (let one = 0; one < count; one += 1) attempts.refused(attempt, now);
  };

  it('lets as many pass as the limit allows, and then none until the window ends', async () => {
    refuse(2, 1_000);
    expect(await attempts.wait(guesser, 1_000)).toBe(0);
    refuse(1, 2_000);
    expect(await attempts.wait(guesser, 31_000)).toBe(30);
    expect(await attempts.wait(guesser, 60_999)).toBe(1);
    expect(await attempts.wait(guesser, 61_000)).toBe(0);
    refuse(1, 61_000);
    expect(await attempts.wait(guesser, 61_001)).toBe(0);
  });

  it('opens a new window after the clock was set back', async () => {
    refuse(3, 10 * MINUTE);
    expect(await attempts.wait(guesser, 5 * MINUTE)).toBe(0);
  });

  it('asks once per window whether the address was verified earlier', async () => {
    refuse(3, 0);
    await Promise.all([1, 2, 3].map(() => attempts.wait(guesser, 1)));
    expect(asked).toBe(1);
    refuse(3, MINUTE);
    await attempts.wait(guesser, MINUTE + 1);
    expect(asked).toBe(2);
  });

  it('does not ask below the limit', async () => {
    refuse(2, 0);
    await attempts.wait(guesser, 1);
    expect(asked).toBe(0);
  });

  it('stops no one while the database fails', async () => {
    earlier = () => Promise.reject(new Error('gone'));
    refuse(3, 0);
    expect(await attempts.wait(guesser, 1)).toBe(0);
  });

  it('does not stop an address for a day after a verified request', async () => {
    attempts.accepted(guesser, 0);
    refuse(3, 0);
    expect([await attempts.wait(guesser, 1), asked]).toEqual([0, 0]);
    refuse(3, DAY);
    expect(await attempts.wait(guesser, DAY)).toBe(60);
  });

  it('remembers verified addresses when thousands are refused', async () => {
    attempts.accepted(guesser, 0);
    for (let one = 0; one < 30_000; one += 1) {
      refuse(1, 0, { workflowKey: 'k', address: `10.${one >> 16}.${(one >> 8) & 255}.${one & 255}` });
    }
    refuse(3, 0);
    expect([await attempts.wait(guesser, 1), asked]).toEqual([0, 0]);
    const { counters } = attempts as unknown as { counters: Map<string, unknown> };
    expect(counters.size).toBeLessThanOrEqual(20_000);
  });

  it('remembers a bounded number of verified addresses', () => {
    for (let one = 0; one < 60_000; one += 1) {
      attempts.accepted({ workflowKey: 'k', address: `10.${one >> 16}.${(one >> 8) & 255}.${one & 255}` }, 0);
    }
    const { verified } = attempts as unknown as { verified: Map<string, unknown> };
    expect(verified.size).toBe(50_000);
  });

  it('forgets a removed endpoint, and no other', async () => {
    const other = { ...guesser, workflowKey: 'k2' };
    refuse(3, 0);
    refuse(3, 0, other);
    attempts.forget('k');
    expect([await attempts.wait(guesser, 1), await attempts.wait(other, 1)]).toEqual([0, 60]);
  });

  it.each([undefined, '', 'unknown', '300.1.1.1'])('counts no attempts from address %s', async (address) => {
    const nobody = { workflowKey: 'k', address };
    for (let one = 0; one < 9; one += 1) attempts.refused(nobody, 0);
    expect(await attempts.wait(nobody, 1)).toBe(0);
  });

  it('has no limit when the limit is zero', async () => {
    const off = new RefusedAttempts({ perMinute: 0, wasVerified: async () => false });
    off.refused(guesser, 0);
    expect(await off.wait(guesser, 1)).toBe(0);
  });
});

describe('the group that an address is counted in', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['unknown', undefined],
    [undefined, undefined],
  ])('%s: %s', (address, group) => expect(addressGroup(address)).toBe(group));
});

describe('addresses that are never limited', () => {
  const clientAddress = compileTrustedProxies('loopback, 198.51.100.0/24');
  it.each([
    ['127.0.0.1', false, 'ours'],
    ['127.0.0.1', true, 'ours'],
    ['::1', false, 'ours'],
    ['198.51.100.7', true, 'ours'],
    ['10.1.2.3', true, 'unnamed proxy'],
    ['10.1.2.3', false, undefined],
    ['203.0.113.9', true, undefined],
    ['203.0.113.9', false, undefined],
    [undefined, true, 'unnamed proxy'],
  ] as const)('%s, forwarded %s: %s', (address, forwarded, exemption) => {
    expect(exemptionOf(address, forwarded, clientAddress)).toBe(exemption);
  });
});
