import { InvalidJson, jsonText, parseJsonText } from '../../src/client-v2/jsonText';
import { bodyAs, bodyKind } from '../../src/client-v2/responseBody';
import type { ResponseType } from '../../src/common/WebhookConfig';

test.each<[string, unknown, ResponseType]>([
  ['nothing', undefined, 'text'],
  ['a text', 'ok', 'text'],
  ['no text', '', 'empty'],
  ['an object', { ok: true }, 'json'],
  ['null', null, 'empty'],
  ['a number', 0, 'json'],
  ['JSON that does not parse yet', new InvalidJson('{', ''), 'json'],
])('the kind of %s', (_name, body, kind) => {
  expect(bodyKind(body)).toBe(kind);
});

test.each<[string, ResponseType, unknown, unknown]>([
  ['text stays text', 'text', 'ok', 'ok'],
  ['an object becomes its text', 'text', { a: 1 }, '{\n  "a": 1\n}'],
  ['what does not parse becomes its text', 'text', new InvalidJson('{', ''), '{'],
  ['nothing becomes no text', 'text', undefined, ''],
  ['JSON in a text becomes a value', 'json', '{"a":1}', { a: 1 }],
  ['another text becomes a JSON string', 'json', 'ok', '"ok"'],
  ['no text becomes an object', 'json', '', {}],
  ['a value stays', 'json', null, null],
  ['anything becomes empty', 'empty', { a: 1 }, ''],
])('a change of kind: %s', (_name, kind, body, expected) => {
  expect(bodyAs(kind, body)).toEqual(expected);
});

test.each<[string, string, unknown]>([
  ['nothing', '', undefined],
  ['blanks', ' \n', undefined],
  ['null', 'null', null],
  ['a string', '"a"', 'a'],
  ['an object', '{"a":[1]}', { a: [1] }],
])('JSON text: %s', (_name, text, value) => {
  expect(parseJsonText(text)).toEqual(value);
  expect(parseJsonText(jsonText(value))).toEqual(value);
});

test('text that does not parse is kept as it was typed', () => {
  const value = parseJsonText('{"a":');
  expect(value).toBeInstanceOf(InvalidJson);
  expect((value as InvalidJson).message).not.toBe('');
  expect(jsonText(value)).toBe('{"a":');
});
