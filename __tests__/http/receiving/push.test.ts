import supertest from 'supertest';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('a call becomes an execution', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  it('acknowledges a JSON call and gives the workflow all of it', async () => {
    const workflow: WorkflowModel = await test.createWorkflow({ enabled: true });
    const response = await supertest(test.server)
      .post(`/api/webhooks/${workflow.key}?a[b][0]=1`)
      .set('X-Event', 'push')
      .send({ hello: 'world' });
    expect(response.status).toBe(200);
    expect(response.text).toBe('ok');
    const id = response.headers['x-webhook-delivery'];
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const [execution] = await test.until(async () => {
      const rows = await test.executions(workflow);
      return rows.length && rows[0].status === 1 ? rows : undefined;
    });
    expect(execution.context).toMatchObject({
      data: { hello: 'world' },
      headers: { 'x-event': 'push' },
      query: { a: { b: ['1'] } },
      params: {},
      delivery: { id, method: 'POST', path: `/${workflow.key}` },
    });
  });
});
