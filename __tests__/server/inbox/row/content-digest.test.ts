import { contentDigest } from '../../../../src/server/inbox/row/content-digest';
import type { ReceivedFile } from '../../../../src/server/model/delivery';

const file = (field: string, content: string): ReceivedFile => ({
  field,
  filename: 'a.txt',
  mimetype: 'text/plain',
  size: content.length,
  content: Buffer.from(content),
});

describe('the digest of content', () => {
  it.each<[string, unknown, unknown]>([
    ['the order of members', { a: 1, b: [{ c: null, d: 'x' }] }, { b: [{ d: 'x', c: null }], a: 1 }],
    ['nothing', null, null],
  ])('is the same whatever %s', (_name, one, other) => {
    expect(contentDigest(one, [])).toBe(contentDigest(other, []));
  });

  it.each<[string, unknown, unknown]>([
    ['a value', { a: 1 }, { a: 2 }],
    ['a type', { a: 1 }, { a: '1' }],
    ['the order of a list', [1, 2], [2, 1]],
    ['where a list ends', [[1], 2], [[1, 2]]],
    ['where a name ends', { a: 'b' }, { 'a":"b': '' }],
    ['a missing member', { a: null }, {}],
    ['a list and an object', [], {}],
  ])('differs for %s', (_name, one, other) => {
    expect(contentDigest(one, [])).not.toBe(contentDigest(other, []));
  });

  it('differs for a file, its field and its bytes', () => {
    const digests = [[], [file('a', '1')], [file('b', '1')], [file('a', '2')]].map((files) => contentDigest({}, files));
    expect(new Set(digests).size).toBe(4);
  });
});
