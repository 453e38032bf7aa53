import { SCHEME_WARNINGS, schemeWarnings } from '../../src/common/schemeWarnings';
import type { SignatureScheme } from '../../src/common/WebhookConfig';
import enUS from '../../src/locale/en-US.json';

const TIME: SignatureScheme['timestamp'] = { from: 'header', name: 'X-Time' };

test.each<[Partial<SignatureScheme>, string[]]>([
  [{}, []],
  [{ signedContent: '' }, []],
  [{ signedContent: '{timestamp}.{body}', timestamp: TIME }, []],
  [{ signedContent: '{body}', timestamp: TIME }, ['timestamp']],
  [{ signedContent: '{body.a}.{body.b}' }, ['body']],
  [{ signedContent: '{body.a}{body.b}' }, ['body', 'adjacent']],
  [{ signedContent: '{body.a}{body.b?}' }, ['body', 'adjacent']],
  [{ signedContent: '{header.X-Id}{body}' }, ['adjacent']],
  [{ signedContent: '{url}{body}' }, ['adjacent']],
  [{ signedContent: '{query.a}{query.b}|{body}' }, ['adjacent']],
  [{ signedContent: '{url}\\n{body}' }, []],
  // The form of a time, a method and the secret is their bound.
  [{ signedContent: '{timestamp}{body}', timestamp: TIME }, []],
  [{ signedContent: '{body}{timestamp}', timestamp: TIME }, []],
  [{ signedContent: '{method}{url}.{body}' }, []],
  [{ signedContent: '{body.a}{secret}{body}' }, []],
  [{ algorithm: 'sha256', signedContent: '{body}{secret}' }, []],
  [{ algorithm: 'sha256', signedContent: '{secret}{body}' }, ['extension']],
  [{ algorithm: 'sha256', signedContent: 'v1{secret}.{body}.end' }, ['extension']],
  [{ algorithm: 'sha256', signedContent: '{timestamp}{secret}{body}', timestamp: TIME }, ['extension']],
  [{ algorithm: 'sha256', signedContent: '{secret}{body}{secret}' }, []],
  [{ algorithm: 'sha256', signedContent: '{body}{secret}{timestamp}', timestamp: TIME }, []],
  [{ algorithm: 'sha256', signedContent: '{secret}{query.a}{body}' }, ['adjacent', 'extension']],
  [{ algorithm: 'hmac-sha256', signedContent: '{secret}{body}' }, []],
  [{ algorithm: 'ed25519', signedContent: '{secret}{body}' }, []],
])('%j has the weaknesses %j', (scheme, expected) => {
  expect(schemeWarnings(scheme)).toEqual(expected);
});

test.each(Object.values(SCHEME_WARNINGS))('"%s" is a text of the locale files', (text) => {
  expect(enUS).toHaveProperty([text]);
});
