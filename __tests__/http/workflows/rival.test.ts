import { Plugin } from '@nocobase/server';
import type WorkflowPlugin from '@nocobase/plugin-workflow';
import { Trigger } from '@nocobase/plugin-workflow';
import supertest from 'supertest';
import { NAMESPACE } from '../../../src/common/constants';
import type WebhookPlugin from '../../../src/server';
import { readLogs } from '../../helpers/read-logs';
import { startApp, type TestApp } from '../../helpers/start-app';

// The log is read below.
process.env.LOGGER_LEVEL = 'info';

class TheirTrigger extends Trigger {
  on(): void {}
  off(): void {}
}
/** Stands in for a plugin that serves the same trigger type. */
class Rival extends Plugin {
  override async load(): Promise<void> {
    const engine = this.app.pm.get<WorkflowPlugin>('workflow');
    engine.registerTrigger('webhook', new TheirTrigger(engine));
  }
}

type Given = [unknown, { name: string; enabled?: boolean }];
// NocoBase's name for `@nocobase/plugin-workflow-webhook`. A package of that name can't be installed here, so none is given.
const COMMERCIAL = { name: 'workflow-webhook' };
/** Puts it among the plugins that NocoBase loads, last or next to last: ours is the last one. */
const beside = (options: Given[1], order: 'before' | 'after') => (app: TestApp['app']) => {
  const plugins = app.pm.options.plugins as unknown as Given[];
  plugins.splice(order === 'after' ? plugins.length : -1, 0, [Rival, options]);
};
const triggerOf = ({ app }: TestApp) => app.pm.get<WorkflowPlugin>('workflow').triggers.get('webhook');
const send = ({ server }: TestApp, key: string) => supertest(server).post(`/api/webhooks/${key}`).send({});
const CONFIG = { basicAuthentication: { username: 'a', password: 'only-for-tests' } };

describe.each<[string, Given[1], 'before' | 'after']>([
  ['the commercial plugin, which loads first', COMMERCIAL, 'before'],
  ['the commercial plugin, which loads last', COMMERCIAL, 'after'],
  ['another plugin of the same type', { name: 'somebody-elses' }, 'before'],
])('beside %s', (_name, options, order) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp({ prepare: beside(options, order) });
  });
  afterAll(() => test.stop());

  it('nothing of ours serves, NocoBase does, and the log says why', async () => {
    expect(triggerOf(test)).toBeInstanceOf(TheirTrigger);
    const { id, key } = await test.createWorkflow({ enabled: true, config: CONFIG as never });
    const answer = await send(test, key);
    expect([answer.status, answer.headers['x-webhook-delivery']]).toEqual([404, undefined]);
    expect((await supertest(test.server).get(`/api/workflows:get?filterByTk=${id}`)).status).toBe(200);
    expect(await readLogs()).toMatch(/serves the same trigger type .{1,2}webhook.{1,2}, so this plugin loads nothing/);
  });

  it('ours can not be enabled, and touches no row', async () => {
    const ours = test.app.pm.get(NAMESPACE) as unknown as WebhookPlugin;
    await expect(ours.beforeEnable()).rejects.toThrow('disable one of the two');
    await ours.upgradeConfigurations();
    const configs = (await test.app.db.getModel('workflows').findAll()).map((row) => row.get('config'));
    expect(configs).toEqual([CONFIG]);
  });
});

it('ours takes over in the moment in which the commercial plugin is disabled', async () => {
  const test = await startApp({ prepare: beside(COMMERCIAL, 'before') });
  try {
    const { id, key } = await test.createWorkflow({ enabled: true, config: CONFIG as never });
    // As NocoBase does when a person disables a plugin, except that here it is no row of a table that keeps it disabled.
    test.app.pm.get<Plugin>('workflow-webhook').enabled = false;
    await test.app.emitAsync('afterDisablePlugin', 'workflow-webhook');
    expect((await test.app.db.getModel('workflows').findByPk(id))?.get('config')).toMatchObject({
      verification: { type: 'basic', password: expect.stringMatching(/^secret:/) },
    });
    expect((await send(test, key)).status).toBe(404);
  } finally {
    await test.stop();
  }
});

it('ours serves beside a commercial plugin that is disabled', async () => {
  const test = await startApp({ prepare: beside({ ...COMMERCIAL, enabled: false }, 'before') });
  try {
    const { key } = await test.createWorkflow({ enabled: true });
    expect((await send(test, key)).status).toBe(200);
  } finally {
    await test.stop();
  }
});
