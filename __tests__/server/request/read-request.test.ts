import {
  challengeParameter,
  headerValue,
  isForm,
  jsonObject,
  mediaType,
  own,
  queryValue,
  readValue,
  smallJsonObject,
} from '../../../src/server/request/read-request';
import { requestOf, type RequestParts } from '../handshake/input';

describe('a header', () => {
  it.each<[string, RequestParts['headers'], string[], string | undefined]>([
    ['in any case', { 'X-Id': 'a' }, ['x-ID'], 'a'],
    ['missing', {}, ['x-id'], undefined],
    ['empty', { 'x-id': '' }, ['x-id'], undefined],
    ['blank', { 'x-id': ' ' }, ['x-id'], ' '],
    ['repeated', { 'x-id': ['a', 'b'] }, ['x-id'], undefined],
    ['repeated with the same value', { 'x-id': ['a', 'a'] }, ['x-id'], undefined],
    ['a list in one line', { 'x-id': 'a, b' }, ['x-id'], 'a, b'],
    ['bytes beyond ASCII, one character each', { 'x-id': '\u00e9' }, ['x-id'], '\u00e9'],
    ['a character that is no byte', { 'x-id': '\u20ac' }, ['x-id'], undefined],
    ['the first name that was sent', { b: '2', a: '1' }, ['a', 'b'], '1'],
    ['a later name', { b: '2' }, ['a', 'b'], '2'],
    ['an empty first name hides a later one', { a: '', b: '2' }, ['a', 'b'], undefined],
    ['a repeated first name hides a later one', { a: ['1', '1'], b: '2' }, ['a', 'b'], undefined],
    ['an inherited name', {}, ['__proto__', 'constructor'], undefined],
  ])('%s', (_name, headers, names, expected) => {
    expect(headerValue(requestOf({ headers }), ...names)).toBe(expected);
  });
});

describe('the media type', () => {
  it.each<[string, string | string[] | undefined, string]>([
    ['missing', undefined, ''],
    ['a form', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
    [
      'in any case, with parameters',
      'Application/X-WWW-Form-URLencoded ; charset=utf-8',
      'application/x-www-form-urlencoded',
    ],
    ['JSON', 'application/json;charset=utf-8', 'application/json'],
    ['only a parameter', ';charset=utf-8', ''],
    ['repeated', ['application/x-www-form-urlencoded', 'application/json'], ''],
  ])('%s', (_name, type, expected) => {
    const request = requestOf({ headers: type === undefined ? {} : { 'content-type': type }, body: 'a=1' });
    expect(mediaType(request)).toBe(expected);
    expect(isForm(request)).toBe(true);
  });
});

describe('a query parameter, as verification and handshakes read it', () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    ['a value', 'a=1', '1', '1'],
    ['missing', 'b=1', undefined, undefined],
    ['repeated', 'a=1&a=2', undefined, undefined],
    ['repeated under an encoded name', 'a=1&%61=2', undefined, undefined],
    ['as a list', 'a[]=1', undefined, undefined],
    ['in another case', 'A=1', undefined, undefined],
    ['a plus', 'a=1+2', '1 2', '1 2'],
    ['an encoded plus', 'a=1%2B2', '1+2', '1+2'],
    ['a further equals sign', 'a=1=2', '1=2', '1=2'],
    ['UTF-8', 'a=%E4%BD%A0', '你', '你'],
    ['bytes that are no UTF-8', 'a=%ff', '\ufffd', '\ufffd'],
    ['a broken escape', 'a=%zz%', '%zz%', '%zz%'],
    ['a semicolon', 'a=1;b=2', '1;b=2', '1;b=2'],
    // Here they differ.
    ['empty', 'a=', undefined, ''],
    ['without an equals sign', 'a', undefined, ''],
    ['a second question mark', '?a=1', undefined, '1'],
    ['raw bytes of UTF-8', 'a=\u00c3\u00a9', 'é', '\u00c3\u00a9'],
    ['among 10,000', `a=1${'&b'.repeat(9_999)}`, '1', '1'],
    ['among 10,001', `a=1${'&b'.repeat(10_000)}`, undefined, '1'],
  ])('%s', (_name, search, verified, challenge) => {
    expect(queryValue(requestOf({ search }), 'a')).toBe(verified);
    expect(challengeParameter(requestOf({ search }), 'a')).toBe(challenge);
  });

  it('keeps a plus where it is told to', () => {
    expect(queryValue(requestOf({ search: 'a=1+2%2B' }), 'a', '+')).toBe('1+2+');
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is a name like any other', (name) => {
    expect(queryValue(requestOf({ search: `${name}=1` }), name)).toBe('1');
    expect(queryValue(requestOf({}), name)).toBeUndefined();
    expect(challengeParameter(requestOf({}), name)).toBeUndefined();
  });
});

describe('a value of the body', () => {
  it.each<[string, string, string, string | undefined]>([
    ['a member', '{"id":"a"}', 'id', 'a'],
    ['a path', '{"event":{"id":"a"}}', 'event.id', 'a'],
    ['a list', '{"value":[{"id":"a"}]}', 'value.0.id', 'a'],
    ['a name with a dot', '{"event.id":"a"}', 'event.id', 'a'],
    ['missing', '{"id":"a"}', 'type', undefined],
    ['empty', '{"id":""}', 'id', undefined],
    ['the last of duplicate members', '{"id":"a","id":"b"}', 'id', 'b'],
    ['a whole number', '{"id":12}', 'id', '12'],
    ['a large whole number, which a double rounds', '{"id":9007199254740993}', 'id', '9007199254740993'],
    ['a fraction', '{"id":1.5}', 'id', '1.5'],
    ['a fraction with a trailing zero', '{"id":10.50}', 'id', '10.50'],
    ['a whole number in another form', '{"id":1.0e2}', 'id', '1.0e2'],
    ['a switch', '{"id":true}', 'id', 'true'],
    ['a member with a dot in its name', '{"a.b":"1","a":{"b":"2"}}', 'a.b', '1'],
    ['the exact rest of a name', '{"a":{"b.c":"1","b":{"c":"2"}}}', 'a.b.c', '1'],
    ['null', '{"id":null}', 'id', undefined],
    ['an object', '{"id":{}}', 'id', undefined],
    ['through a text', '{"id":"abc"}', 'id.length', undefined],
    ['the length of a list', '{"id":[1]}', 'id.length', '1'],
    ['an inherited member', '{"id":"a"}', 'constructor.name', undefined],
    ['an own member of an inherited name', '{"__proto__":{"id":"a"}}', '__proto__.id', undefined],
    ['in JSON after white space', ' \n{"id":"a"}', 'id', 'a'],
    ['in JSON after a byte order mark', '\ufeff{"id":"a"}', 'id', 'a'],
    ['in a list of JSON', '[{"id":"a"}]', '0.id', 'a'],
    ['in a form', 'id=a&type=b', 'id', 'a'],
    ['in a form, repeated', 'id=a&id=b', 'id', undefined],
    ['in a form, empty', 'id=&type=b', 'id', undefined],
    ['in a form, nested', 'event[id]=a', 'event.id', 'a'],
    ['in a form, by the name as sent', 'event[id]=a', 'event[id]', 'a'],
    ['in a form, bytes that are no UTF-8', 'id=%ff', 'id', 'ÿ'],
    ['in a form of 10,001 fields', `id=a${'&b'.repeat(10_000)}`, 'id', undefined],
    ['in XML', '<xml><MsgId>1</MsgId></xml>', 'MsgId', '1'],
    ['in XML, CDATA', '<xml><Event><![CDATA[ click ]]></Event></xml>', 'Event', 'click'],
    ['in XML, repeated', '<xml><a>1</a><a>2</a></xml>', 'a', undefined],
    ['in XML, inside CDATA', '<xml><t><![CDATA[<a>1</a>]]></t></xml>', 'a', undefined],
    ['in XML, with attributes', '<xml><a b="1">1</a></xml>', 'a', '1'],
    ['in XML, by the path', '<xml><a><b>1</b></a></xml>', 'xml.a.b', '1'],
    ['in XML, deeper than the name says', '<xml><a><b>1</b></a></xml>', 'b', undefined],
    ['in XML, entities', '<xml><a>&lt;</a></xml>', 'a', '<'],
    ['in an empty body', '', 'id', undefined],
  ])('%s', (_name, content, name, expected) => {
    expect(readValue(requestOf({ body: content }), { from: 'body', name })).toBe(expected);
  });

  it('is read by what the body is, whatever its type says', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(readValue(requestOf({ body: '{"id":"a"}', headers }), { from: 'body', name: 'id' })).toBe('a');
  });

  it('takes the first name that has a value, unlike a header', () => {
    const request = requestOf({ body: '{"a":"","b":"2"}', search: 'a=&b=3', headers: { a: '', b: '4' } });
    const values = (['body', 'query', 'header'] as const).map((from) =>
      readValue(request, { from, name: 'a', alternatives: ['b'] }),
    );
    expect(values).toEqual(['2', '3', undefined]);
  });
});

describe('a JSON object', () => {
  it.each<[string, string, object | undefined]>([
    ['an object', '{"a":1}', { a: 1 }],
    ['a list', '[1]', undefined],
    ['null', 'null', undefined],
    ['a text', '"a"', undefined],
    ['not JSON', '{', undefined],
    ['nothing', '', undefined],
    ['behind a byte order mark', '\ufeff{}', {}],
  ])('%s', (_name, text, expected) => {
    expect(jsonObject(requestOf({ body: text }))).toEqual(expected);
    expect(smallJsonObject(requestOf({ body: text }))).toEqual(expected);
  });

  it.each([
    [16_384, true],
    [16_385, false],
  ])('of %d bytes is small: %s', (bytes, isSmall) => {
    const text = `{"a":"${'a'.repeat(bytes - 8)}"}`;
    expect(Buffer.byteLength(text)).toBe(bytes);
    expect(smallJsonObject(requestOf({ body: text })) !== undefined).toBe(isSmall);
    expect(jsonObject(requestOf({ body: text }))).toBeDefined();
  });

  it('is none with bytes that are no UTF-8', () => {
    expect(jsonObject(requestOf({ body: Buffer.from('{"a":"\u00ff"}', 'latin1') }))).toBeUndefined();
  });

  it('has own members only', () => {
    const value = JSON.parse('{"__proto__":1}') as unknown;
    expect([
      own(value, '__proto__'),
      own({}, '__proto__'),
      own({}, 'toString'),
      own(null, 'a'),
      own('a', 'length'),
    ]).toEqual([1, undefined, undefined, undefined, undefined]);
  });
});
