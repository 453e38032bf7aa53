import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { deliveriesOf } from '../../helpers/deliveries';
import { createPerson, PEOPLE_PLUGINS } from '../../helpers/people';
import { startApp, type TestApp } from '../../helpers/start-app';
import { createTestDatabase, type TestDatabase } from '../../helpers/TestDatabase';

const MINUTE = 60_000;

describe('secrets that providers hand over', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await createTestDatabase();
    test = await startApp({ database });
  });
  afterAll(async () => {
    await test.stop();
    await database.drop();
  });
  // Counts of a minute must not begin anew within a test.
  beforeEach(async () => {
    const left = MINUTE - (Date.now() % MINUTE);
    if (left < 15_000) await new Promise((resolve) => setTimeout(resolve, left));
  });

  const create = (scheme: string, secrets: string[] = [], values = {}) =>
    test.createWorkflow({ enabled: true, config: { verification: { type: 'signature', scheme, secrets } }, ...values });
  const SENT = {
    asana: (value: string) => ({ headers: { 'X-Hook-Secret': value }, body: undefined }),
    notion: (value: string) => ({ headers: {}, body: { verification_token: value } }),
  };
  const handOver = (
    scheme: keyof typeof SENT,
    { key }: WorkflowModel,
    value: string,
    from = '127.0.0.1',
    app = test,
  ) => {
    const { headers, body } = SENT[scheme](value);
    const request = supertest(app.server).post(`/api/webhooks/${key}`).set('X-Forwarded-For', from).set(headers);
    return body ? request.send(body) : request;
  };
  const expectOne = (key: string, app = test) =>
    supertest(app.server).post(`/api/webhookEndpoints:expectHandshake?filterByTk=${key}`);

  describe.each(['asana', 'notion'] as const)('of %s', (scheme) => {
    it('are taken while the endpoint has none', async () => {
      expect((await handOver(scheme, await create(scheme), 'handed-over')).status).toBe(200);
    });

    it('are refused when it has one, until a person expects another, and 15 minutes later again', async () => {
      const workflow = await create(scheme, ['only-for-tests-0123456789']);
      const refused = await handOver(scheme, workflow, 'handed-over');
      expect([refused.status, refused.headers['x-hook-secret']]).toEqual([401, undefined]);
      const [row] = await test.until(async () => {
        const rows = await deliveriesOf(test, workflow);
        return rows.length > 0 && rows;
      });
      expect([row.state, row.notice ?? null]).toEqual(['refused', null]);
      expect(row.reason).toContain('expect a handshake');

      const opened = await expectOne(workflow.key);
      expect(opened.status).toBe(200);
      const until = new Date(opened.body.data?.until ?? opened.body.until).getTime();
      expect(Math.abs(until - Date.now() - 15 * MINUTE)).toBeLessThan(10_000);
      expect((await handOver(scheme, workflow, 'handed-over')).status).toBe(200);
      expect((await handOver(scheme, workflow, 'handed-over')).status).toBe(200);

      const over = { expectsHandshakeUntil: new Date(Date.now() - 1) };
      await test.app.db.getModel('webhookEndpoints').update(over, { where: { workflowKey: workflow.key } });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await handOver(scheme, workflow, 'handed-over')).status).toBe(401);
    });
  });

  it('are expected of one endpoint alone', async () => {
    const [one, other] = [await create('asana', ['only-for-tests']), await create('asana', ['only-for-tests'])];
    await expectOne(one.key);
    expect((await handOver('asana', one, 'a')).status).toBe(200);
    expect((await handOver('asana', other, 'a')).status).toBe(401);
  });

  it('are expected on other nodes within a second', async () => {
    const workflow = await create('asana', ['only-for-tests']);
    const second = await startApp({ database, name: 'main' });
    try {
      expect((await handOver('asana', workflow, 'a', '127.0.0.1', second)).status).toBe(401);
      expect((await expectOne(workflow.key)).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect((await handOver('asana', workflow, 'a', '127.0.0.1', second)).status).toBe(200);
    } finally {
      await second.stop();
    }
  });

  it('are not expected of what can have none', async () => {
    const github = await create('github', ['only-for-tests']);
    const disabled = await create('asana', [], { enabled: false });
    const statuses = [];
    for (const key of [github.key, disabled.key, 'nobody', '']) statuses.push((await expectOne(key)).status);
    expect(statuses).toEqual([400, 400, 404, 404]);
  });

  it('are forgotten with the workflow, and not copied with it', async () => {
    const workflow = await create('asana', ['only-for-tests']);
    await expectOne(workflow.key);
    const State = test.app.db.getModel('webhookEndpoints');
    const copied = await supertest(test.server).post(`/api/workflows:revision?filterByTk=${workflow.id}`).send({});
    const rows = async () =>
      (await State.findAll({ raw: true })).map((row) => row as unknown as { workflowKey: string });
    expect((await rows()).filter(({ workflowKey }) => workflowKey === copied.body.data.key)).toEqual([]);
    await test.app.db.getRepository('workflows').destroy({ filter: { key: workflow.key } });
    await test.until(async () => !(await rows()).some(({ workflowKey }) => workflowKey === workflow.key));
  });

  it('of the real sender are kept beside a flood of others', async () => {
    const workflow = await create('asana');
    const statuses = new Map<number, number>();
    for (let count = 0; count < 200; count += 1) {
      const { status } = await handOver('asana', workflow, `forged-${count}`, `203.0.113.${count % 3}`);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 200: 30, 503: 170 });
    expect((await handOver('asana', workflow, 'genuine', '198.51.100.1')).status).toBe(200);
    expect((await handOver('asana', workflow, 'genuine', '198.51.100.1')).status).toBe(200);
    const rows = (await deliveriesOf(test, workflow)).filter(({ notice }) => notice);
    expect(rows).toHaveLength(31);
    await test.until(async () => {
      const [row] = (await deliveriesOf(test, workflow)).filter(({ address }) => address === '198.51.100.1');
      return row.occurrences === 2;
    });
    const other = await create('asana');
    expect((await handOver('asana', other, 'forged', '203.0.113.0')).status).toBe(200);
  });
});

describe('expecting a handshake', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp({ acl: true, plugins: PEOPLE_PLUGINS });
  });
  afterAll(() => test.stop());

  it.each([
    ['workflows', ['pm.workflow.workflows'], 200],
    ['all-of-workflow', ['pm.workflow.*'], 200],
    ['deliveries', ['pm.workflow-webhook.deliveries'], 403],
    ['nothing', [], 403],
  ])('is for those who may edit workflows: %s', async (role, snippets, status) => {
    const verification = { type: 'signature' as const, scheme: 'asana', secrets: [] };
    const { key } = await test.createWorkflow({ enabled: true, config: { verification } });
    const person = await createPerson(test, role, snippets);
    expect((await person.post(`/api/webhookEndpoints:expectHandshake?filterByTk=${key}`)).status).toBe(status);
    for (const action of ['list', 'create', 'update', 'destroy']) {
      const response = await person
        .post(`/api/webhookEndpoints:${action}?filterByTk=${key}`)
        .send({ workflowKey: 'x' });
      expect([403, 404]).toContain(response.status);
    }
    expect(await test.app.db.getModel('webhookEndpoints').count({ where: { workflowKey: 'x' } })).toBe(0);
  });
});
