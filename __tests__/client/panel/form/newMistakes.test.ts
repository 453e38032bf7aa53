import { newMistakes } from '../../../../src/client-v2/panel/form/newMistakes';

test.each([
  ['all at first', [], ['a', 'b'], ['a', 'b']],
  ['none that was there', ['a', 'b'], ['b'], []],
  ['those that have come', ['a'], ['a', 'b'], ['b']],
  ['one that was mended and is there again', [], ['a'], ['a']],
])('%s', (_name, seen, now, expected) => {
  expect(newMistakes(new Set(seen), now)).toEqual(expected);
});
