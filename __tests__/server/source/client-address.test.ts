import { compileTrustedProxies } from '../../../src/server/source/client-address';

const REAL = '203.0.113.7';
const FORGED = '198.51.100.66';

interface Case {
  name: string;
  trusted?: string;
  socket?: string;
  forwarded?: string[];
  expected: string | undefined;
}

const cases: Case[] = [
  { name: 'direct call', socket: REAL, expected: REAL },
  { name: 'direct call with a forged header', socket: REAL, forwarded: [FORGED], expected: REAL },
  { name: 'loopback without the header', socket: '127.0.0.1', expected: '127.0.0.1' },
  { name: 'one proxy', socket: '127.0.0.1', forwarded: [REAL], expected: REAL },
  { name: 'the whole of 127.0.0.0/8 is loopback', socket: '127.9.9.9', forwarded: [REAL], expected: REAL },
  { name: 'IPv6 loopback', socket: '::1', forwarded: [REAL], expected: REAL },
  { name: 'mapped loopback', socket: '::ffff:127.0.0.1', forwarded: [REAL], expected: REAL },
  { name: 'mapped source', socket: '127.0.0.1', forwarded: [`::ffff:${REAL}`], expected: REAL },
  { name: 'mapped socket', socket: `::ffff:${REAL}`, forwarded: [FORGED], expected: REAL },
  { name: 'forged left-most entry', socket: '127.0.0.1', forwarded: [`${FORGED}, ${REAL}`], expected: REAL },
  { name: 'forged loopback on the left', socket: '127.0.0.1', forwarded: [`127.0.0.1, ${REAL}`], expected: REAL },
  { name: 'private network is not trusted by default', socket: '10.0.0.2', forwarded: [REAL], expected: '10.0.0.2' },
  { name: 'private proxy, trusted', trusted: 'uniquelocal', socket: '10.0.0.2', forwarded: [REAL], expected: REAL },
  {
    name: 'loopback is not trusted when others are named',
    trusted: 'uniquelocal',
    socket: '127.0.0.1',
    forwarded: [REAL],
    expected: '127.0.0.1',
  },
  {
    name: 'two proxies',
    trusted: 'loopback, 192.0.2.0/24',
    socket: '127.0.0.1',
    forwarded: [`${FORGED}, ${REAL}, 192.0.2.9`],
    expected: REAL,
  },
  {
    name: 'stops at the first hop that is not trusted, though the next is',
    socket: '127.0.0.1',
    forwarded: [`${FORGED}, 127.0.0.1, ${REAL}, 127.0.0.1`],
    expected: REAL,
  },
  {
    name: 'all hops trusted: the outermost',
    trusted: 'loopback uniquelocal',
    socket: '127.0.0.1',
    forwarded: ['10.0.0.9, 10.0.0.2'],
    expected: '10.0.0.9',
  },
  { name: 'several lines are one list', socket: '127.0.0.1', forwarded: [FORGED, `${REAL},127.0.0.1`], expected: REAL },
  { name: 'several lines, last one counts', socket: '127.0.0.1', forwarded: [FORGED, REAL], expected: REAL },
  { name: 'no blanks after commas', socket: '127.0.0.1', forwarded: [`${FORGED},${REAL}`], expected: REAL },
  { name: 'tabs and blanks', socket: '127.0.0.1', forwarded: [`${FORGED},\t ${REAL} \t`], expected: REAL },
  { name: 'port', socket: '127.0.0.1', forwarded: [`${REAL}:5678`], expected: REAL },
  { name: 'brackets', socket: '127.0.0.1', forwarded: ['[2001:db8::1]'], expected: '2001:db8::1' },
  { name: 'brackets and port', socket: '127.0.0.1', forwarded: ['[2001:db8::1]:443'], expected: '2001:db8::1' },
  { name: 'brackets around loopback', socket: '127.0.0.1', forwarded: [`${REAL}, [::1]:443`], expected: REAL },
  { name: 'bare IPv6, canonical form', socket: '127.0.0.1', forwarded: ['2001:DB8:0::1'], expected: '2001:db8::1' },
  { name: 'zone id', trusted: 'linklocal', socket: 'fe80::1%eth0', forwarded: ['fe80::2%3'], expected: 'fe80::2' },
  { name: 'garbage: the hop that wrote it', socket: '127.0.0.1', forwarded: ['garbage'], expected: '127.0.0.1' },
  {
    name: 'unknown hop hides what is left of it',
    socket: '127.0.0.1',
    forwarded: [`${FORGED}, unknown`],
    expected: '127.0.0.1',
  },
  { name: 'garbage left of the source', socket: '127.0.0.1', forwarded: [`<script>, ${REAL}`], expected: REAL },
  { name: 'empty entry at the end', socket: '127.0.0.1', forwarded: [`${FORGED},`], expected: '127.0.0.1' },
  {
    name: 'empty entry in the middle',
    socket: '127.0.0.1',
    forwarded: [`${FORGED},,127.0.0.1`],
    expected: '127.0.0.1',
  },
  { name: 'empty entry on the left', socket: '127.0.0.1', forwarded: [`,${REAL}`], expected: REAL },
  { name: 'empty header', socket: '127.0.0.1', forwarded: [''], expected: '127.0.0.1' },
  { name: 'empty last line', socket: '127.0.0.1', forwarded: [FORGED, ''], expected: '127.0.0.1' },
  { name: 'nginx on a unix socket', socket: '127.0.0.1', forwarded: [`${FORGED}, unix:`], expected: '127.0.0.1' },
  { name: 'octal entry', socket: '127.0.0.1', forwarded: ['0313.0.0161.7'], expected: '127.0.0.1' },
  { name: 'short entry', socket: '127.0.0.1', forwarded: ['10.1'], expected: '127.0.0.1' },
  { name: 'brackets around IPv4', socket: '127.0.0.1', forwarded: [`[${REAL}]`], expected: '127.0.0.1' },
  { name: 'port that is not a number', socket: '127.0.0.1', forwarded: [`${REAL}:http`], expected: '127.0.0.1' },
  { name: 'range', socket: '127.0.0.1', forwarded: [`${REAL}/32`], expected: '127.0.0.1' },
  { name: 'quotes', socket: '127.0.0.1', forwarded: [`"${REAL}"`], expected: '127.0.0.1' },
  { name: 'RFC 7239 text', socket: '127.0.0.1', forwarded: [`for=${REAL}`], expected: '127.0.0.1' },
  { name: 'no socket address', socket: undefined, forwarded: [REAL], expected: undefined },
  { name: 'unreadable socket address', socket: 'unix:', forwarded: [REAL], expected: undefined },
  { name: 'blank setting is the default', trusted: ' ', socket: '127.0.0.1', forwarded: [REAL], expected: REAL },
  { name: 'names in any case', trusted: 'LoopBack', socket: '127.0.0.1', forwarded: [REAL], expected: REAL },
  {
    name: 'mixed separators',
    trusted: ' 192.0.2.1,,\n2001:db8::/32\tloopback ,',
    socket: '2001:db8::5',
    forwarded: [`${FORGED}, ${REAL}, 192.0.2.1, ::1`],
    expected: REAL,
  },
  {
    name: 'mapped range',
    trusted: '::ffff:192.0.2.0/120',
    socket: '::ffff:192.0.2.77',
    forwarded: [REAL],
    expected: REAL,
  },
];

describe('the source address', () => {
  test.each(cases)('$name', ({ trusted, socket, forwarded = [], expected }) => {
    expect(compileTrustedProxies(trusted)(socket, forwarded)).toBe(expected);
  });

  test('a thousand hops end at the limit', () => {
    const hops = Array.from({ length: 1000 }, (_, index) => `127.0.${index >> 8}.${index & 255}`);
    const address = compileTrustedProxies(undefined);
    expect(address('::1', [hops.join(', ')])).toBe('127.0.3.200');
    expect(address('::1', hops)).toBe('127.0.3.200');
    expect(address('::1', [`${FORGED}, ${hops.join()}`])).toBe('127.0.3.200');
  });

  test('a megabyte of commas takes no noticeable time', () => {
    const started = process.hrtime.bigint();
    expect(compileTrustedProxies(undefined)('::1', [`${FORGED}${','.repeat(1 << 20)}`])).toBe('::1');
    expect(Number(process.hrtime.bigint() - started)).toBeLessThan(50e6);
  });
});

describe('an invalid WEBHOOK_TRUSTED_PROXIES', () => {
  test.each([
    'localhost',
    '10.0.0.0/33',
    '10.1',
    'fe80::1%eth0',
    'loopback;uniquelocal',
    '*',
    '0.0.0.0/0',
    '::/0',
    '::ffff:0.0.0.0/96',
  ])('%s', (entry) => {
    expect(() => compileTrustedProxies(`loopback, ${entry}`)).toThrow(`WEBHOOK_TRUSTED_PROXIES: "${entry}"`);
  });
});
