import { CHOICES, choiceOf, verificationOf } from '../../../../src/client-v2/panel/verification/verificationChoice';

test.each(CHOICES)('what the form starts with for %s is that choice', (choice) => {
  expect(choiceOf(verificationOf(choice))).toBe(choice);
});

test.each(CHOICES)('two starts of %s share nothing', (choice) => {
  expect(verificationOf(choice)).not.toBe(verificationOf(choice));
});

test('no verification is the choice none', () => {
  expect(choiceOf(undefined)).toBe('none');
});

test.each([
  ['a provider', 'github', 'provider'],
  ['a scheme by hand', 'custom', 'custom'],
  ['no provider yet', '', 'provider'],
])('a signature of %s', (_name, scheme, choice) => {
  expect(choiceOf({ type: 'signature', scheme, secrets: [] })).toBe(choice);
});
