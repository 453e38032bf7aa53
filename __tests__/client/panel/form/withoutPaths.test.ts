import { withoutPaths } from '../../../../src/client-v2/panel/form/withoutPaths';

describe('a configuration without fields', () => {
  const config = { a: 1, b: { c: 2, d: [{ e: 3, f: 4 }, { e: 5 }] }, g: null };
  it.each([
    [['a'], { b: config.b, g: null }],
    [['b.c', 'g'], { a: 1, b: { d: config.b.d } }],
    [['b.d.0.f'], { ...config, b: { c: 2, d: [{ e: 3 }, { e: 5 }] } }],
    [['x', 'b.x.y', 'a.b', 'b.d.7.e', 'g.h', 'constructor', '__proto__'], config],
    [[], config],
  ])('%j', (paths, left) => {
    expect(withoutPaths(config, paths)).toEqual(left);
  });

  it('does not change the original', () => {
    withoutPaths(config, ['a', 'b.c']);
    expect(config).toEqual({ a: 1, b: { c: 2, d: [{ e: 3, f: 4 }, { e: 5 }] }, g: null });
  });

  it.each([undefined, null, 'text', 7])('of %s is unchanged', (value) => {
    expect(withoutPaths(value, ['a'])).toBe(value);
  });
});
