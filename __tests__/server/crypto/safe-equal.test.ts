import { safeEqual } from '../../../src/server/crypto/safe-equal';

describe('safeEqual', () => {
  it.each<[string, unknown, string | Buffer | undefined, boolean]>([
    ['equal texts', 'a', 'a', true],
    ['equal bytes', Buffer.from('a'), Buffer.from('a'), true],
    ['a text and its UTF-8', 'é', Buffer.from('é'), true],
    ['another text', 'a', 'b', false],
    ['a prefix', 'a', 'ab', false],
    ['another case', 'a', 'A', false],
    ['an empty expectation', '', '', false],
    ['an expectation without bytes', Buffer.alloc(0), Buffer.alloc(0), false],
    ['no expectation', undefined, undefined, false],
    ['nothing given', undefined, 'a', false],
    ['a number', 1, '1', false],
    ['a list', ['a'], 'a', false],
  ])('%s: %s', (_name, given, expected, equal) => expect(safeEqual(given, expected)).toBe(equal));
});
