import fs from 'node:fs';
import { LANES } from './helpers/lanes';
import { useBrowser } from './helpers/use-browser';

const browserTest = useBrowser();

interface Workflow {
  id: number;
  key: string;
  config: { variables?: { body?: { path: string }[] } };
}

describe.each(LANES)('a delivery in the %s client', (name, lane) => {
  browserTest('becomes the sample of its endpoint, and is exported with its body', async ({ page, api, origin }) => {
    page.context().setDefaultTimeout(60_000);
    const config = { verification: { type: 'bearer', tokens: ['a-token'] } };
    const values = { title: `Sample ${name}`, type: 'webhook', sync: false, config };
    const { data } = await api.call<{ data: Workflow }>('workflows:create', values);
    await api.call(`workflows:update?filterByTk=${data.id}`, { enabled: true });
    const body = '{"order":{"total":12}}';
    const headers = { 'Content-Type': 'application/json' };
    // Refused, so that the version has not run and can still be changed.
    const answer = await fetch(`${origin}/api/webhooks/${data.key}`, { method: 'POST', headers, body });
    expect(answer.status).toBe(401);
    const id = answer.headers.get('x-webhook-delivery') ?? '';

    await page.goto(lane.settings('webhook-deliveries'));
    await page.getByTestId('deliveries-table').locator(`[data-row-key="${id}"]`).getByTestId('delivery-open').click();
    await page.getByRole('button', { name: 'Use as sample' }).click();
    await page.getByText('The variables of this delivery can be picked in the workflow now.').waitFor();
    const stored = await api.call<{ data: Workflow }>(`workflows:get?filterByTk=${data.id}`);
    expect(stored.data.config.variables?.body).toContainEqual(expect.objectContaining({ path: 'order.total' }));
    await page.getByTestId('delivery-drawer').getByLabel('Close', { exact: true }).first().click();

    await page.getByTestId('deliveries-export').hover();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'JSON, with headers and bodies' }).click();
    const exported = JSON.parse(fs.readFileSync(await (await download).path(), 'utf8')) as { id: string }[];
    const one = exported.find((row) => row.id === id);
    expect(one).toMatchObject({ state: 'refused', code: 'unauthenticated' });
    expect(JSON.stringify(exported)).toContain(Buffer.from(body).toString('base64'));
  });
});
