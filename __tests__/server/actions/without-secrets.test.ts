import { withoutSecrets } from '../../../src/server/actions/deliveries/without-secrets';

const shown = (body: string, ...secrets: string[]) => withoutSecrets(Buffer.from(body), secrets).toString();

describe('a body without secrets', () => {
  it.each<[string, string, string[], string]>([
    ['as it is', 'token=s3cret&x=s3cret', ['s3cret'], 'token=[redacted]&x=[redacted]'],
    ['as JSON writes it', '{"t":"a\\"b\\\\c"}', ['a"b\\c'], '{"t":"[redacted]"}'],
    ['as a form writes it', 't=a%26b%C3%A9', ['a&bé'], 't=[redacted]'],
    ['several', 'one two one', ['one!', 'ne t', 'none'], 'o[redacted]wo one'],
    ['one that begins with another', 'abcdef abcd', ['abcd', 'abcdef'], '[redacted] [redacted]'],
    ['too short to be told from a word', 'abc', ['abc', ''], 'abc'],
    ['none', 'plain', [], 'plain'],
  ])('%s', (_name, body, secrets, expected) => {
    expect(shown(body, ...secrets)).toBe(expected);
  });
});
