import { enteredSecrets, rowsFor, type SecretRow } from '../../../../src/client-v2/panel/secrets/secretRows';

const rows: SecretRow[] = [
  { key: 0, value: 'a' },
  { key: 1, value: '' },
  { key: 2, value: '  ' },
  { key: 3, value: 'b' },
];

test('blank rows are ignored', () => {
  expect(enteredSecrets(rows)).toEqual(['a', 'b']);
  expect(enteredSecrets([])).toEqual([]);
});

test('rows stay, including blank ones, while they hold the same secrets', () => {
  expect(rowsFor(['a', 'b'], rows)).toBe(rows);
});

test.each([
  ['none', undefined, []],
  ['others', ['c', 'a'], ['c', 'a']],
  ['fewer', ['a'], ['a']],
  ['a blank one', [''], []],
])('rows are made anew for %s', (_name, secrets, values) => {
  const made = rowsFor(secrets, rows);
  expect(made.map(({ value }) => value)).toEqual(values);
  expect(made.some(({ key }) => rows.some((row) => row.key === key))).toBe(false);
});
