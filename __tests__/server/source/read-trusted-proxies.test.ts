import { readTrustedProxies } from '../../../src/server/source/read-trusted-proxies';

const SENDER = '198.51.100.66';

const read = (text: string | undefined) => {
  const errors: string[] = [];
  const warnings: string[] = [];
  const address = readTrustedProxies(text, {
    error: (line) => errors.push(line),
    warn: (line) => warnings.push(line),
  });
  return { address, errors, warnings };
};

describe('an invalid WEBHOOK_TRUSTED_PROXIES, once wired', () => {
  it('leaves requests through any proxy without a source address, and logs it once', () => {
    const { address, errors, warnings } = read('loopback, 10.0.0.0/33');
    expect(errors).toEqual([expect.stringMatching(/^WEBHOOK_TRUSTED_PROXIES: "10\.0\.0\.0\/33" .*no source address/)]);
    for (const peer of ['10.0.0.5', '127.0.0.1', '203.0.113.9', undefined]) {
      expect(address(peer, [SENDER])).toBeUndefined();
      expect(address(peer, [''])).toBeUndefined();
    }
    expect(address('::ffff:203.0.113.9', [])).toBe('203.0.113.9');
    expect(address('10.0.0.5', [])).toBe('10.0.0.5');
    expect(address(undefined, [])).toBeUndefined();
    expect(warnings).toEqual([]);
  });
});

describe('a proxy missing from the setting', () => {
  it.each<[string, string | undefined, string]>([
    ['in the private network', undefined, '10.0.0.5'],
    ['in the private network, mapped', undefined, '::ffff:192.168.1.5'],
    ['in the private network, IPv6', 'loopback', 'fd00::5'],
    ['on this machine', '10.0.0.0/8', '127.0.0.1'],
  ])('%s is warned of once', (_name, text, peer) => {
    const { address, errors, warnings } = read(text);
    const shown = peer.replace('::ffff:', '');
    expect(address(peer, [])).toBe(shown);
    expect(warnings).toEqual([]);
    for (let n = 0; n < 3; n += 1) expect(address(peer, [SENDER])).toBe(shown);
    expect(warnings).toEqual([expect.stringContaining(`${shown} sends X-Forwarded-For`)]);
    expect(warnings[0]).toContain(`WEBHOOK_TRUSTED_PROXIES, such as "loopback, ${shown}"`);
    expect(warnings[0]).not.toContain(SENDER);
    expect(errors).toEqual([]);
  });

  it.each<[string, string | undefined, string, string[], string]>([
    ['a trusted one', '10.0.0.0/8', '10.0.0.5', [SENDER], SENDER],
    ['a trusted one that cannot name its peer', '10.0.0.0/8', '10.0.0.5', ['unknown'], '10.0.0.5'],
    ['a trusted one that sends for itself', '10.0.0.0/8', '10.0.0.5', ['10.0.0.5'], '10.0.0.5'],
    ['a sender on the internet', undefined, '203.0.113.9', [SENDER], '203.0.113.9'],
  ])('%s is nothing to be warned of', (_name, text, peer, forwarded, expected) => {
    const { address, warnings } = read(text);
    expect(address(peer, forwarded)).toBe(expected);
    expect(warnings).toEqual([]);
  });
});
