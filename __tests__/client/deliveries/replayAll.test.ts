import { DeliveriesError } from '../../../src/client-v2/deliveries/deliveriesApi';
import { replayAll } from '../../../src/client-v2/deliveries/replayAll';

const ids = Array.from({ length: 12 }, (_, n) => String(n));
const all = (batch: readonly string[]) => ({ replayed: batch.map((from) => ({ from, id: `${from}+` })), failed: [] });

/** Replays twelve deliveries; `batch` tells what becomes of the batch of this number. */
async function run(batch: (number: number, ids: readonly string[], abort: () => void) => ReturnType<typeof all>) {
  const controller = new AbortController();
  const seen: number[] = [];
  let calls = 0;
  const replayMany = async (some: readonly string[]) => batch((calls += 1), some, () => controller.abort());
  const options = { verify: false, signal: controller.signal, progress: (done: number) => void seen.push(done) };
  return { ...(await replayAll({ replayMany }, ids, options)), seen, calls };
}

it('replays all, five at a time', async () => {
  expect(await run((_number, some) => all(some))).toEqual({
    replayed: 12,
    failed: [],
    notAttempted: [],
    canceled: false,
    seen: [5, 10, 12],
    calls: 3,
  });
});

it('continues after a single delivery fails', async () => {
  const failed = { from: '0', code: 'not_settled', reason: null };
  const outcome = await run((number, some) =>
    number === 1 ? { ...all(some.slice(1)), failed: [failed] as never[] } : all(some),
  );
  expect(outcome).toMatchObject({ replayed: 11, failed: [failed], notAttempted: [], calls: 3 });
});

it('stops when a request fails, and names the deliveries that were not attempted', async () => {
  const outcome = await run((number, some) => {
    if (number === 2) throw new DeliveriesError(0, undefined, 'Network Error');
    return all(some);
  });
  expect(outcome).toEqual({
    replayed: 5,
    failed: ids.slice(5, 10).map((from) => ({ from, code: '', reason: 'Network Error' })),
    notAttempted: ['10', '11'],
    canceled: false,
    seen: [5, 10],
    calls: 2,
  });
});

it.each([
  [1, ids.slice(5), true],
  [3, [], false],
])('canceled in batch %d, it leaves %j', async (when, notAttempted, canceled) => {
  const outcome = await run((number, some, abort) => {
    if (number === when) abort();
    return all(some);
  });
  expect(outcome).toMatchObject({ replayed: 12 - notAttempted.length, notAttempted, canceled });
});
