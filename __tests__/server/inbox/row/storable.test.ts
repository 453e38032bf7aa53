import { storable } from '../../../../src/server/inbox/row/storable';

it.each([
  ['a\0b', Infinity, 'a\ufffdb'],
  ['\ud800x\udc00', Infinity, '\ufffdx\ufffd'],
  ['\u{1f600}', Infinity, '\u{1f600}'],
  ['a\u{1f600}', 2, 'a'],
])('stores %j', (text, length, expected) => expect(storable(text, length)).toBe(expected));
