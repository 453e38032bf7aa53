import supertest from 'supertest';
import type { WebhookConfig } from '../../../src/common/WebhookConfig';
import { addNode } from '../../helpers/add-node';
import { startApp, type TestApp } from '../../helpers/start-app';

const variables: WebhookConfig['variables'] = {
  body: [
    { path: 'host.name', alias: 'host' },
    { path: '姓名', alias: 'name' },
    { path: 'rows.a:b', alias: 'ab' },
    { path: 'deep.größe', alias: 'size' },
    { path: 'nothing.here', alias: 'nothing' },
    { path: 'plain', alias: 'Only a label' },
    { path: 'plain' },
  ],
  headers: [{ path: 'X-My.Header', alias: 'header' }],
  query: [{ path: 'a:b', alias: 'query' }],
};
const data = { 'host.name': 'x', 姓名: '王', rows: [{ 'a:b': 1 }, { 'a:b': 2 }], deep: { größe: null }, plain: 1 };
const fields = { host: 'x', name: '王', ab: [1, 2], size: null, header: 'h', query: 'q' };

describe('$context.fields', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
    test.engine.registerInstruction('read', {
      run: async ({ config, id }, _input, processor) => ({
        status: 1,
        result: processor.getParsedValue((config as { of: unknown }).of, id) as object,
      }),
    });
  });
  afterAll(() => test.stop());

  const config: WebhookConfig = { variables, verification: { type: 'query', name: 'token', tokens: ['t'] } };

  it.each([false, true])('has a copy of each leaf with an alias, for every node (synchronous: %s)', async (sync) => {
    const workflow = await test.createWorkflow({ enabled: true, sync, config });
    const of = Object.fromEntries(Object.keys(fields).map((alias) => [alias, `{{$context.fields.${alias}}}`]));
    await addNode(test, workflow, 'read', { of });
    const answer = await supertest(test.server)
      .post(`/api/webhooks/${workflow.key}?a:b=q&token=t`)
      .set('X-My.Header', 'h')
      .send(data);
    expect(answer.status).toBe(200);
    const [execution] = await test.until(async () => {
      const all = await test.executions(workflow);
      return all[0]?.status === 1 && all;
    });
    expect(execution.context.fields).toEqual(fields);
    const jobs = await test.app.db.getRepository('jobs').find({ filter: { executionId: execution.id } });
    expect(jobs.map((job: { result: unknown }) => job.result)).toEqual([fields]);
  });

  it('has what a person enters by hand', async () => {
    const workflow = await test.createWorkflow({ enabled: false, config });
    await supertest(test.server)
      .post(`/api/workflows:execute?filterByTk=${workflow.id}`)
      .send({ data, headers: { 'X-My.Header': 'h' }, query: { 'a:b': 'q' } });
    expect((await test.executions(workflow))[0].context.fields).toEqual(fields);
  });

  it('is empty without an alias, and never holds a credential', async () => {
    const hidden = { headers: [{ path: 'Authorization', alias: 'auth' }], query: [{ path: 'token', alias: 'token' }] };
    for (const given of [undefined, { body: [{ path: 'a' }] }, hidden]) {
      const workflow = await test.createWorkflow({ enabled: true, config: { ...config, variables: given } });
      const call = supertest(test.server).post(`/api/webhooks/${workflow.key}?token=t`);
      expect((await call.set('Authorization', 'Bearer x').send({ a: 1 })).status).toBe(200);
      const [execution] = await test.until(async () => {
        const all = await test.executions(workflow);
        return all.length > 0 && all;
      });
      expect(execution.context.fields).toEqual({});
    }
  });

  it.each([
    [{ body: [{ path: '姓名', alias: '姓名' }] }, 'variables.body.0.alias', /letters a to z/, /字母 a–z/],
    [{ body: [{ path: 's:a', alias: '1st' }] }, 'variables.body.0.alias', /letters a to z/, /字母 a–z/],
    [{ query: [{ path: 'a[b', alias: '__proto__' }] }, 'variables.query.0.alias', /letters a to z/, /字母 a–z/],
    [
      { headers: [{ path: 'a', alias: 'one' }], body: [{ path: 'b' }, { path: 'c', alias: 'one' }] },
      'variables.body.1.alias',
      /another variable/,
      /其他变量/,
    ],
  ])('refuses %j', async (given, path, english, chinese) => {
    for (const [language, reason] of [
      ['en-US', english],
      ['zh-CN', chinese],
    ] as const) {
      const answer = await supertest(test.server)
        .post('/api/workflows:create')
        .set('X-Locale', language)
        .send({ title: 'A', type: 'webhook', config: { variables: given } });
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].message).toContain(`${path}: `);
      expect(answer.body.errors[0].message).toMatch(reason);
    }
  });

  it('takes labels that were saved before as labels', async () => {
    const labels = {
      body: [
        { path: 'order.id', alias: '订单号' },
        { path: 'b', alias: '' },
      ],
    };
    const workflow = await test.createWorkflow({ enabled: true, config: { variables: labels } });
    expect((await supertest(test.server).post(`/api/webhooks/${workflow.key}`).send({})).status).toBe(200);
  });
});
