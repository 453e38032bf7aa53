import { RunSlots } from '../../../../src/server/inbox/worker/RunLimiter';

describe('turns of synchronous runs', () => {
  it('come in order, as others end', async () => {
    const slots = new RunSlots({ runs: 1, waiting: 2 });
    const came: number[] = [];
    const turns = [1, 2, 3].map((n) => slots.enter(1_000)?.then((leave) => (came.push(n), leave)));
    expect(slots.enter(1_000)).toBeUndefined();
    const first = await turns[0];
    expect(came).toEqual([1]);
    first?.();
    first?.();
    (await turns[1])?.();
    expect(came).toEqual([1, 2]);
    expect(await turns[2]).toBeDefined();
  });
  it('are given up when they do not come in time', async () => {
    const slots = new RunSlots({ runs: 1, waiting: 1 });
    const leave = await slots.enter(1_000);
    expect(await slots.enter(10)).toBeUndefined();
    leave?.();
    expect(await slots.enter(10)).toBeDefined();
  });
  it('come no more when it is closed, until it is open again', async () => {
    const slots = new RunSlots({ runs: 1, waiting: 2 });
    const leave = await slots.enter(1_000);
    const waiting = [slots.enter(1_000), slots.enterInTheEnd()];
    slots.close();
    expect(await Promise.all([...waiting, slots.enter(1_000), slots.enterInTheEnd()])).toEqual(
      Array(4).fill(undefined),
    );
    slots.open();
    const next = slots.enter(1_000);
    leave?.();
    expect(await next).toBeDefined();
  });
});
