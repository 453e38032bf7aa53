import { pathParameters, pathProblem } from '../../../src/client-v2/shared/pathProblem';
import { parsePath } from '../../../src/common/path';
import enUS from '../../../src/locale/en-US.json';

test.each([
  ['nothing', undefined],
  ['an empty text', ''],
  ['a word', 'orders'],
  ['all allowed ASCII characters', 'a-b.c_d~9'],
  ['surrounding slashes', '/orders/new/'],
  ['letters outside ASCII', '订单/заказ/é'],
  ['an emoji', 'a🙂'],
  ['other characters allowed in URLs', "a!$&',;=+@"],
  ['a parameter', 'orders/:orderId'],
  ['an underscore first', ':_id'],
  ['a final rest', 'files/*rest'],
  ['only a rest', '*rest'],
  ['dots inside a segment', 'a..b/...'],
])('right: %s', (_name, path) => {
  expect(pathProblem(path)).toBeUndefined();
});

const EMPTY = 'empty segment';
const DOT = 'cannot be a segment';
const NAME = 'a parameter is a colon';
const LAST = 'only be the last segment';
const CHARACTER = 'a blank or another sign';
const TWICE = 'is there twice';
const ONLY = 'only slashes';
const LONG = 'at most';

test.each([
  ['one slash', '/', ONLY],
  ['two slashes', '//', ONLY],
  ['two slashes in a row', 'a//b', EMPTY],
  ['two slashes first', '//orders', EMPTY],
  ['two slashes last', 'orders//', EMPTY],
  ['a trailing space', 'orders ', CHARACTER],
  ['a leading space', ' orders', CHARACTER],
  ['a slash and a space', 'orders/ ', CHARACTER],
  ['too many characters', 'a'.repeat(513), LONG],
  ['too many segments', Array(33).fill('a').join('/'), LONG],
  ['a parameter that objects have', ':__proto__', DOT],
  ['a dot', 'a/./b', DOT],
  ['two dots', '../a', DOT],
  ['a space', 'a b', CHARACTER],
  ['a percent sign', 'a%20b', CHARACTER],
  ['a question mark', 'a?b=1', CHARACTER],
  ['a hash', 'a#b', CHARACTER],
  ['a backslash', 'a\\b', CHARACTER],
  ['a line feed', 'a\nb', CHARACTER],
  ['a control character', 'a\u0007b', CHARACTER],
  ['a delete character', 'a\u007Fb', CHARACTER],
  ['a no-break space', 'a\u00A0b', CHARACTER],
  ['half a surrogate pair', 'a\uD83D', CHARACTER],
  ['a colon inside', 'a:b', CHARACTER],
  ['a star inside', 'a*', CHARACTER],
  ['braces', '{id}', CHARACTER],
  ['a parameter without a name', 'a/:', NAME],
  ['a digit first', ':1a', NAME],
  ['a hyphen in a name', ':order-id', NAME],
  ['a pattern', ':id(\\d+)', NAME],
  ['an optional parameter', ':id?', NAME],
  ['a name outside ASCII', ':订单', NAME],
  ['a star alone', 'a/*', NAME],
  ['a rest in the middle', '*rest/a', LAST],
  ['a name twice', ':id/:id', TWICE],
  ['a name twice, once as the rest', ':id/a/*id', TWICE],
])('wrong: %s', (_name, path, message) => {
  const problem = pathProblem(path);
  expect(problem?.key).toContain(message);
  expect(enUS).toHaveProperty([problem?.key ?? '']);
});

test.each(['a\u00A0b', 'a\u0085b', 'a\uD83D'])('only the panel rejects the invisible character in %j', (path) => {
  expect(pathProblem(path)?.key).toContain(CHARACTER);
  expect(parsePath(path)).toHaveProperty('shape');
});

test.each([
  ['none', 'orders', []],
  ['none without a path', undefined, []],
  ['each in order', '/:b/x/:a/*rest/', ['b', 'a', 'rest']],
  ['only well-formed ones', ':ok/:1/:', ['ok']],
])('parameters: %s', (_name, path, names) => {
  expect(pathParameters(path)).toEqual(names);
});
