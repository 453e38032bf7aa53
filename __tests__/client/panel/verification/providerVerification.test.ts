import { providers } from '../../../../src/common/providers';
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
