import supertest from 'supertest';
import examples from '@octokit/webhooks-examples';
import type { WorkflowModel } from '@nocobase/plugin-workflow';
import { startApp, type TestApp } from '../../helpers/start-app';

interface Push {
  ref: string;
  repository: { full_name: string };
  pusher: { name: string };
}

const events = (examples as unknown as { name: string; examples: object[] }[]).map(({ name, examples: [payload] }) => ({
  name,
  payload,
}));

describe('GitHub’s own payloads', () => {
  let test: TestApp;
  let workflow: WorkflowModel;
  beforeAll(async () => {
    test = await startApp();
    workflow = await test.createWorkflow({ title: 'GitHub', enabled: true });
  });
  afterAll(() => test.stop());

  const send = (key: string, name: string, payload: object) =>
    supertest(test.server)
      .post(`/api/webhooks/${key}`)
      .set({ 'X-GitHub-Event': name, 'X-GitHub-Delivery': `delivery-${name}`, 'User-Agent': 'GitHub-Hookshot/0000000' })
      .send(payload);

  it('are more than twenty different events', () => {
    expect(new Set(events.map(({ name }) => name)).size).toBeGreaterThan(20);
  });

  it.each(events)('$name arrives whole in an execution', async ({ name, payload }) => {
    const response = await send(workflow.key, name, payload);
    expect(response.status).toBe(200);
    const eventKey = `webhook:${response.headers['x-webhook-delivery']}`;
    const execution = await test.until(async () =>
      (await test.executions(workflow)).find((row) => row.eventKey === eventKey && row.status === 1),
    );
    expect(execution.context.data).toEqual(payload);
    expect(execution.context.headers).toMatchObject({ 'x-github-event': name });
  });

  it('a push ends as a record', async () => {
    test.app.db.collection({
      name: 'pushes',
      fields: ['repository', 'ref', 'pusher'].map((name) => ({ type: 'string', name })),
    });
    await test.app.db.sync();
    const pushes = await test.createWorkflow({ title: 'GitHub push', enabled: true });
    await test.app.db.getRepository('flow_nodes').create({
      values: {
        workflowId: pushes.id,
        type: 'create',
        key: 'create-push',
        config: {
          collection: 'pushes',
          params: {
            values: {
              repository: '{{$context.data.repository.full_name}}',
              ref: '{{$context.data.ref}}',
              pusher: '{{$context.data.pusher.name}}',
            },
          },
        },
      },
    });
    const push = events.find(({ name }) => name === 'push')?.payload as Push;
    expect((await send(pushes.key, 'push', push)).status).toBe(200);
    const record = await test.until(() => test.app.db.getRepository('pushes').findOne());
    expect(record.toJSON()).toMatchObject({
      repository: push.repository.full_name,
      ref: push.ref,
      pusher: push.pusher.name,
    });
  });
});
