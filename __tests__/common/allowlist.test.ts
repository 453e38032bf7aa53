import { allowlistErrors, compileAllowlist } from '../../src/common/allowlist';

describe('compileAllowlist', () => {
  test.each([
    ['no lines: any source', [], '203.0.113.7', true],
    ['no lines: even an unknown one', [], undefined, true],
    ['first line', ['192.0.2.1', '10.0.0.0/8'], '192.0.2.1', true],
    ['second line', ['192.0.2.1', '10.0.0.0/8'], '10.1.1.1', true],
    ['neither', ['192.0.2.1', '10.0.0.0/8'], '11.0.0.1', false],
    ['not a substring match', ['1.2.3.4'], '1.2.3.40', false],
    ['not a prefix match', ['1.2.3.40'], '1.2.3.4', false],
    ['mapped source', ['192.0.2.1'], '::ffff:192.0.2.1', true],
    ['mapped line', ['::ffff:192.0.2.1'], '192.0.2.1', true],
    ['a bare IPv6 address is one address', ['2001:db8::1'], '2001:db8::2', false],
    ['zone id of the source', ['fe80::/10'], 'fe80::1%eth0', true],
    ['unknown source', ['0.0.0.0/0', '::/0'], undefined, false],
    ['unreadable source', ['0.0.0.0/0', '::/0'], 'unknown', false],
    ['only a blank line', [''], '192.0.2.1', false],
    ['only unreadable lines', ['example.com', '10.0.0.0/99'], '10.0.0.1', false],
    ['an unreadable line beside a good one', ['0x7f.1', '192.0.2.1'], '127.0.0.1', false],
    ['the good one beside it', ['0x7f.1', '192.0.2.1'], '192.0.2.1', true],
  ])('%s', (_name, lines, address, expected) => {
    expect(compileAllowlist(lines)(address)).toBe(expected);
  });
});

describe('allowlistErrors', () => {
  test('is empty for valid lines', () => {
    expect(allowlistErrors(['10.0.0.0/8', ' ::1 ', '2001:db8::/32', '::ffff:10.0.0.0/104'])).toEqual([]);
    expect(allowlistErrors([])).toEqual([]);
  });

  test('reports each invalid line with its error', () => {
    expect(allowlistErrors(['10.0.0.0/8', '10.0.0.0/33', '::1', 'fe80::1%eth0', ''])).toEqual([
      { index: 1, message: expect.stringMatching(/prefix length/) },
      { index: 3, message: expect.stringMatching(/zone id/) },
      { index: 4, message: expect.stringMatching(/empty/) },
    ]);
  });
});
