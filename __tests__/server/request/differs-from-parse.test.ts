import { parseBody } from '../../../src/server/parse/parse-body';
import { parsePairs } from '../../../src/server/parse/parse-pairs';
import { multipartText, queryValue, readValue } from '../../../src/server/request/read-request';
import { requestOf } from '../handshake/input';

/**
 * Verification and identification read a body on their own; what the workflow gets is parsed by src/server/parse. Where the two see
 * different values in one body or query, a table below says so. Elsewhere they agree.
 */
const parsed = (content: Buffer, contentType: string) => {
  const result = parseBody({ content, contentType, headers: new Map() });
  return 'problem' in result ? result.problem : (result.data as Record<string, unknown> | null);
};
const bytes = (text: string) => Buffer.from(text, 'latin1');
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

describe('a field of a form or a parameter of a query', () => {
  it.each<[string, string, string | undefined, unknown]>([
    ['a value', 'a=1+2%2B', '1 2+', '1 2+'],
    ['UTF-8', 'a=%C3%A9', 'é', 'é'],
    ['a broken escape alone', 'a=%zz', '%zz', '%zz'],
    ['a broken escape beside a good one', 'a=%zz%41', '%zzA', '%zz%41'],
    ['escaped bytes that are no UTF-8', 'a=%ff', '\ufffd', '%ff'],
    ['empty', 'a=', undefined, ''],
    ['without an equals sign', 'a', undefined, ''],
    ['repeated', 'a=1&a=2', undefined, ['1', '2']],
    ['a list', 'a[]=1', undefined, ['1']],
    ['nested', 'a[b]=1', undefined, { b: '1' }],
  ])('%s', (_name, text, read, value) => {
    expect(queryValue(requestOf({ search: text }), 'a')).toEqual(read);
    expect(readValue(requestOf({ body: text }), { from: 'body', name: 'a' })).toEqual(read);
    expect(parsed(bytes(text), FORM)).toEqual({ a: value });
    expect(parsePairs(text)).toEqual({ a: value });
  });

  it.each<[string, string, string, string | undefined, unknown]>([
    ['a charset', `${FORM}; charset=gbk`, 'a=%C4%E3', '\ufffd\ufffd', { a: '你' }],
    ['raw bytes of UTF-8', FORM, 'a=\u00c3\u00a9', 'é', { a: 'é' }],
    ['raw bytes that are no UTF-8', FORM, 'a=\u00e9', '\ufffd', { a: 'é' }],
    ['a byte order mark', FORM, '\u00ef\u00bb\u00bfa=1', undefined, { a: '1' }],
    ['exactly 10,000 fields', FORM, `a=1${'&'.repeat(9_999)}`, '1', { a: '1' }],
    ['more than 10,000 fields', FORM, `a=1${'&'.repeat(10_000)}`, undefined, 'malformed'],
  ])('with %s', (_name, type, text, read, value) => {
    expect(readValue(requestOf({ body: bytes(text) }), { from: 'body', name: 'a' })).toEqual(read);
    expect(parsed(bytes(text), type)).toEqual(value);
  });

  it('of the name __proto__ is read, and dropped', () => {
    expect(queryValue(requestOf({ search: '__proto__=1' }), '__proto__')).toBe('1');
    expect(parsePairs('__proto__=1')).toEqual({});
  });
});

describe('a member of a JSON body', () => {
  it.each<[string, string, string | undefined, unknown]>([
    ['a text', '{"a":"1"}', '1', { a: '1' }],
    ['duplicate members', '{"a":"1","a":"2"}', '2', { a: '2' }],
    ['a whole number', '{"a":12}', '12', { a: 12 }],
    ['a number that a double rounds', '{"a":9007199254740993}', undefined, { a: '9007199254740993' }],
    ['a number beyond doubles', '{"a":1e400}', undefined, { a: '1e400' }],
    ['a byte order mark', '\u00ef\u00bb\u00bf{"a":"1"}', undefined, { a: '1' }],
    ['bytes that are no UTF-8', '{"a":"\u00e9"}', '\ufffd', 'malformed'],
    ['UTF-16', '\u00ff\u00fe{\u0000"\u0000a\u0000"\u0000:\u00001\u0000}\u0000', undefined, { a: 1 }],
    ['deep nesting', `{"a":"1","b":${'['.repeat(300)}${']'.repeat(300)}}`, '1', 'malformed'],
    ['an element of a list', '[{"a":"1"}]', undefined, [{ a: '1' }]],
  ])('with %s', (_name, text, read, value) => {
    expect(readValue(requestOf({ body: bytes(text) }), { from: 'body', name: 'a' })).toEqual(read);
    expect(parsed(bytes(text), JSON_TYPE)).toEqual(value);
  });

  it('is read where the body is JSON under the type of something else', () => {
    const read = readValue(requestOf({ body: '{"a":"1"}' }), { from: 'body', name: 'a' });
    expect([read, parsed(bytes('{"a":"1"}'), 'image/png')]).toEqual(['1', bytes('{"a":"1"}').toString('base64')]);
  });
});

describe('an element of an XML body', () => {
  it.each<[string, string, string | undefined, unknown]>([
    ['a leaf', '<x><a>1</a></x>', '1', { x: { a: '1' } }],
    ['entities', '<x><a>&lt;</a></x>', '&lt;', { x: { a: '<' } }],
    ['attributes', '<x><a b="1">2</a></x>', undefined, { x: { a: { '@b': '1', _: '2' } } }],
    ['white space around it', '<x><a> 1 </a></x>', '1', { x: { a: ' 1 ' } }],
    ['a comment inside', '<x><a>1<!-- 2 --></a></x>', undefined, { x: { a: '1' } }],
    ['text that is no XML', '<x><a>1</a>', '1', 'malformed'],
    ['repeated', '<x><a>1</a><a>2</a></x>', undefined, { x: { a: ['1', '2'] } }],
  ])('with %s', (_name, text, read, value) => {
    expect(readValue(requestOf({ body: text }), { from: 'body', name: 'a' })).toBe(read);
    expect(parsed(bytes(text), 'application/xml')).toEqual(value);
  });
});

describe('a field of a multipart body', () => {
  const TYPE = 'multipart/form-data; boundary=b';
  const part = (head: string, content: string) => `--b\r\n${head}\r\n\r\n${content}\r\n`;
  const named = (parameters: string) => `Content-Disposition: form-data; ${parameters}`;
  const field = (name: string, content: string) => part(named(`name="${name}"`), content);

  it.each<[string, string, string, string | undefined, unknown]>([
    ['a value', TYPE, `${field('a', '1')}--b--`, '1', { a: '1' }],
    ['raw bytes that are no UTF-8', TYPE, `${field('a', '\u00e9')}--b--`, '\ufffd', { a: 'é' }],
    [
      'a charset in the part',
      TYPE,
      `${part(`${named('name="a"')}\r\nContent-Type: text/plain; charset=gbk`, '\u00c4\u00e3')}--b--`,
      '\ufffd\ufffd',
      { a: '你' },
    ],
    ['a name without quotes', TYPE, `${part(named('name=a'), '1')}--b--`, undefined, { a: '1' }],
    ['a name with an escaped quote', TYPE, `${part(named('name="a\\""'), '1')}--b--`, undefined, { 'a"': '1' }],
    ['empty', TYPE, `${field('a', '')}--b--`, undefined, { a: '' }],
    ['repeated', TYPE, `${field('a', '1')}${field('a', '2')}--b--`, undefined, { a: ['1', '2'] }],
    ['a line that begins like a delimiter', TYPE, `${field('a', '1\r\n--bc')}--b--`, '1', { a: '1\r\n--bc' }],
    ['white space behind a delimiter', TYPE, field('a', '1').replace('--b', '--b ') + '--b--', '1', { a: '1' }],
    ['no end', TYPE, `${field('a', '1')}--b`, '1', 'malformed'],
    ['a part without a name', TYPE, `${part('X: y', '')}${field('a', '1')}--b--`, '1', 'malformed'],
    ['more than 1,000 parts', TYPE, `${field('a', '1')}${field('c', '').repeat(1_000)}--b--`, '1', 'malformed'],
    [
      'a boundary of 71 characters, of which the reader takes 70',
      `multipart/form-data; boundary=${'b'.repeat(71)}`,
      `--${'b'.repeat(71)}\r\n${named('name="a"')}\r\n\r\n1\r\n--${'b'.repeat(71)}--`,
      '1',
      { a: '1' },
    ],
    ['a boundary named twice', `${TYPE}; boundary=c`, `${field('a', '1')}--b--`, undefined, { a: '1' }],
  ])('with %s', (_name, type, text, read, value) => {
    expect(multipartText(requestOf({ headers: { 'content-type': type }, body: bytes(text) }), 'a')).toBe(read);
    expect(parsed(bytes(text), type)).toEqual(value);
  });
});
