import {
  CHOICES,
  choiceOf,
  providerVerification,
  verificationOf,
} from '../../../../src/client-v2/panel/verification/verificationChoice';
import { providers } from '../../../../src/common/providers';

test.each(CHOICES)('the initial values for %s correspond to that choice', (choice) => {
  expect(choiceOf(verificationOf(choice))).toBe(choice);
});

test.each(CHOICES)('the initial values for %s are not shared', (choice) => {
  expect(verificationOf(choice)).not.toBe(verificationOf(choice));
});

test('no verification corresponds to none', () => {
  expect(choiceOf(undefined)).toBe('none');
});

test.each([
  ['a provider', 'github', 'provider'],
  ['a custom scheme', 'custom', 'custom'],
  ['no provider yet', '', 'provider'],
])('a signature of %s', (_name, scheme, choice) => {
  expect(choiceOf({ type: 'signature', scheme, secrets: [] })).toBe(choice);
});

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

test('HubSpot starts with version 3 only', () => {
  const options = { onlyV3: 'true' };
  expect(providerVerification('hubspot')).toEqual({ type: 'signature', scheme: 'hubspot', secrets: [''], options });
});

test.each(providers.map(({ id }) => id))('the initial values for %s are not shared', (scheme) => {
  expect(providerVerification(scheme).secrets).not.toBe(providerVerification(scheme).secrets);
});
