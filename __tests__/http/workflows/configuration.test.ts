import supertest from 'supertest';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('nothing invalid gets in', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const cases: [string, unknown][] = [
    ['path', 'a//b'],
    ['path', 7],
    ['methods', []],
    ['methods.1', ['POST', 'TRACE']],
    ['methods.1', ['POST', 'POST']],
    ['methods', 'POST'],
    ['maxBodySize', -1],
    ['maxBodySize', 1.5],
    ['maxBodySize', 1e12],
    ['maxBodySize', '1000'],
    ['timeout', 0],
    ['timeout', 1e9],
    ['rawBody', 'yes'],
    ['response.status', 199],
    ['response.status', 600],
    ['response.headers.0.name', [{ name: 'a b', value: 'x' }]],
    ['response.headers.0.name', [{ name: 'Content-Length', value: '1' }]],
    ['response.headers.0.name', [{ name: 'Transfer-Encoding', value: 'chunked' }]],
    ['response.headers.0.value', [{ name: 'X-A', value: 'a\r\nX-B: c' }]],
    ['response.headers.0.value', [{ name: 'X-A' }]],
    ['variables.body.0.path', [{ alias: 'x' }]],
  ];
  const configOf = (path: string, value: unknown) => {
    const [first, second] = path.split('.');
    return second && Number.isNaN(Number(second)) ? { [first]: { [second]: value } } : { [first]: value };
  };

  it.each(cases)('refuses %s = %j on creation, naming the field', async (path, value) => {
    const response = await supertest(test.server)
      .post('/api/workflows:create')
      .send({ title: 'Bad', type: 'webhook', enabled: true, config: configOf(path, value) });
    expect(response.status).toBe(400);
    expect(response.body.errors[0].message).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}: \\S+ `));
    expect(await test.app.db.getRepository('workflows').count({ filter: { title: 'Bad' } })).toBe(0);
  });

  it.each([
    ['workflows:update', { config: { path: 'a//b' } }],
    ['workflows:revision', { config: { path: 'a//b' } }],
  ])('refuses it through %s too', async (action, values) => {
    const workflow = await test.createWorkflow({ enabled: false });
    const response = await supertest(test.server).post(`/api/${action}?filterByTk=${workflow.id}`).send(values);
    // A new version takes its configuration from the first one, not from the request, so nothing bad can come in that way.
    const rows = await test.app.db.getRepository('workflows').find({ filter: { type: 'webhook' } });
    expect(rows.filter((row: { config: { path?: string } }) => row.config.path === 'a//b')).toEqual([]);
    if (action === 'workflows:update') expect(response.status).toBe(400);
  });

  it('names every bad field at once', async () => {
    const response = await supertest(test.server)
      .post('/api/workflows:create')
      .send({ title: 'Bad', type: 'webhook', config: { path: '..', timeout: 'x' } });
    expect(response.body.errors[0].message).toMatch(/path: .*timeout: /);
  });

  it('takes absent, null and empty settings as the defaults', async () => {
    const config = { path: '', methods: null, maxBodySize: null, timeout: null, response: null, rawBody: null };
    const workflow = await test.createWorkflow({ enabled: true, config: config as never });
    expect((await supertest(test.server).post(`/api/webhooks/${workflow.key}`)).status).toBe(200);
  });

  it('leaves workflows of other types alone', async () => {
    await expect(
      test.app.db.getRepository('workflows').create({
        values: { title: 'Other', type: 'collection', enabled: false, config: { path: 'a//b', methods: 3 } },
      }),
    ).resolves.toBeTruthy();
  });
});
