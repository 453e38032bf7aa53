import { PARSE_LIMITS } from '../../../src/server/parse/limits';
import { parseBody } from '../../../src/server/parse/parse-body';
import { parseQuery } from '../../../src/server/parse/parse-query';
import { bodyFixtures } from '../../helpers/body-fixtures';

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

type Settings = Parameters<typeof parseBody>[1];
const parse = (
  body: string | Buffer,
  contentType?: string,
  settings?: Settings,
  headers: Record<string, string> = {},
) =>
  parseBody(
    {
      content: Buffer.from(body as string),
      contentType,
      headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
    },
    settings,
  );
/** So many fields, each with a name of its own that nests so deep. */
const nestedForm = (count: number, depth: number) =>
  Array.from({ length: count }, (_, n) => `${n}${'[a]'.repeat(depth)}=1`).join('&');
const hex = (digits: string) => Buffer.from(digits.replace(/ /g, ''), 'hex');

describe('bodies as providers send them', () => {
  it.each(bodyFixtures)('%s', (_name, { headers, body, expect: expected }) => {
    const parsed = parse(body, headers['content-type'], expected.settings, headers);
    if ('problem' in parsed) throw new Error(parsed.reason);
    const files = parsed.files.map(({ content: _content, ...file }) => file);
    expect({ format: parsed.format, data: parsed.data }).toEqual({ format: expected.format, data: expected.data });
    expect(files).toEqual(expected.files ?? []);
    expect(parsed.event).toEqual(expected.event);
  });

  const broken = bodyFixtures.flatMap(([name, fixture]) =>
    fixture.broken.map((change) => [`${name}: ${change.why}`, fixture, change] as const),
  );
  it.each(broken)('refuses %s', (_name, fixture, { headers, body, base64, problem }) => {
    const type = (headers ?? fixture.headers)['content-type'];
    const content = base64 ? Buffer.from(base64, 'base64') : (body ?? fixture.body);
    expect(parse(content, type, fixture.expect.settings, fixture.headers)).toMatchObject({ problem });
  });
});

describe('parseBody', () => {
  it.each<[string, string | Buffer, string | undefined, unknown, string | null]>([
    ['an object', '{"a":1}', JSON_TYPE, { a: 1 }, 'json'],
    ['any value at the top', '"x"', JSON_TYPE, 'x', 'json'],
    ['null', 'null', JSON_TYPE, null, 'json'],
    ['text/json', '[1]', 'text/json', [1], 'json'],
    ['a structured suffix', '{"a":1}', 'application/vnd.api+json', { a: 1 }, 'json'],
    ['a byte order mark', '\ufeff{"a":1}', JSON_TYPE, { a: 1 }, 'json'],
    ['a byte order mark without a type', '\ufeff{"a":1}', undefined, { a: 1 }, 'json'],
    ['a declared charset', '{"a":"é"}', `${JSON_TYPE}; charset=UTF-8`, { a: 'é' }, 'json'],
    ['latin-1', hex('7b 22 61 22 3a 22 e9 22 7d'), `${JSON_TYPE};charset="latin1"`, { a: 'é' }, 'json'],
    ['the euro sign of windows-1252', hex('80'), 'text/plain; charset=iso-8859-1', '€', 'text'],
    ['utf-16 with a mark', hex('feff 0022 4f60 0022'), JSON_TYPE, '你', 'json'],
    ['utf-16 by its name', Buffer.from('"你"', 'utf16le'), `${JSON_TYPE}; charset=utf-16`, '你', 'json'],
    ['gbk', hex('c4e3 bac3'), 'text/plain; charset=GBK', '你好', 'text'],
    ['shift_jis', hex('93fa 967b'), 'text/plain; charset=Shift_JIS', '日本', 'text'],
    ['gbk by its code page', hex('c4e3 bac3'), 'text/plain; charset=cp936', '你好', 'text'],
    ['shift_jis by its code page', hex('93fa 967b'), 'text/plain; charset=CP932', '日本', 'text'],
    ['a form in gbk by its code page', 'a=%C4%E3', `${FORM}; charset=cp936`, { a: '你' }, 'form'],
    ['a charset in single quotes', hex('22 e9 22'), `${JSON_TYPE}; charset='iso-8859-1'`, 'é', 'json'],
    ['utf-8 in single quotes', 'a=é&b=%C3%A9', `${FORM}; charset='utf-8'`, { a: 'é', b: 'é' }, 'form'],
    ['text that is not UTF-8', hex('63 61 66 e9 20 80'), 'text/plain', 'café €', 'text'],
    ['half a character', hex('22 e4 bd'), 'text/csv', '"ä½', 'text'],
    ['text with half a character of UTF-16', hex('ff fe 61'), 'text/plain', 'ÿþa', 'text'],
    ['a form that is not UTF-8', hex('61 3d e9 26 62 3d 80'), FORM, { a: 'é', b: '€' }, 'form'],
    [
      'such a form with escapes',
      Buffer.from('a=\xe9&b=%E4%BD%A0&c=%E9', 'latin1'),
      FORM,
      { a: 'é', b: '你', c: 'é' },
      'form',
    ],
    ['no body', '', JSON_TYPE, null, null],
    ['no body of a multipart', '', 'multipart/form-data', null, null],
    ['no type, JSON', '[1]', undefined, [1], 'json'],
    ['no type, a JSON number', '42', undefined, 42, 'json'],
    ['no type, text', 'hello', undefined, 'hello', 'text'],
    ['no type, bytes', hex('ff fe'), undefined, '', 'text'],
    ['no type, bytes that are not text', hex('ff 00 80'), undefined, '/wCA', 'binary'],
    ['a broken type', '{"a":1}', ';;;', { a: 1 }, 'json'],
    ['an invalid type, text', 'hello', 'text', 'hello', 'text'],
    ["an application's text", 'a: 1', 'application/yaml', 'a: 1', 'text'],
    ["an application's text that is a number", '42', 'application/javascript', '42', 'text'],
    ["an application's text that is JSON", '{"a":1}', 'application/x-javascript', { a: 1 }, 'json'],
    ["an application's text by its suffix", 'a: 1', 'application/openapi+yaml', 'a: 1', 'text'],
    ['bytes that could be text', hex('0a 03 61 62 63'), 'application/x-protobuf', 'CgNhYmM=', 'binary'],
    ['bytes that could be a number', '1', 'application/msgpack', 'MQ==', 'binary'],
    ['bytes that begin like JSON', '{hello', 'application/cbor', 'e2hlbGxv', 'binary'],
    ['JSON of an unknown type', ' [1]', 'application/x-anything', [1], 'json'],
    ['a JSON text of an unknown type', '"a"', 'application/x-anything', 'ImEi', 'binary'],
    ['parts that are not a form', '--x--', 'multipart/mixed; boundary=x', 'LS14LS0=', 'binary'],
    ['text that is JSON', '{"a":1}', 'text/plain', { a: 1 }, 'json'],
    ['text that is a number', '42', 'text/plain', '42', 'text'],
    ['text that begins like JSON', '[1] see above', 'text/plain', '[1] see above', 'text'],
    ['a form that is JSON', ' {"a":"1=2&3"}', FORM, { a: '1=2&3' }, 'json'],
    ['bytes by their type', hex('ff fe 00'), 'image/png', '//4A', 'binary'],
    ['bytes that could be text', 'hello', 'application/octet-stream', 'aGVsbG8=', 'binary'],
    ['a form', 'a=1&b=two+words&c[d]=%E4%BD%A0', FORM, { a: '1', b: 'two words', c: { d: '你' } }, 'form'],
    [
      'a form with lists',
      'a[]=1&a[]=2&b=3&b=4&c[1]=y&c[0]=x',
      FORM,
      { a: ['1', '2'], b: ['3', '4'], c: ['x', 'y'] },
      'form',
    ],
    ['a form with broken escapes', 'a=%&b=%zz', FORM, { a: '%', b: '%zz' }, 'form'],
    ['a form in gbk', 'name=%C4%E3+%BA%C3&%C4%E3=1', `${FORM}; charset=gbk`, { name: '你 好', 你: '1' }, 'form'],
    ['a form with U+0000', 'a=%00b', FORM, { a: '\0b' }, 'form'],
    [
      'a field with half a character of UTF-16',
      Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\xfea\r\n--x--\r\n', 'latin1'),
      'multipart/form-data; boundary=x',
      { a: 'ÿþa' },
      'multipart',
    ],
    [
      'XML of a definition elsewhere',
      '<!DOCTYPE cXML SYSTEM "http://[::1]/cXML.dtd"><a/>',
      'text/xml',
      { a: '' },
      'xml',
    ],
    [
      'XML of a public definition',
      `<?xml version="1.0"?>\n<!DOCTYPE a PUBLIC '-//A "[' "a.dtd" >\n<a>1</a>`,
      'text/xml',
      { a: '1' },
      'xml',
    ],
    ['XML with a document type', '<!DOCTYPE a><a/>', 'text/xml', { a: '' }, 'xml'],
    ['XML after white space', ' \r\n\t<?xml version="1.0"?><a/>', 'text/xml', { a: '' }, 'xml'],
    ['XML after two marks', '\ufeff\n\ufeff<?xml version="1.0"?><a/>', 'text/xml', { a: '' }, 'xml'],
    ['lines of JSON', '{"a":1}\r\n\n[2]\n"x"', 'application/x-ndjson', [{ a: 1 }, [2], 'x'], 'ndjson'],
    ['a lone surrogate', '"\\ud800"', JSON_TYPE, '\ud800', 'json'],
    ['U+0000', '"\\u0000"', JSON_TYPE, '\0', 'json'],
  ])('parses %s', (_name, body, type, data, format) => {
    expect(parse(body, type)).toMatchObject({ data, format });
  });

  it.each<[string, string | Buffer, string | undefined, NonNullable<Settings>['format'], unknown]>([
    ['json', '{"a":1}', 'text/plain', 'json', { a: 1 }],
    ['form', 'a=1', JSON_TYPE, 'form', { a: '1' }],
    ['form, though it is JSON', '{"a":1}', FORM, 'form', { '{"a":1}': '' }],
    ['text, though it is JSON', '{"a":1}', JSON_TYPE, 'text', '{"a":1}'],
    ['xml', '<a/>', undefined, 'xml', { a: '' }],
    ['ndjson', '1\n2', JSON_TYPE, 'ndjson', [1, 2]],
    ['binary', '{}', JSON_TYPE, 'binary', 'e30='],
    [
      'json, though it is a CloudEvent',
      '{"id":1,"data":2}',
      'application/cloudevents+json',
      'json',
      { id: 1, data: 2 },
    ],
  ])('is forced to read %s', (_name, body, type, format, data) => {
    expect(parse(body, type, { format })).toMatchObject({ data, format });
  });

  it.each<[string, string | Buffer, string | undefined, string, Settings?]>([
    ['broken JSON', '{"a":', JSON_TYPE, 'malformed'],
    ['JSON with a comment', '{} // x', JSON_TYPE, 'malformed'],
    ['bytes that are not UTF-8', hex('22 ff 22'), JSON_TYPE, 'malformed'],
    ['half a character of a declared charset', hex('22 e4 bd'), 'text/plain; charset=utf-8', 'malformed'],
    ['a form with bytes that its charset does not have', hex('61 3d ff'), `${FORM}; charset=utf-8`, 'malformed'],
    ['an unknown charset', 'a', 'text/plain; charset=klingon', 'charset'],
    ['an unknown charset of JSON', '{}', `${JSON_TYPE}; charset=klingon`, 'charset'],
    ['an unknown charset of a form', 'a=1', `${FORM}; charset=klingon`, 'charset'],
    ['an unknown charset without a type', 'a=1', `x; charset=utf-7`, 'charset'],
    ['XML with definitions', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'text/xml', 'malformed'],
    ['XML with an empty list of definitions', '<!DOCTYPE a SYSTEM "a.dtd" []><a/>', 'text/xml', 'malformed'],
    ['XML with an external entity', '<!DOCTYPE a SYSTEM "a.dtd"><a>&b;</a>', 'text/xml', 'malformed'],
    ['too many fields', 'a=1&'.repeat(10_001), FORM, 'malformed'],
    ['too many values in the names of a form', nestedForm(9_999, 20), FORM, 'malformed'],
    ['a broken line', '{}\n{"a":}\n', 'application/x-ndjson', 'malformed'],
    ['lists nested without end', '['.repeat(201) + ']'.repeat(201), JSON_TYPE, 'malformed'],
    ['too many values', `[${'0,'.repeat(200_000)}0]`, JSON_TYPE, 'malformed'],
    ['too many values in lines', '[0,0]\n'.repeat(100_001), 'application/x-ndjson', 'malformed'],
    ['text where JSON is forced', 'hello', 'text/plain', 'malformed', { format: 'json' }],
    ['multipart that is forced without a boundary', 'a', undefined, 'malformed', { format: 'multipart' }],
  ])('refuses %s', (_name, body, type, problem, settings = undefined) => {
    expect(parse(body, type, settings)).toMatchObject({ problem });
  });

  it.each<[string, unknown]>([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['-9007199254740993', '-9007199254740993'],
    ['12345678901234567890', '12345678901234567890'],
    ['12345678901234567890.5', '12345678901234567890.5'],
    ['0.1', 0.1],
    ['1e3', 1000],
    ['1e400', '1e400'],
    ['[1,{"a":9007199254740993,"b":"9007199254740993"},-0]', [1, { a: '9007199254740993', b: '9007199254740993' }, -0]],
    ['{"\\"9007199254740993":1}', { '"9007199254740993': 1 }],
  ])('keeps the number %s exactly', (text, data) => {
    expect(parse(text, JSON_TYPE)).toMatchObject({ data });
  });

  it('does not turn invalid text into JSON by quoting a number', () => {
    for (const text of ['{9007199254740993:1}', '09007199254740993', '9007199254740993x', '9007199254740993.']) {
      expect(parse(text, JSON_TYPE)).toMatchObject({ problem: 'malformed' });
    }
  });

  it('never repeats the body in a reason', () => {
    for (const type of [JSON_TYPE, 'text/xml', 'application/x-ndjson', 'multipart/form-data; boundary=x']) {
      expect(JSON.stringify(parse('<a>{"token":"s3cret"', type))).not.toContain('s3cret');
    }
  });

  it('takes JSON that is only white space for null', () => {
    expect(parse(' \r\n', JSON_TYPE)).toMatchObject({ data: null, format: 'json' });
  });

  it('keeps keys such as constructor as plain data', () => {
    const { data } = parse('{"constructor":1,"__proto__":{"polluted":1}}', JSON_TYPE) as { data: object };
    expect(Object.keys(data)).toEqual(['constructor']);
    expect((data as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('the payload field', () => {
  it.each<[string, string, string, unknown]>([
    ['its JSON', 'payload=%7B%22a%22%3A1%7D&token=x', 'payload', { a: 1 }],
    ['a form without it', 'text=hi', 'payload', { text: 'hi' }],
    ['a form where it is off', 'payload=%7B%7D', '', { payload: '{}' }],
    ['a form where it is repeated', 'payload=1&payload=2', 'payload', { payload: ['1', '2'] }],
    ['a form where it is an inherited name', 'a=1', 'constructor', { a: '1' }],
  ])('gives %s', (_name, body, payloadField, data) => {
    expect(parse(body, FORM, { payloadField })).toMatchObject({ data });
  });
  it('applies to forms only', () => {
    expect(parse('{"payload":"{}"}', JSON_TYPE, { payloadField: 'payload' })).toMatchObject({
      data: { payload: '{}' },
    });
  });
});

describe('parseQuery', () => {
  it('keeps names such as constructor, and pollutes no prototype', () => {
    const form = parseQuery('constructor=1&toString=2&a[hasOwnProperty]=3&__proto__[polluted]=4') as object;
    expect(form).toEqual({ constructor: '1', toString: '2', a: { hasOwnProperty: '3' } });
    expect(Object.getPrototypeOf(form)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
  it('nests up to the limit', () => {
    const deep = parseQuery(`a${'[b]'.repeat(5_000)}=1`);
    expect(JSON.stringify(deep).match(/\{/g)?.length).toBeLessThan(PARSE_LIMITS.formDepth + 3);
  });
});
