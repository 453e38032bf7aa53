import { sampleVariables } from '../../../src/client-v2/deliveries/sampleVariables';

const sample = (content: unknown, rest: object = {}) => ({
  headers: {},
  query: {},
  contentType: 'application/json',
  body: {
    kept: true,
    encoding: 'base64' as const,
    content: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64'),
    size: 1,
    digest: null,
  },
  ...rest,
});
const paths = (given: ReturnType<typeof sample>) => sampleVariables(given).body?.map(({ path }) => path);

describe('the variables of a sample', () => {
  it.each([
    [{ a: 1, b: { c: null, d: [] } }, ['a', 'b.c', 'b.d']],
    [{ items: [{ id: 1 }, { other: 2 }] }, ['items.0.id']],
    [{ 'dotted.name': 1, '': 2, ok: 3 }, ['ok']],
    [[1, 2], ['0']],
    ['text', []],
    [{ constructor: 1, __proto__: null }, ['constructor']],
  ])('of the body %j', (body, expected) => {
    expect(paths(sample(body))).toEqual(expected);
  });

  it('of a form', () => {
    expect(paths(sample('a=1&b=2', { contentType: 'application/x-www-form-urlencoded; charset=utf-8' }))).toEqual([
      'a',
      'b',
    ]);
  });

  it('of headers and query, without what only transports', () => {
    const { headers, query } = sampleVariables(
      sample({}, { headers: { host: 'x', 'x-forwarded-for': '1', 'x-event': 'a' }, query: { a: { b: '1' } } }),
    );
    expect(headers).toEqual([{ path: 'x-event' }]);
    expect(query).toEqual([{ path: 'a.b' }]);
  });

  it('is bounded', () => {
    expect(paths(sample(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n]))))).toHaveLength(200);
    let deep: unknown = 1;
    for (let depth = 0; depth < 50; depth += 1) deep = { d: deep };
    expect(paths(sample(deep))?.[0].split('.')).toHaveLength(8);
  });
});
