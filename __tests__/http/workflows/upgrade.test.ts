import { NAMESPACE } from '../../../src/common/constants';
import supertest from 'supertest';
import { readLogs } from '../../helpers/read-logs';
import { startApp, type TestApp } from '../../helpers/start-app';

// The log is read below.
process.env.LOGGER_LEVEL = 'info';

const MIGRATION = '20261201000000-upgrade-configurations';
const PASSWORD = 'only-for-this-upgrade';
const theirs = { basicAuthentication: { username: 'webhook', password: PASSWORD } };

describe('an application that is upgraded', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.stop());

  const model = (name: string) => test.app.db.getModel(name);
  const row = async (id: number) => (await model('workflows').findByPk(id))?.get() as { config: unknown };
  /** a row as SQL, a backup or an older version would have left it */
  const plant = async (config: unknown, enabled = true) => {
    const { id, key } = await test.createWorkflow({ title: 'Planted', enabled });
    await model('workflows').update({ config }, { where: { id }, hooks: false });
    return { id, key };
  };
  const status = async (key: string, authorization?: string) => {
    const request = supertest(test.server).post(`/api/webhooks/${key}`);
    return (await (authorization ? request.set('Authorization', authorization) : request).send({})).status;
  };
  /** what `nocobase upgrade` does, over the recorded version of an older one */
  const upgrade = async () => {
    await model('applicationVersion').update({ value: '2.2.0' }, { where: {} });
    await test.app.upgrade();
    await test.until(async () => (await test.app.version.get()) !== '2.2.0');
  };

  it('has its configurations brought up to date once, in every version, by the migration that NocoBase runs', async () => {
    const empty = await plant({ old: null, list: [], methods: ['POST'] });
    const commercial = await plant(theirs);
    const disabled = await plant(theirs, false);
    const executed = await plant(theirs);
    await model('workflowVersionStats').update({ executed: 3 }, { where: { id: executed.id } });
    const broken = await plant({ verfication: { type: 'bearer', tokens: ['x'] } });
    const lost = await plant(null);
    const labels = [
      { path: '姓名', alias: '姓名' },
      { path: 'a', alias: 'Id' },
      { path: 'b', alias: 'Id' },
    ];
    const labelled = await plant({ variables: { body: [...labels, { path: 'order.id', alias: '订单号' }] } });

    await upgrade();
    const names = (await model('migrations').findAll()).map((one) => String(one.get('name')));
    expect(names.filter((name) => name.startsWith(MIGRATION))).toEqual([`${MIGRATION}/${NAMESPACE}`]);

    expect((await row(empty.id)).config).toEqual({ methods: ['POST'] });
    expect((await row(labelled.id)).config).toEqual({
      variables: {
        body: [{ path: '姓名' }, { path: 'a', alias: 'Id' }, { path: 'b' }, { path: 'order.id', alias: '订单号' }],
      },
    });
    expect(await status(labelled.key)).toBe(200);
    const sealed = {
      verification: { type: 'basic', username: 'webhook', password: expect.stringMatching(/^secret:/) },
    };
    for (const { id } of [commercial, disabled, executed]) expect((await row(id)).config).toEqual(sealed);
    const authorization = `Basic ${Buffer.from(`webhook:${PASSWORD}`).toString('base64')}`;
    expect([
      await status(empty.key),
      await status(commercial.key),
      await status(commercial.key, authorization),
    ]).toEqual([200, 401, 200]);
    expect([await status(broken.key), await status(lost.key), await status(disabled.key)]).toEqual([503, 503, 404]);
    const log = await readLogs();
    for (const { key } of [broken, lost]) {
      expect(log.split(`(${key}) stays at 503 until a person corrects`)).toHaveLength(2);
    }
    expect(log).not.toContain(PASSWORD);

    await upgrade();
    expect((await row(commercial.id)).config).toEqual(sealed);
    expect((await readLogs()).split(`(${broken.key}) stays at 503`)).toHaveLength(2);
  });
});
