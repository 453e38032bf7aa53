import { setTimeout as pause } from 'node:timers/promises';
import { RunLimiter } from '../../../../src/server/inbox/worker/RunLimiter';

/** A run that goes on until it is ended. */
function startRun(slots: RunLimiter, timeout = 1_000) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run: { admitted?: boolean; end: () => void; done: Promise<void> } = {
    end,
    done: slots.run(timeout, async (admitted) => {
      run.admitted = admitted;
      if (admitted) await ended;
    }),
  };
  return run;
}

const settled = () => pause(5);

describe('RunLimiter', () => {
  it('runs as many at once as there are slots, the others in order as slots are released', async () => {
    const slots = new RunLimiter({ runs: 2, waiting: 2 });
    const runs = [1, 2, 3, 4].map(() => startRun(slots));
    await settled();
    expect(runs.map(({ admitted }) => admitted)).toEqual([true, true, undefined, undefined]);
    runs[1].end();
    await settled();
    expect(runs.map(({ admitted }) => admitted)).toEqual([true, true, true, undefined]);
    for (const run of runs) run.end();
    await Promise.all(runs.map(({ done }) => done));
    expect(runs[3].admitted).toBe(true);
  });

  it('has room until the slots and the line are full', async () => {
    const slots = new RunLimiter({ runs: 1, waiting: 1 });
    expect(slots.hasRoom).toBe(true);
    const first = startRun(slots);
    expect(slots.hasRoom).toBe(true);
    const second = startRun(slots);
    expect(slots.hasRoom).toBe(false);
    first.end();
    await first.done;
    expect(slots.hasRoom).toBe(true);
    second.end();
    await second.done;
  });

  it('takes a free slot at once, before anything else runs', () => {
    const slots = new RunLimiter({ runs: 1, waiting: 0 });
    void slots.run(1_000, () => new Promise(() => undefined));
    expect(slots.hasRoom).toBe(false);
  });

  it('passes on what the function returns and throws, and releases the slot either way', async () => {
    const slots = new RunLimiter({ runs: 1, waiting: 0 });
    await expect(slots.run(10, async (admitted) => [admitted, 'value'])).resolves.toEqual([true, 'value']);
    await expect(slots.run(10, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(slots.run(10, async (admitted) => admitted)).resolves.toBe(true);
  });

  it('admits nobody whose slot does not come in time, and keeps no slot for them', async () => {
    const slots = new RunLimiter({ runs: 1, waiting: 2 });
    const first = startRun(slots);
    await expect(slots.run(10, async (admitted) => admitted)).resolves.toBe(false);
    first.end();
    await expect(slots.run(10, async (admitted) => admitted)).resolves.toBe(true);
  });

  it('waits without an end where there is no timeout', async () => {
    const slots = new RunLimiter({ runs: 1, waiting: 1 });
    const first = startRun(slots);
    const patient = startRun(slots, Infinity);
    await settled();
    expect(patient.admitted).toBeUndefined();
    first.end();
    await settled();
    expect(patient.admitted).toBe(true);
    patient.end();
    await patient.done;
  });

  it('admits nobody when it is closed, neither who waits nor who comes, until it is open again', async () => {
    const slots = new RunLimiter({ runs: 1, waiting: 2 });
    const running = startRun(slots);
    const waiting = [startRun(slots), startRun(slots, Infinity)];
    slots.close();
    expect([slots.isOpen, slots.hasRoom]).toEqual([false, true]);
    const late = startRun(slots);
    await Promise.all([...waiting, late].map(({ done }) => done));
    expect([running, ...waiting, late].map(({ admitted }) => admitted)).toEqual([true, false, false, false]);

    slots.open();
    const next = startRun(slots);
    await settled();
    expect(next.admitted).toBeUndefined();
    running.end();
    await settled();
    expect(next.admitted).toBe(true);
    next.end();
    await next.done;
  });
});
