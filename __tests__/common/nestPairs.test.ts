import fc from 'fast-check';
import qs from 'qs';
import { nestPairs } from '../../src/common/nestPairs';
import { parseQuery } from '../../src/server/parse/parse-query';

const LIMITS = { formDepth: 20, formValues: 50_000 };

describe('names with brackets', () => {
  it.each([
    ['a=1', { a: '1' }],
    ['a=1&a=2', { a: ['1', '2'] }],
    ['a[b][c]=1', { a: { b: { c: '1' } } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[0]=x&a[1]=y', { a: ['x', 'y'] }],
    ['a[1]=y&a[0]=x', { a: ['x', 'y'] }],
    ['a[0][b]=1&a[0][c]=2&a[1][b]=3', { a: [{ b: '1', c: '2' }, { b: '3' }] }],
    ['a[][b]=1&a[][b]=2', { a: [{ b: '1' }, { b: '2' }] }],
    ['a[1]=x&a[3]=y', { a: { 1: 'x', 3: 'y' } }],
    ['item_meta[25]=x', { item_meta: { 25: 'x' } }],
    ['answers[1042]=yes', { answers: { 1042: 'yes' } }],
    ['a[999999999999999999999]=x', { a: { '999999999999999999999': 'x' } }],
    ['a[007]=x', { a: { '007': 'x' } }],
    ['a=1&a[b]=2', { a: ['1', { b: '2' }] }],
    ['[a]=1', { a: '1' }],
    ['a[b=1', { 'a[b': '1' }],
    ['a[b]c=1', { 'a[b]c': '1' }],
    ['a%5Bb%5D=1', { a: { b: '1' } }],
    ['a+b=c+d%20e', { 'a b': 'c d e' }],
    ['a=%zz&b=100%+sure', { a: '%zz', b: '100% sure' }],
    ['a', { a: '' }],
    ['&&a=1&&', { a: '1' }],
    ['=1', {}],
    ['constructor[name]=x', { constructor: { name: 'x' } }],
    ['__proto__=1&a[__proto__][b]=2&c=3', { c: '3' }],
    ['0=a&1=b', { 0: 'a', 1: 'b' }],
  ])('%s', (text, expected) => {
    const parsed = parseQuery(text);
    expect(parsed).toEqual(expected);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it('reads what qs writes', () => {
    const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/[[\]]|^(\d+|__proto__)$/.test(text));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.string({ maxLength: 8 }),
        fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
        fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, value), (data) => {
        expect(parseQuery(qs.stringify(data))).toEqual(data);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps brackets beyond the limit in the last name', () => {
    expect(nestPairs([['a[b][c][d]', '1']], { ...LIMITS, formDepth: 1 })).toEqual({ a: { b: { '[c][d]': '1' } } });
  });

  it('rejects more values than the limit', () => {
    const pairs = [
      ['a[b]', '1'],
      ['c[d]', '2'],
    ] as const;
    expect(() => nestPairs(pairs, { ...LIMITS, formValues: 3 })).toThrow(RangeError);
    expect(nestPairs(pairs, { ...LIMITS, formValues: 4 })).toEqual({ a: { b: '1' }, c: { d: '2' } });
  });
});
