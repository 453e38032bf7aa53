import { multipartText } from '../../../src/server/request/read-request';
import { requestOf } from '../handshake/input';

const TYPE = 'multipart/form-data; boundary=b';
const part = (head: string, content: string) => `--b\r\n${head}\r\n\r\n${content}\r\n`;
const field = (name: string, content: string) => part(`Content-Disposition: form-data; name="${name}"`, content);
const textOf = (body: string | Buffer, type: string | string[] = TYPE) =>
  multipartText(requestOf({ headers: { 'content-type': type }, body }), 'a');

describe('the text of a field', () => {
  it.each<[string, string, string | undefined]>([
    ['one', `${field('a', '1')}--b--`, '1'],
    ['among others', `${field('b', '2')}${field('a', '1')}--b--\r\n`, '1'],
    ['after a preamble', `hello\r\n${field('a', '1')}--b--`, '1'],
    ['missing', `${field('b', '2')}--b--`, undefined],
    ['empty', `${field('a', '')}--b--`, undefined],
    ['repeated', `${field('a', '1')}${field('a', '1')}--b--`, undefined],
    ['of several lines', `${field('a', '1\r\n2')}--b--`, '1\r\n2'],
    ['in UTF-8', `${field('a', 'é')}--b--`, 'é'],
    ['a file', `${part('Content-Disposition: form-data; name="a"; filename="f"', '1')}--b--`, undefined],
    [
      'a file in the extended form',
      `${part('Content-Disposition: form-data; name="a"; filename*=utf-8\'\'f', '1')}--b--`,
      undefined,
    ],
    [
      'with further headers',
      `${part('Content-Type: text/plain\r\nContent-Disposition: form-data; name="a"', '1')}--b--`,
      '1',
    ],
    ['a header in another case', `${part('CONTENT-DISPOSITION: form-data; NAME="a"', '1')}--b--`, '1'],
    ['a name without quotes', `${part('Content-Disposition: form-data; name=a', '1')}--b--`, undefined],
    ['of another disposition', `${part('Content-Disposition: attachment; name="a"', '1')}--b--`, undefined],
    ['without an end', field('a', '1'), undefined],
    ['before a delimiter that only begins so', `${field('a', '1')}--bc--`, '1'],
    ['the last of 1,000 parts', `${field('b', '2').repeat(999)}${field('a', '1')}--b--`, '1'],
    ['behind 1,000 parts', `${field('b', '2').repeat(1_000)}${field('a', '1')}--b--`, undefined],
  ])('%s', (_name, body, expected) => expect(textOf(body)).toBe(expected));

  it('replaces bytes that are no UTF-8', () => {
    expect(textOf(Buffer.from(`${field('a', '\u00e9')}--b--`, 'latin1'))).toBe('\ufffd');
  });

  it.each<[string, string | string[], string | undefined]>([
    ['in quotes', 'multipart/form-data; boundary="b"', '1'],
    ['after another parameter', 'multipart/form-data; charset=utf-8; boundary=b', '1'],
    ['in another case', 'Multipart/Form-Data;Boundary=b', '1'],
    ['missing', 'multipart/form-data', undefined],
    ['of another type', 'multipart/mixed; boundary=b', undefined],
    ['of a type sent twice', [TYPE, TYPE], undefined],
    ['that the body does not have', `multipart/form-data; boundary=b${'x'.repeat(70)}`, undefined],
  ])('with a boundary %s', (_name, type, expected) => {
    expect(textOf(`${field('a', '1')}--b--`, type)).toBe(expected);
  });
});
