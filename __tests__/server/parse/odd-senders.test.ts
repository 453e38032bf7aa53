import type { BodySettings } from '../../../src/server/model/endpoint';
import { parseBody } from '../../../src/server/parse/parse-body';
import { parseQuery } from '../../../src/server/parse/parse-query';
import { contentEncodings } from '../../../src/server/receive/decode-body';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=XX';

function dataOf(body: string | Buffer, contentType: string | undefined, settings: Partial<BodySettings> = {}): unknown {
  const content = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  const parsed = parseBody({ content, contentType, headers: new Map() }, settings);
  return 'problem' in parsed ? parsed.problem : parsed.data;
}

describe('a form of a sender that knows no better', () => {
  it.each<[string, string, unknown]>([
    ['a stray percent sign', 'note=100%+of+caf%C3%A9%20au%20lait&ok=1', { note: '100% of café au lait', ok: '1' }],
    ['one at the end', 'say=70%20%', { say: '70 %' }],
    ['half an escape', 'a=%4&b=%zz%41&c=%', { a: '%4', b: '%zzA', c: '%' }],
    ['escapes in windows-1252', 'a=caf%E9&b=%80&c=%C3%A9', { a: 'café', b: '€', c: 'é' }],
    ['raw bytes in windows-1252', 'a=caf\xe9', { a: 'café' }],
    ['the charset in _charset_', '_charset_=gbk&name=%D6%D0%CE%C4', { _charset_: 'gbk', name: '中文' }],
    ['the charset in charset', 'name=%D6%D0%CE%C4&charset=GB2312', { name: '中文', charset: 'GB2312' }],
    ['Shift_JIS', '_charset_=Shift_JIS&a=%93%FA', { _charset_: 'Shift_JIS', a: '日' }],
    ['a charset that nobody knows', '_charset_=klingon&a=%C3%A9', { _charset_: 'klingon', a: 'é' }],
    ['a charset that no escape is in', 'charset=utf-16le&a=%41%42', { charset: 'utf-16le', a: 'AB' }],
    ['bytes that its charset does not have', '_charset_=big5&a=%E9', { _charset_: 'big5', a: 'é' }],
    ['a name with escapes', '%E5%A7%93[%62]=1', { 姓: { b: '1' } }],
    ['names of the language', '__proto__[a]=1&a[__proto__]=2&constructor=3', { constructor: '3' }],
  ])('%s', (_name, text, data) => {
    expect(dataOf(text, FORM)).toEqual(data);
    expect(parseQuery(text)).toEqual(data);
  });

  it('keeps the charset of its type, whatever a field says', () => {
    expect(dataOf('_charset_=big5&a=%C4%E3', `${FORM}; charset=gbk`)).toEqual({ _charset_: 'big5', a: '你' });
    expect(dataOf('_charset_=gbk&a=%C4%E3', `${FORM}; charset=UTF-8`)).toEqual({ _charset_: 'gbk', a: '你' });
  });
});

describe('a type that is not quite right', () => {
  it.each<[string, string, string, unknown]>([
    [
      'a charset that a proxy joined',
      'application/json; charset=utf-8, application/json',
      '{"a":"\xc3\xa9"}',
      { a: 'é' },
    ],
    ['two types joined', 'application/json, application/json', '{"a":1}', { a: 1 }],
    ['two types of text joined', 'text/xml, text/xml', '<a>1</a>', { a: '1' }],
    ['JSON in a stream', 'application/stream+json', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['x-json-stream', 'application/x-json-stream', '{"a":1}\n', [{ a: 1 }]],
    ['x-ldjson', 'application/x-ldjson', '1\n2', [1, 2]],
    ['lines under the type of JSON', 'application/json', '{"a":1}\r\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['lists in lines', 'application/json', '[1]\n[2]\n', [[1], [2]]],
    ['a broken line under the type of JSON', 'application/json', '{"a":1}\n{"a":}', 'malformed'],
    ['a security event', 'application/secevent+jwt', 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln', 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'],
    ['another token', 'application/logout+jwt', 'a.b.c', 'a.b.c'],
    ['JSON before NULs', 'application/json', '{"t":21.5}\0\0', { t: 21.5 }],
    ['a NUL inside', 'application/json', '{"t":\u00001}', 'malformed'],
    ['white space alone', 'application/json', '\r\n', null],
    ['NULs alone', 'application/json', '\0\0', null],
  ])('%s', (_name, type, text, data) => {
    expect(dataOf(text, type)).toEqual(data);
  });

  it.each<[string, string[] | undefined]>([
    ['UTF-8', []],
    ['utf8, gzip', ['gzip']],
    ['none', []],
    ['binary', []],
    ['utf-16', undefined],
    ['aes128gcm', undefined],
  ])('Content-Encoding: %s', (header, encodings) => {
    expect(contentEncodings(header)).toEqual(encodings);
  });
});

describe('a multipart body of a sender that knows no better', () => {
  const part = (headers: string, content: string) => `--XX\r\n${headers}\r\n\r\n${content}\r\n`;

  it.each<[string, string, unknown]>([
    [
      'line feeds alone',
      '--XX\nContent-Disposition: form-data; name="a"\n\n1\r\n2\n--XX\nContent-Disposition: form-data; name="b"\n\n\n--XX--\n',
      { a: '1\r\n2', b: '' },
    ],
    ['line feeds behind a preamble', 'hello\n--XX\nContent-Disposition: form-data; name="a"\n\n1\n--XX--', { a: '1' }],
    ['a name in single quotes', `${part("Content-Disposition: form-data; name='a'", '1')}--XX--`, { a: '1' }],
    ['an attachment', `${part('Content-Disposition: attachment; name="a"', '1')}--XX--`, { a: '1' }],
    [
      'charsets of SendGrid',
      `${part('Content-Disposition: form-data; name="text"', '\xd6\xd0')}${part(
        'Content-Disposition: form-data; name="charsets"',
        '{"to":"UTF-8","text":"gb2312"}',
      )}--XX--`,
      { text: '中', charsets: '{"to":"UTF-8","text":"gb2312"}' },
    ],
    [
      'charsets that nobody knows',
      `${part('Content-Disposition: form-data; name="text"', '\xe9')}${part(
        'Content-Disposition: form-data; name="charsets"',
        '{"text":"x-unknown"}',
      )}--XX--`,
      { text: 'é', charsets: '{"text":"x-unknown"}' },
    ],
    ['no end', part('Content-Disposition: form-data; name="a"', '1'), 'malformed'],
  ])('%s', (_name, text, data) => {
    expect(dataOf(text, MULTIPART)).toEqual(data);
  });

  it('has its payload in a part with the name of a file', () => {
    const head =
      'Content-Disposition: form-data; name="payload"; filename="payload.json"\r\nContent-Type: application/json';
    const body = `${part(head, '{"event":"media.play"}')}${part('Content-Disposition: form-data; name="a"', '1')}--XX--`;
    expect(dataOf(body, MULTIPART, { payloadField: 'payload' })).toEqual({ event: 'media.play', a: '1' });
    expect(dataOf(body, MULTIPART)).toEqual({ a: '1' });
  });

  it('has no part at a delimiter that only begins like its own', () => {
    const inner = '\r\n--XXX\r\nContent-Disposition: form-data; name="token"\r\n\r\nEVIL';
    expect(dataOf(`${part('Content-Disposition: form-data; name="a"', inner)}--XX--`, MULTIPART)).toEqual({ a: inner });
  });
});

it('an element of XML named __proto__ is dropped', () => {
  const data = dataOf('<a><__proto__><b>1</b></__proto__><c>2</c></a>', 'text/xml') as { a: object };
  expect(Object.keys(data.a)).toEqual(['c']);
});
