import { duration } from '../../../../src/server/inbox/row/duration';

it.each([
  ['the usual', 1_000, 1_250, 250],
  ['a clock that was set back', 2_000, 1_000, 0],
  ['a clock that was years behind', 0, 1_795_579_031_549, 2_147_483_647],
])('%s', (_name, from, to, expected) => expect(duration(from, to)).toBe(expected));
