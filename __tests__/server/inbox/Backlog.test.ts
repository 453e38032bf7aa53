import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Backlog, type BacklogTools } from '../../../src/server/inbox/Backlog';
import { deliveryRow, openDeliveries, type DeliveriesTable } from '../../helpers/open-deliveries';

const INTERVAL = 5_000;
const TIMERS = ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] as const;
const HELD = { code: 'workflow_disabled' };

describe('Backlog', () => {
  let table: DeliveriesTable;
  let backlog: Backlog;
  const warn = jest.fn();
  beforeAll(async () => {
    table = await openDeliveries();
  });
  afterAll(() => table.close());
  beforeEach(async () => {
    // All but intervals: the database's own timers go on.
    jest.useFakeTimers({ doNotFake: ['Date', 'hrtime', 'performance', 'nextTick', 'queueMicrotask', ...TIMERS] });
    warn.mockClear();
    await table.empty();
  });
  afterEach(() => {
    backlog.stop();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  const start = async (tools: Partial<BacklogTools> = {}) => {
    backlog = new Backlog({ db: table.db, maxBacklog: 3, warn, ...tools });
    await backlog.start();
  };
  /** Lets the next count begin, and waits until it is done. */
  const countAgain = async () => {
    const counted = countsOf(table);
    jest.advanceTimersByTime(INTERVAL);
    await counted();
  };
  const insert = (...rows: Parameters<typeof deliveryRow>[0][]) => table.insert(...rows.map(deliveryRow));

  it('counts what is recorded and claimed, and nothing else', async () => {
    await insert({ state: 'recorded' }, { state: 'claimed' });
    await insert(
      ...(['running', 'dispatched', 'failed', 'duplicate', 'handshake', 'refused'] as const).map((state) => ({
        state,
      })),
    );
    await start();
    expect(backlog.size).toBe(2);
  });

  it('keeps up between counts, and never counts below zero', async () => {
    await start();
    backlog.added();
    backlog.added();
    backlog.left();
    expect(backlog.size).toBe(1);
    backlog.left();
    backlog.left();
    expect(backlog.size).toBe(0);
  });

  it('counts again every five seconds, and what was counted only once', async () => {
    await start();
    await insert({}, {});
    backlog.added();
    jest.advanceTimersByTime(INTERVAL - 1);
    expect(backlog.size).toBe(1);
    const counted = countsOf(table);
    jest.advanceTimersByTime(1);
    await counted();
    expect(backlog.size).toBe(2);
  });

  it('does not lose what changes while it counts', async () => {
    await start();
    const counted = countsOf(table);
    jest.advanceTimersByTime(INTERVAL);
    backlog.added();
    await counted();
    expect(backlog.size).toBe(1);
  });

  it('counts no more after a stop', async () => {
    await start();
    const count = jest.spyOn(table.db.getModel('webhookDeliveries'), 'count');
    backlog.stop();
    jest.advanceTimersByTime(10 * INTERVAL);
    expect(count).not.toHaveBeenCalled();
  });

  describe('is full', () => {
    it('when as many wait as may', async () => {
      await insert({}, {});
      await start();
      expect(backlog.problem).toBeUndefined();
      backlog.added();
      expect(backlog.problem).toBe('3 deliveries wait');
      backlog.left();
      expect(backlog.problem).toBeUndefined();
    });

    it('not for deliveries that are held, as long as no more of them are than may wait', async () => {
      await insert(HELD, HELD, HELD, {}, {});
      await start();
      expect(backlog.problem).toBeUndefined();
      backlog.added();
      expect(backlog.problem).toBe('3 deliveries wait');
    });

    it('for those beyond', async () => {
      await insert(...Array.from({ length: 6 }, () => HELD));
      await start();
      expect(backlog.problem).toBe('3 deliveries wait');
    });

    it('not for one that failed to start and waits for its next attempt beside a held one', async () => {
      await insert(HELD, { code: 'not_started' }, { code: 'not_started' });
      await start();
      expect(backlog.problem).toBeUndefined();
    });

    it('when the disk is, and says so once', async () => {
      await start({ disk: { path: tmpdir(), minFree: Number.MAX_SAFE_INTEGER } });
      expect(backlog.problem).toBe('the disk is almost full');
      await countAgain();
      await countAgain();
      expect(warn.mock.calls).toEqual([['no delivery is taken', 'the disk is almost full']]);
    });

    it('not when the disk has room', async () => {
      await start({ disk: { path: tmpdir(), minFree: 1 } });
      expect(backlog.problem).toBeUndefined();
      expect(warn).not.toHaveBeenCalled();
    });
  });

  it('says at each count that it is full', async () => {
    await insert({}, {}, {});
    await start();
    await countAgain();
    expect(warn.mock.calls).toEqual(Array(2).fill(['no delivery is taken', '3 deliveries wait']));
  });

  it('keeps its last count when the database fails, and says so', async () => {
    await insert({}, {});
    await start();
    jest.spyOn(table.db.getModel('webhookDeliveries'), 'count').mockRejectedValueOnce(new TypeError('s3cret'));
    backlog.added();
    jest.advanceTimersByTime(INTERVAL);
    await new Promise((resolve) => setImmediate(resolve));
    expect(backlog.size).toBe(3);
    expect(warn.mock.calls).toEqual([['backlog not counted', 'TypeError']]);
  });
});

/** Waits for a count that begins after this call: for both of its queries, where there is something to count. */
function countsOf({ db }: DeliveriesTable): () => Promise<void> {
  const Delivery = db.getModel('webhookDeliveries');
  const count = Delivery.count.bind(Delivery) as (...all: unknown[]) => Promise<number>;
  const began: Promise<number>[] = [];
  const spy = jest.spyOn(Delivery, 'count').mockImplementation(((...all: unknown[]) => {
    const counting = count(...all);
    began.push(counting);
    return counting;
  }) as never);
  return async () => {
    for (let index = 0; index < began.length; index += 1) {
      await began[index];
      await new Promise((resolve) => setImmediate(resolve));
    }
    // The disk is looked at last: once for the count, then once more here.
    await statfs(tmpdir());
    spy.mockRestore();
  };
}
