import supertest from 'supertest';
import { startApp, type TestApp } from '../../helpers/start-app';

const HOUR = 3_600_000;
// Now, a little after the beginning of an hour, so that hours can be told.
const NOW = Math.floor(Date.now() / HOUR) * HOUR - HOUR + 60_000;

describe('the log of deliveries', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());
  beforeEach(() => test.app.db.getModel('webhookDeliveries').destroy({ where: {} }));

  const create = (values: object) =>
    test.app.db
      .getModel('webhookDeliveries')
      .create({ state: 'dispatched', workflowKey: 'k', receivedAt: new Date(NOW), ...values });
  const createMany = (count: number, values: (n: number) => object = () => ({})) =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        create({ id: `d${String(n).padStart(4, '0')}`, receivedAt: new Date(NOW - n * 1000), ...values(n) }),
      ),
    );
  const get = (action: string, query: Record<string, unknown> = {}) =>
    supertest(test.server)
      .get(`/api/webhookDeliveries:${action}`)
      .query({ ...query, ...(query.filter ? { filter: JSON.stringify(query.filter) } : {}) });
  const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);

  describe('list', () => {
    it('gives pages, newest first, and says whether there is more', async () => {
      await createMany(5);
      const first = await get('list', { pageSize: 2 });
      expect(first.body.meta).toEqual({ page: 1, pageSize: 2, hasNext: true });
      expect(idsOf(first.body)).toEqual(['d0000', 'd0001']);
      const last = await get('list', { pageSize: 2, page: 3 });
      expect(last.body.meta).toEqual({ page: 3, pageSize: 2, hasNext: false });
      expect(idsOf(last.body)).toEqual(['d0004']);
      expect(idsOf((await get('list', { sort: 'receivedAt', pageSize: 1 })).body)).toEqual(['d0004']);
    });

    it('gives the columns of the contract, with the status of the execution', async () => {
      const workflow = await test.createWorkflow({ enabled: true });
      const execution = await test.app.db
        .getModel('executions')
        .create({ workflowId: workflow.id, key: workflow.key, status: 1, context: {}, eventKey: 'e1' });
      await create({
        id: 'd1',
        executionId: execution.id,
        bodySize: 12,
        context: { secret: 1 },
        rawBody: Buffer.from('x'),
      });
      const { body } = await get('list');
      expect(body.data).toEqual([
        {
          ...Object.fromEntries(
            [
              'code',
              'reason',
              'workflowId',
              'workflowTitle',
              'method',
              'path',
              'eventType',
              'idempotencyKey',
              'address',
            ]
              .concat(['duration', 'contentType', 'status', 'replayOf', 'duplicateOf'])
              .map((name) => [name, null]),
          ),
          id: 'd1',
          state: 'dispatched',
          workflowKey: 'k',
          receivedAt: new Date(NOW).toISOString(),
          executionId: String(execution.id),
          executionStatus: 1,
          bodySize: 12,
          duplicates: 0,
          occurrences: 1,
          attempts: 0,
        },
      ]);
    });

    it.each([
      [{ state: 'refused' }, ['a']],
      [{ state: { $in: ['refused', 'duplicate'] } }, ['b', 'a']],
      [{ $and: [{ code: { $eq: 'unauthenticated' } }, { address: '10.0.0.1' }] }, ['a']],
      [{ 'eventType.$includes': 'pus' }, ['c']],
      [{ idempotencyKey: 'K-1' }, ['b']],
      [{ receivedAt: { $gte: new Date(NOW + 1000).toISOString(), $lt: new Date(NOW + 2000).toISOString() } }, ['b']],
      [{ receivedAt: { $dateAfter: new Date(NOW + 1500).toISOString() } }, ['c']],
      [{ status: { $gte: 400 } }, ['a']],
      [{}, ['c', 'b', 'a']],
    ])('filter %j', async (filter, ids) => {
      const at = (n: number) => new Date(NOW + n * 1000);
      await create({
        id: 'a',
        state: 'refused',
        code: 'unauthenticated',
        address: '10.0.0.1',
        status: 401,
        receivedAt: at(0),
      });
      await create({ id: 'b', state: 'duplicate', idempotencyKey: 'K-1', status: 200, receivedAt: at(1) });
      await create({ id: 'c', eventType: 'push', status: 200, receivedAt: at(2) });
      const { body } = await get('list', { filter });
      expect(idsOf(body)).toEqual(ids);
    });

    it.each([
      [{ pageSize: 0 }, 'bad_page'],
      [{ page: 'x' }, 'bad_page'],
      [{ page: 100_000 }, 'bad_page'],
      [{ sort: 'duration' }, 'bad_sort'],
      [{ sort: '-rawBody' }, 'bad_sort'],
      [{ filter: { $and: Array(101).fill({ state: 'x' }) } }, 'bad_filter'],
    ])('%j is a 400', async (query, code) => {
      const { status, body } = await get('list', query);
      expect([status, body.errors?.[0].code]).toEqual([400, code]);
    });

    it('bounds the size of a page', async () => {
      expect((await get('list', { pageSize: 5_000 })).body.meta.pageSize).toBe(100);
    });
  });

  describe('get', () => {
    it('gives all that is known, with the notice opened', async () => {
      const value = await test.app.aesEncryptor.encrypt('handed over');
      await create({
        id: 'd1',
        state: 'handshake',
        headers: { 'x-a': '1' },
        query: { a: '1' },
        rawBody: Buffer.from([0, 255, 7]),
        bodySize: 3,
        bodyDigest: 'ab',
        verification: [{ step: 'rate', ok: true }],
        answer: { status: 200, headers: [], body: 'ok' },
        notice: { key: 'token', value },
        context: { data: 1 },
      });
      const { body } = await get('get', { filterByTk: 'd1' });
      expect(body.data).toMatchObject({
        id: 'd1',
        headers: { 'x-a': '1' },
        query: { a: '1' },
        body: { kept: true, encoding: 'base64', content: 'AP8H', size: 3, digest: 'ab' },
        verification: [{ step: 'rate', ok: true }],
        answer: { status: 200, headers: [], body: 'ok' },
        notice: { key: 'token', value: 'handed over' },
      });
      for (const hidden of ['context', 'rawBody', 'dedupKey', 'claimedBy'])
        expect(body.data).not.toHaveProperty(hidden);
    });

    it('is a 404 for an id that is not there', async () => {
      const { status, body } = await get('get', { filterByTk: 'none' });
      expect([status, body.errors[0].code]).toEqual([404, 'delivery_not_found']);
    });
  });

  describe('destroy', () => {
    const post = (query: object) => supertest(test.server).post('/api/webhookDeliveries:destroy').query(query);

    it('leaves deliveries that are not settled', async () => {
      const states = ['recorded', 'claimed', 'running', 'dispatched', 'failed', 'duplicate', 'handshake', 'refused'];
      // Not due and in the hands of somebody, so that the worker leaves them alone.
      const busy = { nextAttemptAt: new Date(Date.now() + 60_000), leaseUntil: new Date(Date.now() + 60_000) };
      for (const state of states) await create({ id: state, state, ...busy });
      const { body } = await post({ filterByTk: states });
      expect(body.data).toEqual({ deleted: 5 });
      expect(idsOf((await get('list')).body).sort()).toEqual(['claimed', 'recorded', 'running']);
    });

    it('deletes what a filter says, and refuses to delete everything by saying nothing', async () => {
      await createMany(3, (n) => ({ state: n ? 'refused' : 'dispatched' }));
      for (const filter of ['{}', '{"$and":[]}', '{"$or":[{"$and":[]},{"state":"refused"}]}', undefined]) {
        expect((await post({ filter })).status).toBeGreaterThanOrEqual(400);
      }
      expect((await post({ filter: '{"state":"refused"}' })).body.data).toEqual({ deleted: 2 });
      expect(idsOf((await get('list')).body)).toEqual(['d0000']);
    });
  });

  describe('export', () => {
    it('writes CSV that no spreadsheet calculates, over many batches', async () => {
      await createMany(1_203, (n) => ({ eventType: n ? 'push' : '=1+1', receivedAt: new Date(NOW) }));
      const { text, headers } = await get('export', { format: 'csv' });
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(headers['content-disposition']).toMatch(/^attachment; filename="deliveries-\d{4}-\d\d-\d\d\.csv"$/);
      const lines = text.slice(1).trimEnd().split('\r\n');
      expect(lines).toHaveLength(1_204);
      expect(lines[0]).toMatch(/^id,state,code,/);
      expect(lines.at(-1)).toMatch(/^d0000,.*,'=1\+1,/);
      expect(new Set(lines.slice(1).map((line) => line.split(',')[0])).size).toBe(1_203);
    });

    it('writes JSON with headers, query and body, filtered', async () => {
      await createMany(120, (n) => ({
        state: n % 2 ? 'refused' : 'dispatched',
        rawBody: Buffer.from(`b${n}`),
        headers: { n },
      }));
      const { text } = await get('export', { format: 'json', filter: { state: 'refused' } });
      const rows = JSON.parse(text);
      expect(rows).toHaveLength(60);
      expect(rows[0]).toMatchObject({ id: 'd0001', headers: { n: 1 }, body: { kept: true, content: 'YjE=' } });
    });

    it('writes an empty array when there is nothing', async () => {
      expect(JSON.parse((await get('export', { format: 'json' })).text)).toEqual([]);
    });
  });

  describe('stats', () => {
    it('counts what each row stands for, hour by hour', async () => {
      const at = (n: number) => new Date(NOW + n * 60_000);
      await create({ id: 'a', receivedAt: at(0) });
      await create({ id: 'b', state: 'failed', receivedAt: at(58) });
      await create({ id: 'c', state: 'refused', occurrences: 40, receivedAt: at(0) });
      await create({ id: 'd', state: 'duplicate', receivedAt: at(-30) });
      await create({ id: 'e', state: 'handshake', receivedAt: at(-30) });
      await create({ id: 'f', state: 'recorded', receivedAt: at(-30) });
      await create({ id: 'g', workflowKey: 'other', receivedAt: at(-30) });
      const from = new Date(NOW - 60_000 - HOUR).toISOString();
      const to = new Date(NOW - 60_000 + HOUR).toISOString();
      const { body } = await get('stats', { from, to, workflowKey: 'k' });
      expect(body.data).toEqual({
        hours: [
          { hour: from, accepted: 1, refused: 0, duplicate: 1, handshake: 1 },
          { hour: new Date(NOW - 60_000).toISOString(), accepted: 2, refused: 40, duplicate: 0, handshake: 0 },
        ],
        backlog: 1,
      });
      const all = (await get('stats')).body.data.hours as { accepted: number }[];
      expect(all.length).toBeGreaterThanOrEqual(24);
      expect(all.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(4);
    });

    it.each([
      [{ from: 'x' }],
      [{ from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
      [{ from: '2026-01-01T00:00:00Z', to: '2026-02-02T00:00:00Z' }],
    ])('%j is a 400', async (query) => {
      const { status, body } = await get('stats', query);
      expect([status, body.errors?.[0].code]).toEqual([400, 'bad_time']);
    });
  });
});
