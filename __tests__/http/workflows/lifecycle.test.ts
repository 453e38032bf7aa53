import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('endpoints follow their workflows', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const api = () => supertest(test.server);
  const call = async (path: string) => (await api().post(`/api/webhooks/${path}`).send({})).status;
  const update = (workflow: { id: number }, values: object) =>
    api().post(`/api/workflows:update?filterByTk=${workflow.id}`).send(values);
  const revise = async (workflow: WorkflowModel, key?: string) =>
    (await api().post(`/api/workflows:revision?filterByTk=${workflow.id}${key ? `&filter[key]=${key}` : ''}`)).body
      .data;
  const create = (config: WebhookConfig = {}, values = {}) => test.createWorkflow({ enabled: true, config, ...values });

  it('is there from the moment of creation', async () => {
    const response = await api()
      .post('/api/workflows:create')
      .send({ title: 'By API', type: 'webhook', enabled: true, config: { path: 'by-api' } });
    expect(response.status).toBe(200);
    expect(await call('by-api')).toBe(200);
  });

  it('goes with disabling and comes with enabling', async () => {
    const workflow = await create();
    expect((await update(workflow, { enabled: false })).status).toBe(200);
    expect(await call(workflow.key)).toBe(404);
    expect((await update(workflow, { enabled: true })).status).toBe(200);
    expect(await call(workflow.key)).toBe(200);
  });

  it('moves with its path at once', async () => {
    const workflow = await create({ path: 'before' });
    await update(workflow, { config: { path: 'after/:id' } });
    expect([await call('before'), await call('after/1')]).toEqual([404, 200]);
  });

  it('survives a change of the title', async () => {
    const workflow = await create();
    await update(workflow, { title: 'Another' });
    expect(await call(workflow.key)).toBe(200);
  });

  it('goes with its workflow', async () => {
    const workflow = await create();
    await api().post(`/api/workflows:destroy?filterByTk=${workflow.id}`);
    expect(await call(workflow.key)).toBe(404);
  });

  it('goes with all its versions when the current one is destroyed', async () => {
    const workflow = await create({ path: 'destroyed' });
    const revision = await revise(workflow, workflow.key);
    await update(revision, { enabled: true });
    expect(await call('destroyed')).toBe(200);
    await api().post(`/api/workflows:destroy?filterByTk=${revision.id}`);
    expect(await call('destroyed')).toBe(404);
  });

  it('hands key and URL on to a new version when that is enabled, and not before', async () => {
    const workflow = await create({ path: 'versioned', methods: ['POST'] });
    const revision = await revise(workflow, workflow.key);
    expect(revision.key).toBe(workflow.key);
    await update(revision, { config: { path: 'versioned', response: { status: 202 } } });
    expect(await call('versioned')).toBe(200);
    expect((await update(revision, { enabled: true })).status).toBe(200);
    expect(await call('versioned')).toBe(202);
    await update(workflow, { title: 'the old version, edited' });
    expect(await call('versioned')).toBe(202);
    await update(workflow, { enabled: true });
    expect(await call('versioned')).toBe(200);
  });

  it('gives a copy its own key, no path and no secret', async () => {
    const workflow = await create({ path: 'original', response: { status: 201 } });
    const copy = await revise(workflow);
    expect(copy.key).not.toBe(workflow.key);
    expect(copy.config).toEqual({ response: { status: 201 } });
    expect((await update(copy, { enabled: true })).status).toBe(200);
    expect([await call('original'), await call(copy.key)]).toEqual([201, 201]);
  });

  it('takes nothing back that a rolled back transaction did', async () => {
    const workflow = await create({ path: 'steady' });
    const rollback = async (change: (transaction: never) => Promise<unknown>) => {
      const transaction = await test.app.db.sequelize.transaction();
      await change(transaction as never);
      await transaction.rollback();
    };
    await rollback((transaction) => workflow.update({ enabled: false }, { transaction }));
    expect(await call('steady')).toBe(200);
    await workflow.reload();
    await rollback((transaction) => workflow.update({ config: { path: 'unsteady' } }, { transaction }));
    expect([await call('steady'), await call('unsteady')]).toEqual([200, 404]);
    await workflow.reload();
    await workflow.update({ title: 'saved afterwards' });
    expect(await call('steady')).toBe(200);
  });

  it('runs the version that is enabled, when enabling another one was rolled back', async () => {
    const workflow = await create({ path: 'first-version' }, { sync: true });
    const { id } = await revise(workflow, workflow.key);
    await update({ id }, { config: { path: 'second-version' } });
    const second = (await test.app.db.getRepository('workflows').findOne({ filterByTk: id })) as WorkflowModel;
    const transaction = await test.app.db.sequelize.transaction();
    await second.update({ enabled: true }, { transaction });
    await transaction.rollback();
    expect([await call('first-version'), await call('second-version')]).toEqual([200, 404]);
    const executions = await test.app.db.getRepository('executions').find({ filter: { key: workflow.key } });
    expect(executions.map((one: { workflowId: unknown }) => String(one.workflowId))).toEqual([String(workflow.id)]);
    const { body } = await api().get(`/api/webhookEndpoints:get?filterByTk=${workflow.key}`);
    expect(body.data).toMatchObject({ enabled: true, problem: null });
  });

  it('follows what another node says, which brings on without off', async () => {
    const workflow = await create({ path: 'node-a' });
    await test.app.db
      .getModel('workflows')
      .update({ config: { path: 'node-b' } }, { where: { id: workflow.id }, hooks: false });
    await test.engine.handleSyncMessage({ type: 'statusChange', workflowId: workflow.id, enabled: true });
    expect([await call('node-a'), await call('node-b')]).toEqual([404, 200]);
    await test.engine.handleSyncMessage({ type: 'statusChange', workflowId: workflow.id, enabled: false });
    expect(await call('node-b')).toBe(404);
  });

  it('is there after a restart of the application', async () => {
    const workflow = await create({ path: 'restarted' });
    await test.app.restart();
    expect(await call('restarted')).toBe(200);
    await update(workflow, { enabled: false });
    expect(await call('restarted')).toBe(404);
  });

  describe('two workflows cannot own the same method and path', () => {
    beforeAll(() => create({ path: 'owned/:a', methods: ['GET', 'POST'] }, { title: 'The owner' }));

    const conflict = { errors: [{ code: 'invalid_configuration', message: expect.stringContaining('"The owner"') }] };

    it('refuses to create the second', async () => {
      const response = await api()
        .post('/api/workflows:create')
        .send({ title: 'Second', type: 'webhook', enabled: true, config: { path: '/owned/:b/' } });
      expect([response.status, response.body]).toEqual([400, conflict]);
    });

    it('refuses to enable it', async () => {
      const second = await test.createWorkflow({ enabled: false, config: { path: 'owned/:b' } });
      const response = await update(second, { enabled: true });
      expect([response.status, response.body]).toEqual([400, conflict]);
      expect(await call('owned/1')).toBe(200);
    });

    it('refuses to move an enabled one there', async () => {
      const second = await create({ path: 'elsewhere' });
      const response = await update(second, { config: { path: 'owned/:b' } });
      expect([response.status, response.body]).toEqual([400, conflict]);
      expect([await call('elsewhere'), await call('owned/1')]).toEqual([200, 200]);
    });

    it('takes another method, or a literal in place of the parameter', async () => {
      await create({ path: 'owned/:b', methods: ['PUT'], response: { status: 201 } });
      await create({ path: 'owned/new', response: { status: 202 } });
      expect((await api().put('/api/webhooks/owned/1')).status).toBe(201);
      expect([await call('owned/new'), await call('owned/1')]).toEqual([202, 200]);
    });

    it('says so in Chinese to who reads Chinese', async () => {
      const response = await api()
        .post('/api/workflows:create')
        .set('X-Locale', 'zh-CN')
        .send({ title: 'Second', type: 'webhook', enabled: true, config: { path: 'owned/:b' } });
      expect(response.body.errors[0].message).toContain('已被占用');
    });
  });
});

it('counts the workflows of each application apart, under its own base path', async () => {
  const [one, other] = [await startApp({ name: 'one', prefix: '/custom/api' }), await startApp({ name: 'other' })];
  try {
    const { key } = await one.createWorkflow({ enabled: true });
    expect((await supertest(one.server).post(`/custom/api/webhooks/${key}`)).status).toBe(200);
    expect((await supertest(one.server).post(`/api/webhooks/${key}`)).status).toBe(404);
    expect((await supertest(one.server).post(`/api/webhooks/${key}`)).headers['x-webhook-delivery']).toBeUndefined();
    expect((await supertest(other.server).post(`/api/webhooks/${key}`)).status).toBe(404);
  } finally {
    await one.stop();
    await other.stop();
  }
});
