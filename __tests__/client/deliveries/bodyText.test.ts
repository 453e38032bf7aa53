import { bytesOf, prettyJson, textOf } from '../../../src/client-v2/deliveries/bodyText';
import { formatSize } from '../../../src/client-v2/deliveries/formatSize';
import { hexView } from '../../../src/client-v2/deliveries/hexView';

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
