import { EXECUTION_STATUS } from '@nocobase/plugin-workflow';
import { DroppedExecutions, type ExecutionId } from '../../../../src/server/inbox/worker/DroppedExecutions';
import { startApp, type TestApp } from '../../../helpers/start-app';

const SECOND = 1_000;

describe('DroppedExecutions', () => {
  let test: TestApp;
  let dropped: DroppedExecutions;
  let workflowId: number;
  const warn = jest.fn();
  const start = jest.fn<Promise<unknown>, [ExecutionId]>();
  beforeAll(async () => {
    test = await startApp();
    // Not enabled, so that the engine has nothing to do with what is made below.
    workflowId = (await test.createWorkflow({})).id;
  });
  afterAll(() => test.stop());
  beforeEach(() => {
    warn.mockReset();
    start.mockReset().mockResolvedValue(undefined);
    dropped = new DroppedExecutions({ db: test.app.db, start, warn });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await test.app.db.getModel('executions').destroy({ where: {} });
  });

  const makeMany = async (count: number, status: number | null = EXECUTION_STATUS.QUEUEING): Promise<ExecutionId[]> => {
    const Execution = test.app.db.getModel('executions');
    const key = `k${Math.random()}`;
    await Execution.bulkCreate(
      Array.from({ length: count }, (_, n) => ({ workflowId, key, status, eventKey: `${key} ${n}` })) as never[],
    );
    const rows = await Execution.findAll({ where: { key }, order: [['id', 'ASC']] });
    return rows.map((row) => row.get('id') as ExecutionId);
  };
  const make = async (status?: number | null) => (await makeMany(1, status))[0];
  const started = () => start.mock.calls.map(([id]) => id);
  /** At which of these seconds it is handed over, when it is looked at each second. */
  const secondsOf = async (last: number) => {
    const seconds: number[] = [];
    for (let second = 0; second <= last; second += 1) {
      start.mockClear();
      await dropped.startAgain(second * SECOND);
      if (start.mock.calls.length) seconds.push(second);
    }
    return seconds;
  };

  it('hands over what has not begun after five seconds, and no sooner', async () => {
    const id = await make();
    dropped.watch(id, 0);
    await dropped.startAgain(4_999);
    expect(started()).toEqual([]);
    await dropped.startAgain(5_000);
    expect(started()).toEqual([id]);
    expect(warn.mock.calls).toEqual([
      [`execution ${id} has not begun, and is handed to the engine again`, { after: '5000 ms' }],
    ]);
  });

  it('waits twice as long each time', async () => {
    dropped.watch(await make(), 0);
    expect(await secondsOf(80)).toEqual([5, 15, 35, 75]);
  });

  it('leaves it to the engine once its pause is over five minutes', async () => {
    dropped.watch(await make(), 0);
    const at: number[] = [];
    for (let second = 5; second < 2_000; second += 5) {
      start.mockClear();
      await dropped.startAgain(second * SECOND);
      if (start.mock.calls.length) at.push(second);
    }
    expect(at).toEqual([5, 15, 35, 75, 155, 315]);
  });

  it.each([
    ['has begun', EXECUTION_STATUS.STARTED],
    ['has ended', EXECUTION_STATUS.RESOLVED],
    ['was canceled', EXECUTION_STATUS.CANCELED],
  ])('forgets what %s', async (_name, status) => {
    const id = await make(status);
    dropped.watch(id, 0);
    await dropped.startAgain(5_000);
    await test.app.db.getModel('executions').update({ status: EXECUTION_STATUS.QUEUEING }, { where: { id } });
    await dropped.startAgain(100_000);
    expect(started()).toEqual([]);
  });

  it('forgets what has been deleted', async () => {
    const id = await make();
    dropped.watch(id, 0);
    await test.app.db.getModel('executions').destroy({ where: { id } });
    await dropped.startAgain(5_000);
    expect([started(), warn.mock.calls]).toEqual([[], []]);
  });

  it('tells ids apart by their text, as some databases give numbers and some texts', async () => {
    const id = await make();
    dropped.watch(String(id), 0);
    await dropped.startAgain(5_000);
    expect(started()).toEqual([String(id)]);
  });

  it('goes on with the others when the engine does not take one', async () => {
    const [one, other] = await makeMany(2);
    dropped.watch(one, 0);
    dropped.watch(other, 0);
    start.mockRejectedValueOnce(new TypeError('s3cret'));
    await dropped.startAgain(5_000);
    expect(started()).toEqual([one, other]);
    expect(warn).toHaveBeenCalledWith(`execution ${one} not handed over`, 'TypeError');
    await dropped.startAgain(15_000);
    expect(started()).toEqual([one, other, one, other]);
  });

  it('asks for five hundred at once', async () => {
    const ids = await makeMany(501);
    for (const id of ids) dropped.watch(id, 0);
    const find = jest.spyOn(test.app.db.getModel('executions'), 'findAll');
    await dropped.startAgain(5_000);
    expect(find).toHaveBeenCalledTimes(2);
    expect(started()).toEqual(ids);
  });

  it('watches ten thousand at most', async () => {
    const [first, last] = await makeMany(2);
    dropped.watch(first, 0);
    for (let n = 1; n < 10_000; n += 1) dropped.watch(`none ${n}`, SECOND);
    dropped.watch(last, 0);
    await dropped.startAgain(5_000);
    expect(started()).toEqual([first]);
  });

  it('looks once, however many ask at the same time', async () => {
    dropped.watch(await make(), 0);
    const asked = [dropped.startAgain(5_000), dropped.startAgain(20_000)];
    expect(asked[1]).toBe(asked[0]);
    await Promise.all(asked);
    expect(start).toHaveBeenCalledTimes(1);
    await dropped.startAgain(15_000);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('lets the caller hear of a failure of the database, and tries again', async () => {
    const id = await make();
    dropped.watch(id, 0);
    jest.spyOn(test.app.db.getModel('executions'), 'findAll').mockRejectedValueOnce(new Error('connection lost'));
    await expect(dropped.startAgain(5_000)).rejects.toThrow('connection lost');
    await dropped.startAgain(5_000);
    expect(started()).toEqual([id]);
  });
});
