import { isAlias, needsAlias, proposeAlias } from '../../src/common/alias';

test.each([
  ['order.id', false],
  ['items.0.id', false],
  ['first name.a-b/c', false],
  ['host.name', false],
  ['s:Body.x', true],
  ['姓名', true],
  ['a.größe', true],
  ['a[0]', true],
  [' a', true],
])('%s needs an alias: %s', (path, needed) => {
  expect(needsAlias(path)).toBe(needed);
});

test.each([
  ['a', true],
  ['_a1', true],
  ['constructor', true],
  ['', false],
  ['1a', false],
  ['a-b', false],
  ['Order number', false],
  ['姓名', false],
  ['__proto__', false],
  [null, false],
  [undefined, false],
])('%j is an alias: %s', (text, expected) => {
  expect(isAlias(text)).toBe(expected);
});

test.each([
  ['host.name', 'host_name'],
  ['s:Envelope.s:Body.x', 's_Envelope_s_Body_x'],
  ['姓名', 'field'],
  ['items.0.姓名', 'items_0_field'],
  ['0.a', '_0_a'],
  ['Crème brûlée', 'Creme_brulee'],
  ['constructor', 'constructor'],
  ['__proto__', 'proto'],
  ['x'.repeat(600), 'x'.repeat(64)],
])('%s gets the alias %s', (path, alias) => {
  expect(proposeAlias(path, new Set())).toBe(alias);
  expect(isAlias(alias)).toBe(true);
  const taken = new Set([alias, `${alias}_2`]);
  expect(proposeAlias(path, taken)).toBe(`${alias}_3`);
  expect(taken).toContain(`${alias}_3`);
});
