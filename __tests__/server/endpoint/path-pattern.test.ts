import { parsePath } from '../../../src/server/endpoint/path-pattern';

describe('parsePath', () => {
  it.each([
    ['orders', 'orders', []],
    ['/orders/', 'orders', []],
    ['orders/:orderId', 'orders/:', ['orderId']],
    ['orders/:orderId/items/:item_2', 'orders/:/items/:', ['orderId', 'item_2']],
    ['files/*rest', 'files/*', ['rest']],
    ['*all', '*', ['all']],
    ['订单/:id', '订单/:', ['id']],
    ['a.b-c_d~e/v1.0', 'a.b-c_d~e/v1.0', []],
    [':constructor', ':', ['constructor']],
  ])('takes %s', (path, shape, names) => {
    expect(parsePath(path)).toMatchObject({ shape, names });
  });

  it.each([
    ['', 'path.empty'],
    ['/', 'path.empty'],
    ['a//b', 'path.segment'],
    ['a/../b', 'path.segment'],
    ['a/./b', 'path.segment'],
    ['a b', 'path.segment'],
    ['a?b', 'path.segment'],
    ['a#b', 'path.segment'],
    ['a%20b', 'path.segment'],
    ['a\u0000b', 'path.segment'],
    ['a:b', 'path.segment'],
    ['a(b)', 'path.segment'],
    [':', 'path.parameter'],
    [':a-b', 'path.parameter'],
    [':1a', 'path.parameter'],
    [':__proto__', 'path.parameter'],
    ['*', 'path.parameter'],
    [':a/:a', 'path.twice'],
    ['*rest/more', 'path.rest'],
    ['a'.repeat(513), 'path.long'],
    ['a/'.repeat(33), 'path.long'],
  ])('refuses %j with %s', (path, problem) => {
    expect(parsePath(path)).toBe(problem);
  });
});
