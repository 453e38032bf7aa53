import { keyTypeOf } from '../../src/common/keyTypeOf';

test.each([
  ['hmac-sha256', undefined],
  ['hmac-sha1', undefined],
  ['sha256', undefined],
  ['ed25519', 'ed25519'],
  ['rsa-sha256', 'rsa'],
  ['ecdsa-p256', 'ec'],
  [undefined, undefined],
] as const)('the public key of %s: %s', (algorithm, type) => {
  expect(keyTypeOf(algorithm)).toBe(type);
});
