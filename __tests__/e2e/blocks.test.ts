import type { Api } from '../../scripts/sandbox/Api';
import { BlockPage } from './helpers/BlockPage';
import { createPerson } from './helpers/create-person';
import { LANES } from './helpers/lanes';
import { until } from './helpers/until';
import { useBrowser } from './helpers/use-browser';

const browserTest = useBrowser();
const SNIPPET = 'pm.workflow-webhook.deliveries';
const COUNT_BY_STATE = {
  collection: 'webhookDeliveries',
  dataSource: 'main',
  mode: 'builder',
  variableResolution: 'legacy-schema',
  measures: [{ field: ['id'], aggregation: 'count', alias: 'count' }],
  dimensions: [{ field: ['state'] }],
};

/** A block shows what was there when it was loaded: its delivery has to be dispatched by then. */
const deliver = async (api: Api, origin: string) => {
  const { status, headers } = await fetch(`${origin}/api/webhooks/github-push`, {
    method: 'POST',
    body: '{"ref":"main"}',
  });
  expect(status).toBe(200);
  const filter = encodeURIComponent(JSON.stringify({ id: headers.get('x-webhook-delivery'), state: 'dispatched' }));
  await until(async () => (await api.call<{ data: unknown[] }>(`webhookDeliveries:list?filter=${filter}`)).data.length);
};

describe.each(LANES)('a block of deliveries in the %s client', (name, lane) => {
  browserTest('is built by an administrator, and shown to those who may see deliveries', async (session) => {
    const { page, api, origin, openAs } = session;
    await deliver(api, origin);
    const blocks = new BlockPage(page, lane, api);
    const title = `Calls ${name} ${Date.now()}`;
    const route = await blocks.create(title);
    const table = await blocks.addTable('Webhook deliveries', ['State', 'Workflow', 'Received at']);
    await table.getByText('GitHub push').first().waitFor();
    await table.getByText('Dispatched').first().waitFor();

    const url = page.url();
    const watcher = await openAs(await createPerson(api, origin, 'blockwatcher', [SNIPPET]));
    await watcher.goto(url);
    await watcher.locator('.ant-table').getByText('GitHub push').first().waitFor();
    const member = await openAs(await createPerson(api, origin, 'blockmember', []));
    await member.goto(url);
    await member.getByText(title).first().waitFor();
    await member.waitForLoadState('networkidle');
    expect(await member.locator('.ant-table').getByText('GitHub push').count()).toBe(0);
    await page.getByTestId('ui-editor-button').click();
    await api.call(`desktopRoutes:destroy?filterByTk=${route}`, {});
  });
});

browserTest('charts count deliveries for those who may see them, and give nobody a body', async ({ api, origin }) => {
  await deliver(api, origin);
  const watcher = await createPerson(api, origin, 'blockwatcher', [SNIPPET]);
  const { data } = await watcher.call<{ data: { state: string; count: number }[] }>('charts:queryData', COUNT_BY_STATE);
  expect(data.find(({ state }) => state === 'dispatched')?.count).toBeGreaterThan(0);
  for (const field of ['rawBody', 'headers', 'query', 'answer']) {
    const query = { ...COUNT_BY_STATE, measures: [], dimensions: [{ field: [field] }] };
    await expect(watcher.call('charts:queryData', query)).rejects.toThrow('403');
  }
  const member = await createPerson(api, origin, 'blockmember', []);
  await expect(member.call('charts:queryData', COUNT_BY_STATE)).rejects.toThrow('403');
});
