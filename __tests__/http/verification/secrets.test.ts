import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import supertest from 'supertest';
import type { Verification } from '../../../src/common/WebhookConfig';
import { startApp, type TestApp } from '../../helpers/start-app';

// The request log is read below.
process.env.LOGGER_LEVEL = 'info';

const sign = (body: string, secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const github = (...secrets: string[]): Verification => ({ type: 'signature', scheme: 'github', secrets });
let count = 0;
const literal = () => `litera1-${(count += 1)}-${randomBytes(6).toString('hex')}`;

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.stop());

const api = () => supertest(test.server);
const post = (key: string, headers: Record<string, string> = {}, body = '{}', query = '') =>
  api()
    .post(`/api/webhooks/${key}${query}`)
    .set({ 'Content-Type': 'application/json', ...headers })
    .send(body);
const signed = async (key: string, secret: string) =>
  (await post(key, { 'X-Hub-Signature-256': sign('{}', secret) })).status;
const create = (values: object) =>
  api()
    .post('/api/workflows:create')
    .send({ title: 'T', type: 'webhook', ...values });
const update = (id: unknown, values: object) =>
  api()
    .post(`/api/workflows:update?filterByTk=${String(id)}`)
    .send(values);
const revise = async (workflow: { id: unknown; key: string }) =>
  (
    await api()
      .post(`/api/workflows:revision?filterByTk=${String(workflow.id)}&filter[key]=${workflow.key}`)
      .send({})
  ).body.data;
const secretRows = (workflowKey: string) => test.app.db.getModel('webhookSecrets').count({ where: { workflowKey } });
const problemOf = async (key: string) =>
  (await api().get(`/api/webhookEndpoints:get?filterByTk=${key}`)).body.data.problem;

async function logs(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  const folder = process.env.LOGGER_BASE_PATH as string;
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).join('');
}

describe('no log holds a secret', () => {
  it('that was saved, refused, nested, or sent to the wrong place', async () => {
    const secrets = Array.from({ length: 6 }, literal);
    const [saved, changed, refused, mixed, nested, extra] = secrets;
    const { data } = (await create({ enabled: true, config: { verification: github(saved) } })).body;
    expect((await update(data.id, { config: { verification: github(changed) } })).status).toBe(200);
    expect((await create({ config: { verification: { type: 'bearer', tokens: [refused, ''] } } })).status).toBe(400);
    await create({ config: { verification: { type: 'signature', scheme: 'nobody', secrets: [mixed] } } });
    await api()
      .post('/api/workflowCategories:create')
      .send({ title: 'C', workflows: [{ title: 'N', type: 'webhook', config: { verification: github(nested) } }] });
    await create({ config: { verification: { type: 'none', tokens: [extra] } } });
    const text = await logs();
    expect(text).toContain('workflows');
    for (const secret of secrets) expect(text).not.toContain(secret);
    const rows = await Promise.all(
      ['workflows', 'webhookSecrets'].map((table) => test.app.db.getModel(table).findAll({ raw: true })),
    );
    for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).toContain('"N"');
  });

  it('that came in the query, wherever the call ended', async () => {
    const token = literal();
    const { key } = (
      await create({
        enabled: true,
        config: { verification: { type: 'query', name: 'token', tokens: [token] }, maxBodySize: 10 },
      })
    ).body.data;
    const status = async (sent: ReturnType<typeof post>) => (await sent).status;
    const query = `?token=${token}`;
    expect(await status(post(key, {}, '{}', query))).toBe(200);
    expect(await status(post(key, {}, '{', query))).toBe(400);
    expect(await status(post(key, {}, '"longer than ten"', query))).toBe(413);
    expect(await status(post(key, {}, '{}', `${query}&token=${token}`))).toBe(401);
    expect(await status(post('nobody', {}, '{}', query))).toBe(404);
    expect(await status(post(key, { 'Content-Encoding': 'x' }, '{}', query))).toBe(415);
    expect((await api().put(`/api/webhooks/${key}${query}`)).status).toBe(405);
    expect((await api().options(`/api/webhooks/${key}${query}`)).status).toBeLessThan(300);
    const text = await logs();
    expect(text).toContain(key);
    expect(text).not.toContain(token);
    const rows = await test.app.db.getModel('webhookDeliveries').findAll({ raw: true, where: { workflowKey: key } });
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('stored secrets', () => {
  it.each(['list', 'get', 'create', 'update', 'destroy', 'query', 'firstOrCreate', 'move'])(
    'cannot be reached with %s',
    async (action) => {
      const { key } = (await create({ config: { verification: github(literal()) } })).body.data;
      const response = await api().post(`/api/webhookSecrets:${action}?filter[workflowKey]=${key}`).send({});
      expect(response.status).toBe(403);
      expect(await secretRows(key)).toBe(1);
    },
  );

  it('go when nothing refers to them any more', async () => {
    const first = (await create({ enabled: true, config: { verification: github('a', 'b') } })).body.data;
    expect(await secretRows(first.key)).toBe(2);
    const second = await revise(first);
    await update(second.id, { config: { verification: github('c') } });
    expect(await secretRows(first.key)).toBe(3);
    await api().post(`/api/workflows:destroy?filterByTk=${second.id}`);
    expect(await secretRows(first.key)).toBe(2);
    const { secrets } = first.config.verification;
    await update(first.id, { config: { verification: github(secrets[1]) } });
    expect(await secretRows(first.key)).toBe(1);
    expect([await signed(first.key, 'a'), await signed(first.key, 'b')]).toEqual([401, 200]);
    await api().post(`/api/workflows:destroy?filterByTk=${first.id}`);
    expect(await secretRows(first.key)).toBe(0);
  });

  it('stay when a save is refused', async () => {
    const { id, key } = (await create({ enabled: true, config: { verification: github('a') } })).body.data;
    expect((await update(id, { config: { path: '//', verification: github('b') } })).status).toBe(400);
    expect([await secretRows(key), await signed(key, 'a')]).toEqual([1, 200]);
  });

  it('that are gone or unreadable close the endpoint, and say why to the person who may see it', async () => {
    const model = test.app.db.getModel('webhookSecrets');
    for (const value of [await test.app.aesEncryptor.encrypt('of another time'), '00', 'x'.repeat(96)]) {
      const workflow = await test.createWorkflow({ config: { verification: github('a') } });
      const { key } = workflow;
      await model.update({ value }, { where: { workflowKey: key } });
      await workflow.update({ enabled: true });
      expect([await signed(key, 'a'), await signed(key, ''), await signed(key, 'of another time')]).toEqual([
        503, 503, 503,
      ]);
      expect(await problemOf(key)).toContain('stored secret');
    }
  });
});

describe('variables', () => {
  it.each([
    ['{{$env.SEC_A}}', 'alpha'],
    [' {{ $env.SEC_A }} ', 'alpha'],
    ['{{$env.SEC_A}}-{{$env.SEC_B}}', 'alpha-beta'],
    ['pa$env and {{other}}', 'pa$env and {{other}}'],
  ])('%s is %s', async (written, value) => {
    test.app.environment.setVariable('SEC_A', 'alpha');
    test.app.environment.setVariable('SEC_B', 'beta');
    const { key } = await test.createWorkflow({ enabled: true, config: { verification: github(written) } });
    expect(await signed(key, value)).toBe(200);
  });

  it.each([
    ['alone', '{{$env.SEC_MISSING}}', ''],
    ['beside text', 'prefix{{$env.SEC_MISSING}}', 'prefix'],
    ['beside another', '{{$env.SEC_A}}{{$env.SEC_MISSING}}', 'alpha'],
    ['with a name of every object', '{{$env.constructor}}', ''],
  ])('a missing one %s closes the endpoint, and is named to the person', async (_name, written, rest) => {
    test.app.environment.setVariable('SEC_A', 'alpha');
    const { key } = await test.createWorkflow({ enabled: true, config: { verification: github(written) } });
    const response = await post(key, { 'X-Hub-Signature-256': sign('{}', rest) });
    expect([response.status, response.body.errors[0].code]).toEqual([503, 'unavailable']);
    expect(response.text).not.toContain('SEC_');
    expect(await problemOf(key)).toMatch(/\{\{\$env\.\w+\}\} has no value/);
    expect(await logs()).toContain(`(${key}) refuses every call`);
  });

  it('hold for what is no secret too', async () => {
    test.app.environment.setVariable('SEC_URL', 'https://hook.example/x');
    const verification: Verification = {
      type: 'signature',
      scheme: 'custom',
      secrets: ['k'],
      options: { publicUrl: '{{$env.SEC_URL}}' },
      custom: { signature: { from: 'header', name: 'x-sig' }, algorithm: 'hmac-sha256', signedContent: '{url}' },
    };
    const { key } = await test.createWorkflow({ enabled: true, config: { verification } });
    const signature = createHmac('sha256', 'k').update('https://hook.example/x').digest('hex');
    expect((await post(key, { 'x-sig': signature })).status).toBe(200);
  });
});

it('a secret is rotated under traffic without a refused delivery', async () => {
  const [old, fresh] = [literal(), literal()];
  const first = await test.createWorkflow({ enabled: true, config: { verification: github(old) } });
  const { key } = first;
  let [secret, running] = [old, true];
  const statuses: number[] = [];
  const traffic = Array.from({ length: 4 }, async () => {
    while (running) statuses.push(await signed(key, secret));
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 150));
  await pause();
  // The version that is executed can't be changed any more, so each step is a new version.
  const second = await revise(first);
  const [kept] = second.config.verification.secrets;
  expect((await update(second.id, { config: { verification: github(kept, fresh) } })).status).toBe(200);
  expect((await update(second.id, { enabled: true })).status).toBe(200);
  await pause();
  secret = fresh;
  await pause();
  const third = await revise(second);
  const [, stays] = third.config.verification.secrets;
  expect((await update(third.id, { config: { verification: github(stays) } })).status).toBe(200);
  expect((await update(third.id, { enabled: true })).status).toBe(200);
  await pause();
  running = false;
  await Promise.all(traffic);
  expect(statuses.length).toBeGreaterThan(20);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  expect([await signed(key, fresh), await signed(key, old)]).toEqual([200, 401]);
});
