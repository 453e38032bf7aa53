import { pathParameters, pathProblem } from '../../../src/client-v2/shared/pathProblem';
import { parsePath } from '../../../src/common/path';
import enUS from '../../../src/locale/en-US.json';

test.each([
  ['nothing', undefined],
  ['an empty text', ''],
  ['a word', 'orders'],
  ['all allowed signs', 'a-b.c_d~9'],
  ['slashes around', '/orders/new/'],
  ['letters outside ASCII', '订单/заказ/é'],
  ['an emoji', 'a🙂'],
  ['other signs that URLs take as they are', "a!$&',;=+@"],
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
const SIGNS = 'a blank or another sign';
const TWICE = 'is there twice';
const ONLY = 'only slashes';
const LONG = 'at most';

test.each([
  ['one slash', '/', ONLY],
  ['two slashes', '//', ONLY],
  ['two slashes in a row', 'a//b', EMPTY],
  ['two slashes first', '//orders', EMPTY],
  ['two slashes last', 'orders//', EMPTY],
  ['a blank last', 'orders ', SIGNS],
  ['a blank first', ' orders', SIGNS],
  ['a slash and a blank', 'orders/ ', SIGNS],
  ['too many characters', 'a'.repeat(513), LONG],
  ['too many segments', Array(33).fill('a').join('/'), LONG],
  ['a parameter that objects have', ':__proto__', DOT],
  ['a dot', 'a/./b', DOT],
  ['two dots', '../a', DOT],
  ['a blank', 'a b', SIGNS],
  ['a percent sign', 'a%20b', SIGNS],
  ['a question mark', 'a?b=1', SIGNS],
  ['a hash', 'a#b', SIGNS],
  ['a backslash', 'a\\b', SIGNS],
  ['a line feed', 'a\nb', SIGNS],
  ['a control sign', 'a\u0007b', SIGNS],
  ['a delete sign', 'a\u007Fb', SIGNS],
  ['a no-break space', 'a\u00A0b', SIGNS],
  ['half a surrogate pair', 'a\uD83D', SIGNS],
  ['a colon inside', 'a:b', SIGNS],
  ['a star inside', 'a*', SIGNS],
  ['braces', '{id}', SIGNS],
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
  expect(pathProblem(path)?.key).toContain(SIGNS);
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
