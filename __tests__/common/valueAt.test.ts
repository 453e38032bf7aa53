import { valueAt } from '../../src/common/valueAt';

const DATA = {
  host: { name: 'path', 'os.type': 'linux' },
  'host.name': 'exact',
  'k8s.io/app.name': { version: 1 },
  's:Envelope': { 's:Body': { x: '1' } },
  姓名: '王',
  'first name': { 'last-name/x': true },
  items: [
    { id: 1, tags: ['a'] },
    { id: 2, tags: ['b', 'c'], 'a.b': 'dotted' },
  ],
  nested: [[{ id: 1 }], [{ id: 2 }]],
  none: null,
  empty: [],
};

test.each<[string, unknown]>([
  ['host.name', 'exact'],
  ['host.os.type', 'linux'],
  ['k8s.io/app.name', { version: 1 }],
  ['k8s.io/app.name.version', 1],
  ['s:Envelope.s:Body.x', '1'],
  ['姓名', '王'],
  ['first name.last-name/x', true],
  ['items.0.id', 1],
  ['items.id', [1, 2]],
  ['items.tags', ['a', 'b', 'c']],
  ['items.tags.0', 'a'],
  ['items.a.b', [undefined, 'dotted']],
  ['items.nothing', [undefined, undefined]],
  ['items.length', 2],
  ['nested.0.id', [1]],
  ['empty.id', []],
  ['none', null],
  ['none.deeper', undefined],
  ['host.nothing', undefined],
  ['姓名.length', undefined],
  ['constructor', undefined],
  ['host.__proto__', undefined],
  ['items.9', undefined],
  ['', undefined],
])('%s', (name, expected) => {
  expect(valueAt(DATA, name)).toEqual(expected);
});

test('a member that holds nothing wins over the path all the same', () => {
  expect(valueAt({ 'a.b': null, a: { b: 1 } }, 'a.b')).toBeNull();
});

test('the path is taken where a member with a dot leads nowhere', () => {
  expect(valueAt({ 'a.b': 1, a: { b: { c: 2 } } }, 'a.b.c')).toBe(2);
});

test('a hostile value costs no more than its size', () => {
  const hostile = (depth: number): unknown =>
    depth ? { a: hostile(depth - 1), 'a.a': hostile(depth - 2 > 0 ? depth - 2 : 0) } : {};
  const value = hostile(20);
  const started = performance.now();
  expect(valueAt(value, `${'a.'.repeat(60)}b`)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(2_000);
});
