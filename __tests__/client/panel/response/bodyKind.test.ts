import { InvalidJson, jsonText, parseJsonText } from '../../../../src/client-v2/shared/jsonText';
import { bodyAs, bodyKind, hasContent, typeToStore } from '../../../../src/client-v2/panel/response/bodyKind';
import type { ResponseType } from '../../../../src/common/WebhookConfig';

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
  ['invalid JSON becomes text', 'text', new InvalidJson('{', ''), '{'],
  ['nothing stays nothing', 'text', undefined, undefined],
  ['no text becomes nothing', 'html', '', undefined],
  ['JSON in a text becomes a value', 'json', '{"a":1}', { a: 1 }],
  ['another text becomes a JSON string', 'json', 'ok', '"ok"'],
  ['no text becomes no JSON', 'json', '', undefined],
  ['white space becomes no JSON', 'json', ' \n', undefined],
  ['null in a text becomes null', 'json', 'null', null],
  ['a value stays', 'json', null, null],
  ['anything becomes nothing in an empty response', 'empty', { a: 1 }, undefined],
  ['anything becomes nothing in a redirect', 'redirect', 'ok', undefined],
])('a change of kind: %s', (_name, kind, body, expected) => {
  expect(bodyAs(kind, body)).toEqual(expected);
});

test.each<[string, ResponseType, unknown, boolean, ResponseType | undefined]>([
  ['empty text stores no type where there is a default', 'text', undefined, true, undefined],
  ['so is one that was deleted', 'text', '', true, undefined],
  ['empty text stores its type without a default', 'text', undefined, false, 'text'],
  ['a text', 'text', 'ok', true, 'text'],
  ['JSON without a value', 'json', undefined, true, 'json'],
  ['an empty response', 'empty', undefined, true, 'empty'],
])('the type that is stored: %s', (_name, type, body, hasDefault, stored) => {
  expect(typeToStore(type, body, hasDefault)).toBe(stored);
});

test.each<[unknown, boolean]>([
  [undefined, false],
  ['', false],
  [' ', false],
  ['null', true],
  [null, true],
  [0, true],
  [{}, true],
  [new InvalidJson('{', ''), true],
])('%j as JSON: something is entered: %s', (body, entered) => {
  expect(hasContent(body)).toBe(entered);
});

test.each<[string, string, unknown]>([
  ['nothing', '', undefined],
  ['white space', ' \n', undefined],
  ['null', 'null', null],
  ['a string', '"a"', 'a'],
  ['an object', '{"a":[1]}', { a: [1] }],
])('JSON text: %s', (_name, text, value) => {
  expect(parseJsonText(text)).toEqual(value);
  expect(parseJsonText(jsonText(value))).toEqual(value);
});

test('text that does not parse is kept as typed', () => {
  const value = parseJsonText('{"a":');
  expect(value).toBeInstanceOf(InvalidJson);
  expect((value as InvalidJson).message).not.toBe('');
  expect(jsonText(value)).toBe('{"a":');
});
