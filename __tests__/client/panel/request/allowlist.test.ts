import { badLines, isAllowed, linesOf } from '../../../../src/client-v2/panel/request/allowlist';

const good = [
  ...['192.0.2.1', '10.1.2.3/8', '0.0.0.0/0', '255.255.255.255/32', '::1', '2001:db8::/32', '::/0', 'FE80::1/128'],
  ...['::ffff:192.0.2.1', '::ffff:192.0.2.0/120', '::ffff:0:0/96', '::/64'],
];
const bad = [
  ...[
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '0x7f.1',
    '127.1',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/08',
  ],
  ...['1.2.3.4/-1', '1.2.3.4/8/8', '::/129', ':::', 'fe80::1%eth0', '1.2.3.4 5.6.7.8', '/8', '12345::'],
];

test.each(good)('%s is valid', (line) => {
  expect(badLines([line])).toEqual([]);
});

test.each(bad)('%s is invalid', (line) => {
  expect(badLines([line])).toEqual([1]);
});

test('line numbers start at one', () => {
  expect(badLines(['::1', 'x', '10.0.0.0/8', 'y'])).toEqual([2, 4]);
});

test.each<[string, string[], string, boolean | undefined]>([
  ['any address with an empty list', [], '203.0.113.9', true],
  ['the address itself', ['192.0.2.1'], '192.0.2.1', true],
  ['a neighbour', ['192.0.2.1'], '192.0.2.2', false],
  ['an address in a range', ['10.0.0.0/8'], '10.255.0.1', true],
  ['bits below the prefix', ['10.1.2.3/8'], '10.9.9.9', true],
  ['an address outside', ['10.0.0.0/8'], '11.0.0.1', false],
  ['any line of several', ['10.0.0.0/8', '192.0.2.0/24'], '192.0.2.77', true],
  ['IPv6 in a range', ['2001:db8::/32'], '2001:DB8:1::1', true],
  ['IPv6 outside', ['2001:db8::/32'], '2001:db9::1', false],
  ['IPv4 in IPv6', ['192.0.2.0/24'], '::ffff:192.0.2.5', true],
  ['a range of IPv4 in IPv6', ['::ffff:192.0.2.0/120'], '192.0.2.5', true],
  ['IPv4 against all of IPv6', ['::/0'], '192.0.2.5', false],
  ['IPv6 against all of IPv4', ['0.0.0.0/0'], '2001:db8::1', false],
  ['a bad line only', ['nonsense'], '192.0.2.1', false],
  ['surrounding white space', ['192.0.2.1'], ' 192.0.2.1 ', true],
  ['a host name', [], 'example.com', undefined],
  ['half an address', ['10.0.0.0/8'], '10.0.', undefined],
  ['a zone id', ['fe80::/10'], 'fe80::1%eth0', true],
])('tests %s', (_name, lines, address, allowed) => {
  expect(isAllowed(lines, address)).toBe(allowed);
});

test('lines are trimmed and blank ones dropped', () => {
  expect(linesOf(' 10.0.0.0/8\r\n\n  \n::1')).toEqual(['10.0.0.0/8', '::1']);
});
