import { requestOrigin } from '../../../src/server/source/request-origin';

const LONG = `${'a'.repeat(254)}`;

describe('the origin of a request', () => {
  const of = (lines: [string, ...string[]][], { trusted = false, encrypted = false } = {}) =>
    requestOrigin({ headers: new Map(lines.map(([name, ...values]) => [name, values])), trusted, encrypted });

  it.each([
    ['noco.example.com'],
    ['noco.example.com:8443'],
    ['localhost'],
    ['my_host'],
    ['noco.example.com.'],
    ['192.0.2.7:1'],
    ['[2001:db8::1]'],
    ['[::ffff:192.0.2.1]:65535'],
  ])('takes Host %s', (host) => {
    expect(of([['host', host]])).toBe(`http://${host}`);
    expect(of([['host', host]], { encrypted: true })).toBe(`https://${host}`);
  });

  it.each([
    ['nothing', ''],
    ['a path', 'h/any/path'],
    ['a path and a query', 'h/any/path?'],
    ['a query', 'h?'],
    ['a fragment', 'h#'],
    ['a backslash', 'h\\x'],
    ['a user', 'user@h'],
    ['an encoded slash', 'h%2fx'],
    ['white space', 'h x'],
    ['a tab', 'h\tx'],
    ['an empty port', 'h:'],
    ['port 0', 'h:0'],
    ['a port above 65535', 'h:65536'],
    ['a port with a path', 'h:80/x'],
    ['two ports', 'h:80:80'],
    ['an IPv6 address without brackets', '2001:db8::1'],
    ['a zone', '[fe80::1%eth0]'],
    ['an open bracket', '[::1'],
    ['letters beyond ASCII', 'höst'],
    ['a line break', 'h\nx'],
    ['a list', 'h, g'],
    ['a name that is too long', LONG + LONG],
  ])('takes none from %s', (_name, host) => {
    expect(of([['host', host]])).toBeUndefined();
    expect(
      of(
        [
          ['host', 'fine'],
          ['x-forwarded-host', host.includes(',') ? 'h/x' : host || 'h/x'],
        ],
        { trusted: true },
      ),
    ).toBeUndefined();
  });

  it('is unknown when Host is missing or repeated', () => {
    expect(of([])).toBeUndefined();
    expect(of([['host', 'a', 'a']])).toBeUndefined();
  });

  it('trusts the headers of a trusted proxy only, and takes the first of several values', () => {
    const sent: [string, ...string[]][] = [
      ['host', 'inner:13000'],
      ['x-forwarded-host', 'outer, inner'],
      ['x-forwarded-proto', 'HTTPS', 'http'],
    ];
    expect(of(sent)).toBe('http://inner:13000');
    expect(of(sent, { trusted: true })).toBe('https://outer');
  });

  it.each(['ftp', 'https://x', 'http:', 'javascript', 'https?', 'wss'])('takes no scheme %s', (scheme) => {
    expect(
      of(
        [
          ['host', 'h'],
          ['x-forwarded-proto', scheme],
        ],
        { trusted: true },
      ),
    ).toBeUndefined();
    expect(
      of([
        ['host', 'h'],
        ['x-forwarded-proto', scheme],
      ]),
    ).toBe('http://h');
  });

  it('ignores an empty header of a proxy', () => {
    const blank: [string, ...string[]][] = [
      ['host', 'h'],
      ['x-forwarded-host', ''],
      ['x-forwarded-proto', ' '],
    ];
    expect(of(blank, { trusted: true })).toBe('http://h');
  });
});
