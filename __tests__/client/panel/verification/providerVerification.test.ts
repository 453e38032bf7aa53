import { providers } from '../../../../src/common/providers';
import { keyKind } from '../../../../src/client-v2/panel/verification/keyKind';
import { providerVerification } from '../../../../src/client-v2/panel/verification/providerVerification';

test.each([
  ['github', ['']],
  ['discord', ['']],
  ['aws-sns', []],
  ['feishu', []],
  ['notion', []],
  ['asana', []],
  ['msgraph', []],
])('%s starts with the secrets %j', (scheme, secrets) => {
  expect(providerVerification(scheme)).toEqual({ type: 'signature', scheme, secrets });
});

test.each(providers.map(({ id }) => id))('two starts of %s share nothing', (scheme) => {
  expect(providerVerification(scheme).secrets).not.toBe(providerVerification(scheme).secrets);
});

test.each([
  ['hmac-sha256', 'shared'],
  ['hmac-sha1', 'shared'],
  ['sha256', 'shared'],
  ['ed25519', 'ed25519'],
  ['rsa-sha256', 'rsa'],
  ['ecdsa-p256', 'ec'],
  [undefined, 'shared'],
] as const)('the kind of key that %s needs', (algorithm, kind) => {
  expect(keyKind(algorithm)).toBe(kind);
});
