import { payloadChoice, payloadValue } from '../../../../src/client-v2/panel/request/payloadChoice';

test.each([
  ['nothing', undefined, 'provider'],
  ['null', null, 'provider'],
  ['no field', '', 'none'],
  ['a name', 'payload', 'field'],
] as const)('the choice that is stored as %s', (_name, stored, choice) => {
  expect(payloadChoice(stored)).toBe(choice);
});

test('a name that is cleared while typing remains a field, so that it must be entered', () => {
  expect(payloadChoice('', true)).toBe('field');
  expect(payloadChoice('a', true)).toBe('field');
});

test.each([
  ['provider', undefined],
  ['none', ''],
  ['field', 'data'],
] as const)('%s survives saving and reopening', (choice, stored) => {
  expect(payloadValue(choice, 'data')).toBe(stored);
  expect(payloadChoice(payloadValue(choice, 'data'))).toBe(choice);
});

test('a field starts with the default name', () => {
  expect(payloadValue('field', undefined)).toBe('payload');
});
