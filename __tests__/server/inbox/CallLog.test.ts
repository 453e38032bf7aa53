import { CallLog } from '../../../src/server/inbox/CallLog';
import { deliveryRow, openDeliveries, type DeliveriesTable } from '../../helpers/open-deliveries';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MIB = 1024 * 1024;

describe('CallLog', () => {
  let table: DeliveriesTable;
  let log: CallLog;
  let now: number;
  const warn = jest.fn();
  beforeAll(async () => {
    table = await openDeliveries();
  });
  afterAll(() => table.close());
  beforeEach(async () => {
    await table.empty();
    warn.mockClear();
    now = 10 * HOUR;
    log = new CallLog({ db: table.db, now: () => now, warn });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await log.stop();
  });

  const note = (kind = 'refused a', values: Parameters<typeof deliveryRow>[0] = {}) =>
    log.note(values.workflowKey ?? 'w', kind, () => deliveryRow({ state: 'refused', reason: kind, ...values }));
  const times = (count: number, ...all: Parameters<typeof note>) => Array.from({ length: count }, () => note(...all));
  const occurrences = async () => (await table.rows()).map((row) => row.occurrences);
  const spyOnInserts = () => jest.spyOn(table.db.getModel('webhookDeliveries'), 'bulkCreate');
  const lost = () => Object.assign(new Error('lost'), { name: 'SequelizeConnectionError' });

  describe('samples', () => {
    it('the first ten calls of a minute as rows, and counts the others on the last', async () => {
      expect(times(13)).toEqual([...Array(10).fill(true), false, false, false]);
      await log.flush();
      expect(await occurrences()).toEqual([...Array(9).fill(1), 4]);
    });

    it('makes no row of a call that it only counts', async () => {
      times(10);
      const describeCall = jest.fn();
      log.note('w', 'refused a', describeCall);
      expect(describeCall).not.toHaveBeenCalled();
    });

    it('each kind and each endpoint apart', async () => {
      times(10);
      expect([note('refused b'), note('refused a', { workflowKey: 'v' }), note()]).toEqual([true, true, false]);
    });

    it('anew in the next minute', async () => {
      times(11);
      now += MINUTE;
      expect(note()).toBe(true);
      await log.flush();
      expect(await occurrences()).toEqual([...Array(9).fill(1), 2, 1]);
    });

    it('only counts once two thousand rows wait, but never loses a kind', async () => {
      for (let kind = 0; kind < 2_000; kind += 1) note(`refused ${kind}`);
      expect([note('refused 0'), note('refused of another kind')]).toEqual([false, true]);
      await log.flush();
      expect(note('refused 0')).toBe(true);
      await log.flush();
      const rows = await table.rows();
      expect(rows).toHaveLength(2_002);
      expect(rows[0].occurrences).toBe(2);
    });
  });

  describe('bodies', () => {
    const body = (length: number) => ({ rawBody: Buffer.alloc(length), bodySize: length });
    const sizes = async () => {
      await log.flush();
      return (await table.rows()).map(({ rawBody, bodySize }) => [rawBody?.length ?? null, bodySize]);
    };

    it('are kept up to a mebibyte an hour; then size and digest only', async () => {
      note('refused a', body(MIB - 1));
      note('refused a', body(1));
      note('refused a', body(1));
      expect(await sizes()).toEqual([
        [MIB - 1, MIB - 1],
        [1, 1],
        [null, 1],
      ]);
    });

    it('that are left out take no room from smaller ones', async () => {
      note('refused a', body(MIB + 1));
      note('refused a', body(5));
      expect(await sizes()).toEqual([
        [null, MIB + 1],
        [5, 5],
      ]);
    });

    it('are counted by kind and endpoint', async () => {
      note('refused a', body(MIB));
      note('refused b', body(1));
      note('refused a', { ...body(1), workflowKey: 'v' });
      expect((await sizes()).map(([kept]) => kept)).toEqual([MIB, 1, 1]);
    });

    it('are counted anew in the next hour, not in the next minute', async () => {
      note('refused a', body(MIB));
      await log.flush();
      now += 59 * MINUTE;
      note('refused a', body(1));
      await log.flush();
      now += MINUTE;
      note('refused a', body(1));
      expect((await sizes()).map(([kept]) => kept)).toEqual([MIB, null, 1]);
    });
  });

  describe('counts', () => {
    it('further occurrences and duplicates on the rows that they belong to', async () => {
      const [one, other] = [deliveryRow({ state: 'dispatched' }), deliveryRow({ state: 'handshake' })];
      await table.insert(one, other);
      log.duplicate(one.id);
      log.duplicate(one.id);
      log.again(other.id);
      await log.flush();
      await log.flush();
      const rows = await table.rows();
      expect(rows.map((row) => [row.duplicates, row.occurrences])).toEqual([
        [2, 1],
        [0, 2],
      ]);
    });

    it('on rows that have gone do no harm', async () => {
      log.again('01900000-0000-7000-8000-ffffffffffff');
      await log.flush();
      expect(warn).not.toHaveBeenCalled();
    });
  });

  describe('writes', () => {
    it('at once, without being asked', async () => {
      note();
      await until(async () => (await table.rows()).length === 1);
    });

    it('in groups of fifty, in order', async () => {
      const inserts = spyOnInserts();
      for (let kind = 0; kind < 120; kind += 1) note(`refused ${kind}`);
      await log.flush();
      expect(inserts.mock.calls.map(([rows]) => rows.length)).toEqual([50, 50, 20]);
      expect((await table.rows()).map(({ reason }) => reason)).toEqual(
        Array.from({ length: 120 }, (_, kind) => `refused ${kind}`),
      );
    });

    it('what comes while it writes, in the same flush', async () => {
      note();
      const flushing = log.flush();
      note();
      await flushing;
      expect(await table.rows()).toHaveLength(2);
    });

    it('once, however many ask at the same time', async () => {
      const inserts = spyOnInserts();
      note();
      await Promise.all([log.flush(), log.flush(), log.flush()]);
      expect(inserts).toHaveBeenCalledTimes(1);
    });

    it('from time to time after its start, also when nothing is noted', async () => {
      const row = deliveryRow({ state: 'handshake' });
      await table.insert(row);
      log.start();
      log.again(row.id);
      await until(async () => (await table.rows())[0].occurrences === 2);
    });

    it('all that is left when it stops', async () => {
      note();
      const flushing = log.flush();
      log.again('01900000-0000-7000-8000-ffffffffffff');
      const row = deliveryRow({ state: 'dispatched' });
      await table.insert(row);
      log.duplicate(row.id);
      times(3);
      await log.stop();
      await flushing;
      const rows = await table.rows();
      expect(rows).toHaveLength(5);
      expect(rows.map(({ duplicates }) => duplicates).sort()).toEqual([0, 0, 0, 0, 1]);
    });
  });

  describe('when the database fails', () => {
    it('drops a row that it does not take, and says so', async () => {
      note('refused a');
      note('refused b', { method: null as never, workflowTitle: null as never, state: null as never });
      note('refused c');
      await log.flush();
      expect((await table.rows()).map(({ reason }) => reason)).toEqual(['refused a', 'refused c']);
      expect(warn.mock.calls).toEqual([['requests not logged', expect.any(String)]]);
      await log.flush();
      expect(warn).toHaveBeenCalledTimes(1);
    });

    it('keeps rows until the connection is back', async () => {
      const inserts = spyOnInserts().mockRejectedValue(lost());
      note('refused a');
      await log.flush();
      expect(warn).toHaveBeenCalledWith('requests not logged', 'SequelizeConnectionError');
      expect(await table.rows()).toEqual([]);
      inserts.mockRestore();
      note('refused b');
      await log.flush();
      expect((await table.rows()).map(({ reason }) => reason)).toEqual(['refused a', 'refused b']);
    });

    it('keeps counts, and adds to them what comes meanwhile', async () => {
      const row = deliveryRow({ state: 'handshake' });
      await table.insert(row);
      jest.spyOn(table.db.getModel('webhookDeliveries'), 'increment').mockImplementationOnce((async () => {
        log.again(row.id);
        throw lost();
      }) as never);
      log.again(row.id);
      log.again(row.id);
      await log.flush();
      expect(await occurrences()).toEqual([1]);
      await log.flush();
      expect(await occurrences()).toEqual([4]);
    });
  });

  it('forgets kinds of minutes that are over, and bodies of hours that are', async () => {
    const { samples, bodies } = log as unknown as Record<'samples' | 'bodies', Map<string, unknown>>;
    note('refused a', { rawBody: Buffer.from('a') });
    now += MINUTE;
    note('refused b', { rawBody: Buffer.from('b') });
    await log.flush();
    expect([[...samples.keys()], bodies.size]).toEqual([['refused b w'], 2]);
    now += HOUR;
    await log.flush();
    expect([samples.size, bodies.size]).toEqual([0, 0]);
  });
});

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('waited in vain');
}
