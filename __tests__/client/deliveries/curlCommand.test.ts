import { execFileSync } from 'node:child_process';
import { curlCommand, shellQuoted } from '../../../src/client-v2/deliveries/curlCommand';

const URL = 'https://example.com/api/webhooks/orders';
const NO_TYPE = "-H 'Content-Type:'";
const body = (bytes: string | Buffer | null) => ({
  kept: bytes !== null,
  encoding: 'base64' as const,
  content: bytes === null ? null : Buffer.from(bytes).toString('base64'),
  size: bytes?.length ?? 10,
  digest: null,
});
const delivery = (values: object) => ({ method: 'POST', query: {}, headers: {}, body: body(''), ...values });

describe('a shell word', () => {
  it.each(['plain', "it's", '$(rm -rf /)', '`id`', '"x" \\ $HOME', 'a\nb', "'''", '-x', '数据 ✓', '!!', ''])(
    '%j arrives as it is',
    (text) => {
      expect(execFileSync('sh', ['-c', `printf %s ${shellQuoted(text)}`], { encoding: 'utf8' })).toBe(text);
    },
  );
});

describe('a shell word with characters that nobody sees', () => {
  it.each(['\x1b[2J\x1b]0;x\x07', 'a\r\nb', "\t'\\", 'a\u202eb\u200bc\ufeff', '\x7f7', '\x9b1A', '\u0085'])(
    '%j shows them, and arrives as it is',
    (text) => {
      const word = shellQuoted(text);
      expect(word).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ufeff]/);
      expect(execFileSync('bash', ['-c', `printf %s ${word}`], { encoding: 'utf8' })).toBe(text);
    },
  );
});

describe('a delivery as curl', () => {
  it.each([
    ['the least', delivery({}), `curl -X POST ${URL}`],
    [
      'headers, without what curl makes itself',
      delivery({ headers: { host: 'x', 'content-length': '2', 'content-type': 'text/plain', 'x-a': "it's" } }),
      `curl -X POST ${URL} \\\n  -H 'content-type: text/plain' \\\n  -H 'x-a: it'\\''s'`,
    ],
    [
      'placeholders for what was redacted',
      delivery({
        method: 'GET',
        headers: { authorization: '[redacted]' },
        query: { token: '[redacted]', code: '[redacted]', 'a b': ['1', '&'] },
      }),
      `curl -X GET '${URL}?token=<token>&code=<code>&a%20b=1&a%20b=%26' \\\n  -H 'authorization: <authorization>'`,
    ],
    [
      'a text',
      delivery({ headers: { 'content-type': 'application/json' }, body: body('@{"a":1}') }),
      `curl -X POST ${URL} \\\n  -H 'content-type: application/json' \\\n  --data-raw '@{"a":1}'`,
    ],
    ['a body without a type', delivery({ body: body('x') }), `curl -X POST ${URL} \\\n  ${NO_TYPE} \\\n  --data-raw x`],
    ['an empty header', delivery({ headers: { 'x-a': '' } }), `curl -X POST ${URL} \\\n  -H 'x-a;'`],
    ['a HEAD', delivery({ method: 'HEAD', body: body('x'), query: { a: '1' } }), `curl -I '${URL}?a=1'`],
    [
      'bytes that are no text',
      delivery({ body: body(Buffer.from([0xff, 0x00])) }),
      `printf %s /wA= | base64 -d | curl -X POST ${URL} \\\n  ${NO_TYPE} \\\n  --data-binary @-`,
    ],
    [
      'a body that was not kept',
      delivery({ body: body(null) }),
      `curl -X POST ${URL} \\\n  ${NO_TYPE} \\\n  --data-binary '<body>'`,
    ],
  ])('%s', (_name, given, command) => {
    expect(curlCommand(given, URL)).toBe(command);
  });

  it('is one request, whatever the path', () => {
    const url = `${URL}/[1-1000]/{a,b}`;
    expect(curlCommand(delivery({}), url)).toBe(`curl -X POST '${url}' \\\n  --globoff`);
  });
});
