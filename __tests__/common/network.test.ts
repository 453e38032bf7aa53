import { isIP, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { isInside, parseAddress, parseNetwork } from '../../src/common/network';

describe('parseAddress', () => {
  test.each([
    ['IPv4', '203.0.113.7', '203.0.113.7'],
    ['IPv6, shortened', '2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['IPv4-mapped IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
    ['IPv4-mapped IPv6 in hexadecimal', '::ffff:cb00:7107', '203.0.113.7'],
    ['zone id', 'fe80::1%eth0', 'fe80::1'],
    ['zone id with punctuation', 'fe80::1%br-lan.7', 'fe80::1'],
    ['IPv4-mapped with a zone id', '::ffff:203.0.113.7%2', '203.0.113.7'],
  ])('%s', (_name, text, expected) => {
    expect(parseAddress(text)?.toString()).toBe(expected);
  });

  test.each([
    '',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '010.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0x7f.1',
    '1.2.3.256',
    '1.2.3.4.5',
    '1.2.3.4/32',
    '1.2.3.4%eth0',
    '::ffff:010.0.0.1',
    ':::',
    '1::2::3',
    'fe80::1%',
    '[::1]',
    'localhost',
    '１.2.3.4',
    `fe80::1%${'a'.repeat(200)}`,
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('accepts exactly what Node.js accepts', () => {
    const piece = fc.constantFrom(
      '0',
      '1',
      'ffff',
      '0db8',
      '12345',
      '010',
      '255',
      ':',
      '::',
      '.',
      '%',
      'eth0',
      '1.2.3.4',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 16 }),
          fc.array(piece).map((all) => [all.join(':')]),
        ),
        (all) => {
          const text = all.join('').slice(0, 100);
          expect(parseAddress(text) !== undefined).toBe(isIP(text) !== 0);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test.each(['1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1:2:3:4:5:6:1.2.3.4', '1::1.2.3.4%a.b-c:d'])('reads %j', (text) => {
    expect(isIP(text)).toBe(6);
    expect(parseAddress(text)).toBeDefined();
  });

  test('reads every text that Node.js takes for an IPv6 address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        fc.pre(isIPv6(text));
        const address = parseAddress(text);
        expect(address).toBeDefined();
        expect(parseAddress(String(address))?.toString()).toBe(String(address));
      }),
    );
  });
});

describe('an address in a network', () => {
  test.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.1.2.3/8', '10.200.0.1', true],
    ['0.0.0.0/0', '203.0.113.7', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '203.0.113.7', false],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['2001:db8::1', '2001:db8::1', true],
    ['2001:db8::1', '2001:db8::2', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['::ffff:10.0.0.0/104', '10.9.9.9', true],
    ['::ffff:10.0.0.0/104', '11.0.0.1', false],
    ['::ffff:192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['::ffff:192.0.2.1', '::ffff:c000:201', true],
    ['::ffff:0.0.0.0/90', '10.0.0.1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    [' 192.0.2.0/24\t', '192.0.2.9', true],
  ])('%s and %s: %s', (network, address, expected) => {
    const parsed = parseNetwork(network);
    if (typeof parsed === 'string') {
      throw new Error(parsed);
    }
    const source = parseAddress(address);
    expect(source && isInside(source, [parsed])).toBe(expected);
  });
});

describe('parseNetwork refuses', () => {
  test.each([
    ['', /empty/],
    ['  ', /empty/],
    ['10.0.0.0/33', /prefix/],
    ['10.0.0.0/', /prefix/],
    ['10.0.0.0/08', /prefix/],
    ['10.0.0.0/-1', /prefix/],
    ['10.0.0.0/8/8', /prefix/],
    ['10.0.0.0/255.0.0.0', /prefix/],
    ['2001:db8::/129', /prefix/],
    ['fe80::1%eth0', /zone/],
    ['fe80::%eth0/10', /zone/],
    ['010.0.0.1', /address/],
    ['127.1', /address/],
    ['0x7f.1', /address/],
    ['10.*', /address/],
    ['10.0.0.1-10.0.0.9', /address/],
    ['10.0.0.1 10.0.0.2', /address/],
    ['example.com', /address/],
    ['/8', /address/],
    ['[::1]', /address/],
  ])('%j', (text, message) => {
    expect(parseNetwork(text)).toMatch(message);
  });
});
