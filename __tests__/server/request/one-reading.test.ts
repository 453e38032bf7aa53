import type { BodySettings } from '../../../src/server/model/endpoint';
import { bodyText, memberAt } from '../../../src/server/request/read-request';
import { readable } from '../../helpers/readable';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const MULTIPART = 'multipart/form-data; boundary=b';
const part = (name: string, content: string, more = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;

function read(body: string | Buffer, contentType: string, settings: Partial<BodySettings> = {}) {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const headers = new Map([['content-type', [contentType]]]);
  return readable({ method: 'POST', path: '/', search: '', headers, body: bytes }, settings).content();
}

/** What verification, deduplication and `$context.data` see in one body is one value. */
describe('a value of a body, and the same in the data of the workflow', () => {
  it.each<[string, string | Buffer, string, string, string | undefined, unknown]>([
    ['of an object', '{"a":{"b":"1"}}', JSON_TYPE, 'a.b', '1', '1'],
    ['of a list at the top', '[{"id":"a"}]', JSON_TYPE, '0.id', 'a', 'a'],
    ['beyond 2^53', '{"id":8202522731445525542}', JSON_TYPE, 'id', '8202522731445525542', '8202522731445525542'],
    ['beyond doubles', '{"id":1e400}', JSON_TYPE, 'id', '1e400', '1e400'],
    ['a decimal as written', '{"a":[{"amount":10.50}]}', JSON_TYPE, 'a.0.amount', '10.50', 10.5],
    ['a negative zero', '{"a":-0.0}', JSON_TYPE, 'a', '-0.0', -0],
    ['a switch', '{"paid":false}', JSON_TYPE, 'paid', 'false', false],
    ['behind a byte order mark', '\ufeff{"id":"1"}', JSON_TYPE, 'id', '1', '1'],
    ['in UTF-16', Buffer.from('{"id":"1"}', 'utf16le'), JSON_TYPE, 'id', '1', '1'],
    ['before NULs', '{"id":"1"}\0\0', JSON_TYPE, 'id', '1', '1'],
    ['in lines', '{"id":"1"}\n{"id":"2"}', JSON_TYPE, '1.id', '2', '2'],
    ['a name with a dot', '{"host.name":"x","host":{"name":"y"}}', JSON_TYPE, 'host.name', 'x', 'x'],
    ['the exact rest', '{"a":{"b.c":"x"}}', JSON_TYPE, 'a.b.c', 'x', 'x'],
    ['of other scripts', '{"姓名":"王"}', JSON_TYPE, '姓名', '王', '王'],
    ['a list', '{"a":["1"]}', JSON_TYPE, 'a', undefined, ['1']],
    ['empty', '{"a":""}', JSON_TYPE, 'a', undefined, ''],
    ['inherited', '{"a":1}', JSON_TYPE, 'toString', undefined, undefined],
    ['of a dropped name', '{"\\u005f_proto__":{"a":"1"},"b":"1"}', JSON_TYPE, '__proto__.a', undefined, undefined],
    ['of a form', 'a=1+2%2B', FORM, 'a', '1 2+', '1 2+'],
    ['of a nested form', 'data%5Bid%5D=8a', FORM, 'data.id', '8a', '8a'],
    ['of a nested form, as it is sent', 'data[id]=8a', FORM, 'data[id]', '8a', '8a'],
    ['of a form, repeated', 'a=1&a=2', FORM, 'a', undefined, ['1', '2']],
    ['of a form in a charset', 'a=%C4%E3', `${FORM}; charset=gbk`, 'a', '你', '你'],
    ['of multipart', `${part('a', '1')}--b--`, MULTIPART, 'a', '1', '1'],
    ['of a file', `${part('a', '1', '; filename="a.txt"')}--b--`, MULTIPART, 'a', undefined, undefined],
    ['of multipart, repeated', `${part('a', '1')}${part('a', '2')}--b--`, MULTIPART, 'a', undefined, ['1', '2']],
    ['of XML by its path', '<x><a>1</a></x>', 'text/xml', 'x.a', '1', '1'],
  ])('%s', (_name, body, type, name, text, data) => {
    const content = read(body, type);
    expect(content).toBeDefined();
    expect(bodyText(content, name)).toBe(text);
    expect(memberAt(content?.data, name)).toEqual(data);
  });

  it.each<[string, string, string, string, string]>([
    ['the payload of a form', 'payload=%7B%22id%22%3A%22e77%22%7D', FORM, 'id', 'e77'],
    ['a number in it as written', 'payload=%7B%22a%22%3A1.0%7D', FORM, 'a', '1.0'],
    ['a field beside it', 'payload=%7B%22id%22%3A1%7D&form=7', FORM, 'form', '7'],
    ['a member that a field is named like', 'id=2&payload=%7B%22id%22%3A1%7D', FORM, 'id', '1'],
    ['the payload of multipart', `${part('payload', '{"id":"x"}')}${part('form', '7')}--b--`, MULTIPART, 'id', 'x'],
  ])('%s', (_name, body, type, name, text) => {
    const content = read(body, type, { payloadField: 'payload' });
    expect(bodyText(content, name)).toBe(text);
    expect(String(Number(text) || text)).toBe(String(memberAt(content?.data, name)));
  });

  it('a payload that is a list or a text is the data alone', () => {
    expect(read('payload=[1]&a=2', FORM, { payloadField: 'payload' })?.data).toEqual([1]);
    expect(read('payload="x"&a=2', FORM, { payloadField: 'payload' })?.data).toBe('x');
  });
});

describe('a signed body is read by its bytes', () => {
  const COMMENT = '{"action":"created","comment":"&payload={\\"ref\\":\\"forged\\"}&"}';
  const signed = (...signedFormats: NonNullable<BodySettings['signedFormats']>) => ({
    signedFormats,
    payloadField: 'payload',
  });

  it.each([
    JSON_TYPE,
    FORM,
    `${FORM}; charset=utf-16le`,
    'text/plain; charset=utf-16le',
    'application/json; charset=utf-32',
    'application/octet-stream',
    'text/xml',
    'application/cloudevents-batch+json',
    MULTIPART,
    'nonsense',
  ])('and not by %s', (type) => {
    expect(read(COMMENT, type, signed('json', 'form'))?.data).toEqual(JSON.parse(COMMENT));
  });

  it.each<[string, string | Buffer, NonNullable<BodySettings['signedFormats']>, unknown]>([
    ['a form', 'payload=%7B%22a%22%3A1%7D', ['json', 'form'], { a: 1 }],
    ['JSON that is a text', '"a"', ['json'], 'a'],
    ['multipart by its first line', `${part('a', '1')}--b--`, ['json', 'multipart', 'form'], { a: '1' }],
    ['XML', ' <a>1</a>', ['xml', 'json'], { a: '1' }],
    ['JSON in UTF-16', Buffer.from(' {"a":1}', 'utf16le'), ['json', 'form'], { a: 1 }],
    ['a list behind a byte order mark', '\ufeff[1]', ['json', 'form'], [1]],
  ])('%s', (_name, body, formats, data) => {
    expect(read(body, 'image/png', signed(...formats))?.data).toEqual(data);
  });

  it.each<[string, string | Buffer, NonNullable<BodySettings['signedFormats']>]>([
    ['multipart where none is sent', `${part('a', '1')}--b--`, ['json', 'form']],
    ['a form where none is sent', 'a=1', ['json']],
    ['JSON where only a form is sent and XML', '{}', ['form', 'xml']],
    ['compressed bytes', Buffer.from([0x1f, 0x8b, 8, 0, 0, 61, 49]), ['json', 'form']],
    ['multipart with a preamble', `preamble\r\n${part('a', '1')}--b--`, ['multipart']],
    ['multipart without an end', part('token', 'x'), ['json', 'multipart', 'form']],
  ])('refuses %s', (_name, body, formats) => {
    expect(read(body, JSON_TYPE, signed(...formats))).toBeUndefined();
  });

  it('has no field that only another boundary shows', () => {
    const body = `${part('a', '\r\n--bb\r\nContent-Disposition: form-data; name="token"\r\n\r\nEVIL')}--b--`;
    const content = read(body, 'multipart/form-data; boundary=bb', signed('multipart'));
    expect([bodyText(content, 'token'), Object.keys(content?.data as object)]).toEqual([undefined, ['a']]);
  });
});
