import { parseBody } from '../../src/server/parse/parse-body';
import { parseForm } from '../../src/server/parse/parse-form';

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

describe('parseBody', () => {
  it.each<[string, string | Buffer, string | undefined, unknown]>([
    ['an object', '{"a":1}', JSON_TYPE, { a: 1 }],
    ['any value at the top', '"x"', JSON_TYPE, 'x'],
    ['a charset', '{"a":"é"}', `${JSON_TYPE}; charset=UTF-8`, { a: 'é' }],
    [
      'another charset',
      Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xe9, 0x22, 0x7d]),
      `${JSON_TYPE};charset="latin1"`,
      { a: 'é' },
    ],
    ['a structured suffix', '{"a":1}', 'application/vnd.api+json', { a: 1 }],
    ['a byte order mark', '\ufeff{"a":1}', JSON_TYPE, { a: 1 }],
    ['no body', '', JSON_TYPE, null],
    ['no type, JSON', '[1]', undefined, [1]],
    ['no type, text', 'hello', undefined, 'hello'],
    ['another type, JSON', '{"a":1}', 'text/plain', { a: 1 }],
    ['another type, bytes', Buffer.from([0xff, 0xfe, 0x00]), 'image/png', '//4A'],
    ['a form', 'a=1&b=two+words&c[d]=%E4%BD%A0', FORM, { a: '1', b: 'two words', c: { d: '你' } }],
    ['a form with broken escapes', 'a=%&b=%zz', FORM, { a: '%', b: '%zz' }],
  ])('parses %s', (_name, body, type, data) => {
    expect(parseBody(Buffer.from(body as string), type)).toEqual({ data });
  });

  it.each<[string, string | Buffer, string, string]>([
    ['broken JSON', '{"a":', JSON_TYPE, 'malformed'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), JSON_TYPE, 'malformed'],
    ['an unknown charset', '{}', `${JSON_TYPE}; charset=klingon`, 'charset'],
    ['too many fields', 'a=1&'.repeat(10_001), FORM, 'malformed'],
  ])('refuses %s', (_name, body, type, problem) => {
    expect(parseBody(Buffer.from(body as string), type)).toMatchObject({ problem });
  });

  it('never repeats the body in a reason', () => {
    const parsed = parseBody(Buffer.from('{"token":"s3cret"'), JSON_TYPE);
    expect(JSON.stringify(parsed)).not.toContain('s3cret');
  });

  it('keeps keys that name members of every object as plain data', () => {
    const { data } = parseBody(Buffer.from('{"constructor":1,"__proto__":{"polluted":1}}'), JSON_TYPE) as {
      data: Record<string, unknown>;
    };
    expect(Object.keys(data)).toEqual(['constructor', '__proto__']);
    expect((data as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('parseForm', () => {
  it('keeps names that are members of every object, and pollutes none', () => {
    const form = parseForm('constructor=1&toString=2&a[hasOwnProperty]=3&__proto__[polluted]=4') as Record<
      string,
      unknown
    >;
    expect(form).toEqual({ constructor: '1', toString: '2', a: { hasOwnProperty: '3' } });
    expect(Object.getPrototypeOf(form)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
