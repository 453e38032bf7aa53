import { pauseAfter } from '../../../../src/server/inbox/worker/postpone';

it('waits longer after each attempt, up to five minutes', () => {
  expect([1, 2, 3, 9, 20].map(pauseAfter)).toEqual([1_000, 2_000, 4_000, 256_000, 300_000]);
});
