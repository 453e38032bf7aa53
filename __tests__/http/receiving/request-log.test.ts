import supertest from 'supertest';
import { readLogs } from '../../helpers/read-logs';
import { startApp, type TestApp } from '../../helpers/start-app';

// The log is read below.
process.env.LOGGER_LEVEL = 'info';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.stop());

const json = (text: string) => ({ type: 'application/json', body: text });
const form = (text: string) => ({ type: 'application/x-www-form-urlencoded', body: text });
const text = (text: string) => ({ type: 'text/plain', body: text });
const workflow = (fields: object) => json(JSON.stringify({ title: 'T', type: 'webhook', ...fields }));
// A parser's message has a piece of the body, of ten characters or so.
const beginning = (secret: string) => secret.slice(0, 10);
const bearer = (fields: object) => ({ verification: { type: 'bearer', ...fields } });

describe('NocoBase’s request log has no secret', () => {
  it.each<[string, string, (secret: string) => { type: string; body: string }]>([
    ['under a harmless name inside the configuration', 'create', (key) => workflow({ config: bearer({ key }) })],
    ['as a title inside a wrong key', 'create', (title) => workflow({ configuration: bearer({ title }) })],
    ['in a list under a harmless name', 'create', (title) => workflow({ title: [title] })],
    ['in a configuration as text', 'create', (token) => workflow({ config: JSON.stringify(bearer({ token })) })],
    ['in values that are wrapped', 'create', (key) => workflow({ values: { config: { key } } })],
    [
      'in a node that is nested',
      'create',
      (key) => workflow({ nodes: [{ type: 'webhook-response', config: { key } }] }),
    ],
    ['in a body that is sent as a form by mistake', 'create', (key) => form(JSON.stringify({ config: { key } }))],
    ['in a form', 'create', (key) => form(`title=x&config=${key}`)],
    ['in a body that is sent as text', 'create', (key) => text(JSON.stringify({ config: { key } }))],
    ['in a body that is not JSON', 'create', (key) => json(`{"config":${key}}`)],
    ['in a body that is not JSON, for one workflow', 'update?filterByTk=1', (key) => json(`{"config":"${key}`)],
    ['of a new version', 'revision?filterByTk=1', (key) => json(JSON.stringify({ config: { key } }))],
  ])('%s', async (_name, action, make) => {
    const secret = `s3cret${Math.random().toString(36).slice(2)}`;
    const { type, body } = make(secret);
    const answer = await supertest(test.server).post(`/api/workflows:${action}`).set('Content-Type', type).send(body);
    const log = await readLogs();
    expect(log).toContain(answer.headers['x-request-id']);
    expect(log).not.toContain(beginning(secret));
    if (type === 'application/json' && answer.status === 400) expect(answer.text).not.toContain(beginning(secret));
  });

  it.each([
    ['workflows:update?filterByTk=1&config[verification][token]='],
    ['workflows:update?values='],
    ['workflows:create?x=1&'],
    ['workflows:list?filter={"config":{"$includes":"'],
    ['flow_nodes:update?config='],
    ['executions:list?%63onfig='],
    ['webhookEndpoints:check?config='],
  ])('in the query of %s', async (start) => {
    const secret = `s3cret${Math.random().toString(36).slice(2)}`;
    const answer = await supertest(test.server).post(`/api/${start}${secret}`).send({ title: 'U' });
    const log = await readLogs();
    expect(log).toContain(answer.headers['x-request-id']);
    expect(log).not.toContain(beginning(secret));
  });
});

it('cuts the path of a request to nothing, and finds a long path of an endpoint', async () => {
  const rest = 'x'.repeat(6_000);
  const { status } = await supertest(test.server).post(`/api/webhooks/unknown-${rest}`).send({});
  expect(status).toBe(404);
  const log = await readLogs();
  expect(log).toContain('/api/webhooks/unknown-xxx');
  expect(log).not.toContain('x'.repeat(2_000));
  const workflow = await test.createWorkflow({ enabled: true, sync: true, config: { path: 'long/*rest' } });
  expect((await supertest(test.server).post(`/api/webhooks/long/${rest}`).send({})).status).toBe(200);
  expect((await test.executions(workflow))[0].context.params).toEqual({ rest });
});

it('takes nothing of a query from the action', async () => {
  const { id } = await test.createWorkflow({ title: 'Wanted' });
  await test.createWorkflow({ title: 'Other' });
  const list = await supertest(test.server).get(
    '/api/workflows:list?filter={"title":"Wanted"}&fields[]=id&fields[]=title',
  );
  expect(list.body.data).toEqual([expect.objectContaining({ id, title: 'Wanted' })]);
  expect(Object.keys(list.body.data[0])).not.toContain('config');
});
