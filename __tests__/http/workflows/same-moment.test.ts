import supertest from 'supertest';
import { startApp, type TestApp } from '../../helpers/start-app';

const ROUNDS = 20;

describe('two workflows of one path that are enabled in the same moment', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const save = (action: string, values: object) => supertest(test.server).post(`/api/workflows:${action}`).send(values);
  const enabled = (title: string) =>
    test.app.db.getRepository('workflows').count({ filter: { title: { $startsWith: title }, enabled: true } });

  it.each<[string, (path: string, title: string) => Promise<supertest.Response[]>]>([
    [
      'by being created',
      (path, title) =>
        Promise.all(
          ['one', 'other'].map((name) =>
            save('create', { title: `${title} ${name}`, type: 'webhook', enabled: true, config: { path } }),
          ),
        ),
    ],
    [
      'by being switched on',
      async (path, title) => {
        const ids: number[] = [];
        for (const name of ['one', 'other']) {
          const made = await save('create', { title: `${title} ${name}`, type: 'webhook', config: { path } });
          ids.push(made.body.data.id);
        }
        return Promise.all(ids.map((id) => save(`update?filterByTk=${id}`, { enabled: true })));
      },
    ],
    [
      'whose parameters have other names',
      (path, title) =>
        Promise.all(
          [':one', ':other'].map((name) =>
            save('create', {
              title: `${title} ${name}`,
              type: 'webhook',
              enabled: true,
              config: { path: `${path}/${name}` },
            }),
          ),
        ),
    ],
  ])(
    '%s: one wins, and the other hears why',
    async (_name, saveBoth) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const title = `same ${Math.random()}`;
        const responses = await saveBoth(`same-${title.slice(7)}`, title);
        expect(responses.map(({ status }) => status).sort()).toEqual([200, 400]);
        const refused = responses.find(({ status }) => status === 400);
        expect(refused?.text).toContain(title);
        expect(await enabled(title)).toBe(1);
      }
    },
    120_000,
  );

  it('new versions of workflows that have nothing in common are both enabled', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const ids: number[] = [];
      for (const name of ['one', 'other']) {
        const values = { title: `${round} ${name}`, type: 'webhook', config: { path: `unrelated-${round}-${name}` } };
        const first = await save('create', { ...values, enabled: true });
        const { key } = first.body.data;
        const second = await save('create', { ...values, key, enabled: false, current: null });
        ids.push(second.body.data.id);
      }
      const responses = await Promise.all(ids.map((id) => save(`update?filterByTk=${id}`, { enabled: true })));
      expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    }
  }, 120_000);

  it('a save that is rolled back keeps the path free', async () => {
    const transaction = await test.app.db.sequelize.transaction();
    const values = { title: 'Rolled back', type: 'webhook', enabled: true, config: { path: 'rolled-back' } };
    await test.app.db.getRepository('workflows').create({ values, transaction });
    await transaction.rollback();
    expect((await save('create', { ...values, title: 'Taken' })).status).toBe(200);
  });
});
