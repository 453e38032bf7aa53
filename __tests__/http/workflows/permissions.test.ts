import supertest from 'supertest';
import { startApp, type TestApp } from '../../helpers/start-app';

const PASSWORD = 'only-f0r-tests';
const TOKEN = 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl';

/** With NocoBase's own users, sign-in and access control. */
describe('what the editor asks of the server', () => {
  let test: TestApp;
  let key: string;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    process.env.INIT_ROOT_EMAIL = 'root@example.com';
    process.env.INIT_ROOT_PASSWORD = PASSWORD;
    process.env.INIT_ROOT_USERNAME = 'root';
    test = await startApp({
      acl: true,
      plugins: ['user-data-sync', 'users', 'auth', 'acl', 'data-source-main', 'data-source-manager'],
    });
    const verification = { type: 'signature' as const, scheme: 'notion', secrets: [] };
    ({ key } = await test.createWorkflow({ enabled: true, config: { verification } }));
    const sent = await supertest(test.server).post(`/api/webhooks/${key}`).send({ verification_token: TOKEN });
    expect(sent.status).toBe(200);
    await person('editor', ['pm.workflow.*']);
    await person('keeper', ['pm.*']);
    await person('builder', ['ui.*']);
    await person('reader', []);
  });
  afterAll(() => test.stop());

  async function person(name: string, snippets: string[]) {
    const { db } = test.app;
    const strategy = { actions: ['view', 'create', 'update', 'destroy', 'export'] };
    await db.getRepository('roles').create({ values: { name, title: name, snippets, strategy } });
    await db
      .getRepository('users')
      .create({ values: { username: name, email: `${name}@example.com`, password: PASSWORD, roles: [name] } });
    const response = await supertest(test.server)
      .post('/api/auth:signIn')
      .set('X-Authenticator', 'basic')
      .send({ account: name, email: `${name}@example.com`, password: PASSWORD });
    expect(response.status).toBe(200);
    tokens.set(name, response.body.data.token);
  }

  const get = (path: string, name?: string) => {
    const request = supertest(test.server).get(`/api/${path}`);
    return name ? request.set('Authorization', `Bearer ${tokens.get(name)}`).set('X-Role', name) : request;
  };

  it.each([
    ['editor', 200],
    ['keeper', 200],
    ['builder', 403],
    ['reader', 403],
    [undefined, 401],
  ])('tells the notices of a handshake to %s: %d', async (name, status) => {
    const response = await get(`webhookEndpoints:get?filterByTk=${key}`, name);
    expect(response.status).toBe(status);
    expect(response.text.includes(TOKEN)).toBe(status === 200);
  });

  it.each(['editor', 'keeper', 'builder', 'reader', undefined])(
    'shows stored secrets to nobody, not to %s',
    async (name) => {
      for (const action of ['list', 'get', 'list?fields=value', 'list?appends=value']) {
        expect([401, 403]).toContain((await get(`webhookSecrets:${action}`, name)).status);
      }
    },
  );

  it.each(['builder', 'reader', undefined])('keeps the rows of deliveries from %s', async (name) => {
    for (const action of ['list', 'list?fields=notice,context,rawBody', 'get']) {
      expect([401, 403]).toContain((await get(`webhookDeliveries:${action}`, name)).status);
    }
  });

  it('leaves out a notice that the application’s key does not open, and says the rest', async () => {
    const Delivery = test.app.db.getModel('webhookDeliveries');
    const notice = { key: 'verification_token', value: 'f'.repeat(64) };
    await Delivery.update({ notice }, { where: { workflowKey: key, state: 'handshake' } });
    const response = await get(`webhookEndpoints:get?filterByTk=${key}`, 'editor');
    expect([response.status, response.body.data.notices]).toEqual([200, []]);
  });
});
