import { bodyForms, textForms } from '../../../src/client-v2/deliveries/bodyForms';
import { bytesOf, firstBytes, MAX_SHOWN, textOf } from '../../../src/client-v2/deliveries/bodyText';
import { formatSize } from '../../../src/client-v2/deliveries/formats';
import { hexView } from '../../../src/client-v2/deliveries/hexView';
import { prettyJson } from '../../../src/client-v2/deliveries/prettyJson';

describe('a body', () => {
  it.each([
    ['aMOpCg==', 'hé\n'],
    ['/w==', undefined],
    ['', ''],
  ])('%s as text', (base64, text) => {
    expect(textOf(bytesOf(base64))).toBe(text);
  });

  it.each([
    [
      '{"a":[1,{"b":null}],"c":{}, "d":[]}',
      '{\n  "a": [\n    1,\n    {\n      "b": null\n    }\n  ],\n  "c": {},\n  "d": []\n}',
    ],
    ['12345678901234567890', '12345678901234567890'],
    ['{"n":1.10,"s":"a: {\\"b\\"}, [x]"}', '{\n  "n": 1.10,\n  "s": "a: {\\"b\\"}, [x]"\n}'],
    ['no json', undefined],
    ['', undefined],
  ])('%s as pretty JSON', (text, pretty) => {
    expect(prettyJson(text)).toBe(pretty);
    if (pretty !== undefined) expect(JSON.parse(pretty)).toEqual(JSON.parse(text));
  });

  it('as a hex dump', () => {
    const bytes = Uint8Array.from([...Buffer.from('0123456789abcdef\n'), 0xff]);
    expect(hexView(bytes)).toBe(
      '00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n' +
        `00000010  0a ff${' '.repeat(42)}  ..`,
    );
    expect(hexView(bytes, 1)).toMatch(/^00000000 {2}30 +0$/);
    expect(hexView(new Uint8Array())).toBe('');
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [1048576, '1 MiB'],
    [5 * 1024 ** 4, '5120 GiB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});

describe('a malicious body', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it.each([
    ['20,000 levels', nested(20_000)],
    ['5,000 levels', nested(5_000)],
    ['101 levels', nested(101)],
    ['a string of 8 MiB', JSON.stringify('x'.repeat(8 * 1024 ** 2))],
    ['lists that would be longer with line breaks', `[${Array(200_000).fill('[1]').join()}]`],
  ])('%s: is shown as text', (_name, text) => {
    const [form] = bodyForms(base64(text));
    expect(form).toEqual({
      kind: 'text',
      text: text.slice(0, MAX_SHOWN),
      ...(text.length > MAX_SHOWN && { cut: MAX_SHOWN }),
    });
    expect(textForms(text)[0]).toEqual(form);
  });

  it.each([
    ['100 levels', nested(100)],
    ['a string of half a mebibyte', JSON.stringify('\\"'.repeat(2 ** 17))],
  ])('%s: is shown with line breaks', (_name, text) => {
    const [form] = bodyForms(base64(text));
    expect(form.kind).toBe('json');
    expect(JSON.stringify(JSON.parse(form.text))).toBe(text);
  });

  it('is shown unchanged if it is not base64', () => {
    expect(bodyForms('*')).toEqual([{ kind: 'text', text: '*' }]);
  });
});

it.each([
  ['', 10, ''],
  ['abc', 2, 'ab'],
  ['aé€', 3, 'aé'],
  ['aé€', 5, 'aé'],
  ['aé€', 6, 'aé€'],
  ['a😀', 4, 'a'],
])('of %j the first %d bytes are %j', (text, most, first) => {
  expect(firstBytes(text, most)).toBe(first);
});
