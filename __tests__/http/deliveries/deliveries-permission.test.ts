import supertest from 'supertest';
import enUS from '../../../src/locale/en-US.json';
import { createPerson, PEOPLE_PLUGINS, signInRoot, type Person } from '../../helpers/people';
import { startApp, type TestApp } from '../../helpers/start-app';

describe('who may see deliveries', () => {
  let test: TestApp;
  const people = new Map<string, Person>();
  beforeAll(async () => {
    test = await startApp({ acl: true, plugins: PEOPLE_PLUGINS });
    people.set('member', await createPerson(test, 'member', []));
    people.set('configurer', await createPerson(test, 'configurer', ['pm.workflow.workflows', 'ui.*']));
    people.set('watcher', await createPerson(test, 'watcher', ['pm.workflow-webhook.deliveries']));
    people.set('manager', await createPerson(test, 'manager', ['pm', 'pm.*']));
    people.set('root', await signInRoot(test));
    await test.app.db.getModel('webhookDeliveries').create({
      id: 'd1',
      state: 'dispatched',
      workflowKey: 'k',
      receivedAt: new Date(),
      rawBody: Buffer.from('SECRET-BODY'),
      context: { data: 'SECRET-CONTEXT' },
      notice: { key: 'k', value: 'SECRET-NOTICE' },
    });
  });
  afterAll(() => test.stop());

  const READS = ['list', 'get?filterByTk=d1', 'stats', 'export?format=csv'];
  const WRITES = ['destroy?filterByTk=none'];

  it.each([
    ['member', 403],
    ['configurer', 403],
    ['watcher', 200],
    ['manager', 200],
    ['root', 200],
  ])('%s: %d', async (name, status) => {
    const person = people.get(name) as Person;
    const answers = [
      ...(await Promise.all(READS.map((action) => person.get(`/api/webhookDeliveries:${action}`)))),
      ...(await Promise.all(WRITES.map((action) => person.post(`/api/webhookDeliveries:${action}`)))),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
  });

  it('nobody without signing in', async () => {
    const answers = await Promise.all(
      READS.map((action) => supertest(test.server).get(`/api/webhookDeliveries:${action}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(READS.map(() => 401));
  });

  it.each(['create', 'update?filterByTk=d1', 'firstOrCreate', 'updateOrCreate', 'query', 'move', 'view', 'importXlsx'])(
    'has no generic action %s, not even for root',
    async (action) => {
      const answer = await (people.get('root') as Person)
        .post(`/api/webhookDeliveries:${action}`)
        .send({ id: 'd2', state: 'recorded', workflowKey: 'k', filterKeys: ['id'] });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await test.app.db.getModel('webhookDeliveries').count()).toBe(1);
      expect(await test.app.db.getModel('webhookDeliveries').count({ where: { state: 'dispatched' } })).toBe(1);
    },
  );

  it.each([
    'list?fields=id,rawBody,context,notice',
    'list?fields[]=rawBody&appends[]=context&except[]=id',
    'list?appends=notice',
    'list?paginate=false&fields=context',
    'export?format=csv&fields=context,rawBody,notice',
  ])('%s gives no kept-back column', async (action) => {
    const { text, status } = await (people.get('root') as Person).get(`/api/webhookDeliveries:${action}`);
    expect(status).toBe(200);
    expect(text).toContain('d1');
    expect(text).not.toMatch(/SECRET|U0VDUkV/);
  });

  it('what a provider handed over is for those who may edit workflows', async () => {
    const notice = { key: 'X-Hook-Secret', value: await test.app.aesEncryptor.encrypt('HANDED-OVER') };
    const values = { id: 'd2', state: 'handshake', workflowKey: 'k', receivedAt: new Date(), notice };
    await test.app.db.getModel('webhookDeliveries').create(values);
    people.set('both', await createPerson(test, 'both', ['pm.workflow-webhook.deliveries', 'pm.workflow.*']));
    const seen = async (name: string) =>
      (await (people.get(name) as Person).get('/api/webhookDeliveries:get?filterByTk=d2')).body.data.notice;
    expect(await seen('watcher')).toEqual({ key: 'X-Hook-Secret', value: null });
    expect(await seen('both')).toEqual({ key: 'X-Hook-Secret', value: 'HANDED-OVER' });
    expect(await seen('root')).toEqual({ key: 'X-Hook-Secret', value: 'HANDED-OVER' });
    await test.app.db.getModel('webhookDeliveries').destroy({ where: { id: 'd2' } });
  });

  it.each([
    [{ context: { $ne: null } }],
    [{ rawBody: 'x' }],
    [{ 'notice.value': 'x' }],
    [{ $or: [{ state: 'failed' }, { dedupKey: { $ne: '' } }] }],
    [{ state: { $regexp: '.*' } }],
    [{ 'workflow.config': { $ne: null } }],
    [{ state: { $col: 'context' } }],
    [{ state: { $eq: { $ne: 1 } } }],
  ])('filter %j is refused', async (filter) => {
    for (const action of ['list', 'export', 'destroy']) {
      const url = `/api/webhookDeliveries:${action}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
      const { status, body } = await (people.get('root') as Person)[action === 'destroy' ? 'post' : 'get'](url);
      expect([action, status, body.errors?.[0].code]).toEqual([action, 400, 'bad_filter']);
    }
  });

  it('charts may use the columns of a list, and no other', () => {
    const { params } = test.app.acl.can({ role: 'watcher', resource: 'webhookDeliveries', action: 'view' }) as {
      params: { fields: string[] };
    };
    expect(params.fields).toContain('state');
    for (const hidden of ['rawBody', 'context', 'notice', 'headers', 'query', 'answer', 'verification', 'error']) {
      expect(params.fields).not.toContain(hidden);
    }
    expect(test.app.acl.can({ role: 'member', resource: 'webhookDeliveries', action: 'view' })).toBeNull();
  });

  describe('in NocoBase’s own blocks and charts', () => {
    const offered = async (name: string) => {
      const { body } = await (people.get(name) as Person).get('/api/collections:listMeta');
      expect(body.data.map((collection: { name: string }) => collection.name)).toContain('users');
      return body.data.filter((collection: { name: string }) => collection.name === 'webhookDeliveries');
    };

    it.each([
      ['member', 0],
      ['configurer', 0],
      ['watcher', 1],
      ['manager', 1],
      ['root', 1],
    ])('%s is offered %d', async (name, count) => {
      expect(await offered(name)).toHaveLength(count);
    });

    it('shows what a list has, to look at only', async () => {
      const [collection] = await offered('watcher');
      expect(collection).toMatchObject({
        filterTargetKey: 'id',
        simplePaginate: true,
        availableActions: ['get', 'list', 'view'],
      });
      const { params } = test.app.acl.can({ role: 'watcher', resource: 'webhookDeliveries', action: 'view' }) as {
        params: { fields: string[] };
      };
      const names = collection.fields.map((field: { name: string }) => field.name);
      expect(names.sort()).toEqual([...params.fields].sort());
      expect(JSON.stringify(collection)).not.toMatch(/rawBody|context|notice|dedupKey|headers|"query"/);
    });

    it('has texts in the locale files', async () => {
      const texts = JSON.stringify(await offered('watcher')).matchAll(/t\(\\"(.*?)\\"/g);
      const keys = [...texts].map(([, key]) => key);
      expect(keys.length).toBeGreaterThan(30);
      expect(keys.filter((key) => !Object.hasOwn(enUS, key))).toEqual([]);
    });

    it('answers as a block asks', async () => {
      const filter = encodeURIComponent(JSON.stringify({ $and: [{ duration: { $empty: true } }] }));
      const url = `/api/webhookDeliveries:list?page=1&pageSize=20&sort[]=-receivedAt&appends[]=&filter=${filter}`;
      const { body } = await (people.get('watcher') as Person).get(url);
      expect(body.data.map(({ id }: { id: string }) => id)).toEqual(['d1']);
      expect(body.meta).toMatchObject({ page: 1, pageSize: 20, hasNext: false });
    });
  });
});
