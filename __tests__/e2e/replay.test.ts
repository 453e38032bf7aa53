import { confirm } from './helpers/confirm';
import { LANES } from './helpers/lanes';
import { until } from './helpers/until';
import { useBrowser } from './helpers/use-browser';

const browserTest = useBrowser();

interface Row {
  id: string;
  state: string;
  replayOf: string | null;
}

describe.each(LANES)('deliveries in the %s client', (name, lane) => {
  browserTest('are replayed, one and many, and deleted', async ({ page, api, origin }) => {
    page.context().setDefaultTimeout(60_000);
    const values = { title: `Replay ${name} ${Date.now()}`, type: 'webhook', sync: false, config: {} };
    const { data } = await api.call<{ data: { id: number; key: string } }>('workflows:create', values);
    await api.call(`workflows:update?filterByTk=${data.id}`, { enabled: true });
    for (const body of ['{"n":1}', '{"n":2}']) {
      expect((await fetch(`${origin}/api/webhooks/${data.key}`, { method: 'POST', body })).status).toBe(200);
    }
    const filter = encodeURIComponent(JSON.stringify({ workflowKey: data.key }));
    const rows = async (count: number) =>
      until(async () => {
        const { data: found } = await api.call<{ data: Row[] }>(`webhookDeliveries:list?filter=${filter}`);
        return found.length === count && found.every(({ state }) => state === 'dispatched') && found;
      });
    const [first, second] = await rows(2);

    await page.goto(lane.settings('webhook-deliveries'));
    await page.getByRole('combobox', { name: 'Endpoint' }).fill(data.key);
    await page.keyboard.press('Enter');
    const opened = page.getByTestId('delivery-open');
    await until(async () => (await opened.count()) === 2);
    await opened.first().click();
    await page.getByTestId('delivery-replay').click();
    await confirm(page, 'Replay');
    const again = await rows(3);
    expect(again.map(({ replayOf }) => replayOf).filter(Boolean)).toEqual([first.id]);
    await page.getByTestId('delivery-drawer').getByText(first.id).waitFor();
    await page.getByTestId('delivery-drawer').getByLabel('Close', { exact: true }).first().click();

    await until(async () => (await opened.count()) === 3);
    const table = page.getByTestId('deliveries-table');
    for (const { id } of [first, second]) await table.locator(`[data-row-key="${id}"] input`).check();
    await page.getByTestId('bulk-replay').click();
    const dialog = page.getByRole('dialog').filter({ hasText: 'Replay 2 deliveries' });
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await dialog.getByTestId('bulk-outcome').getByText('2 replayed, 0 not.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await rows(5);

    for (const { id } of [first, second]) await table.locator(`[data-row-key="${id}"] input`).check();
    await page.getByRole('button', { name: 'Delete (2)' }).click();
    await confirm(page, 'Delete');
    expect((await rows(3)).map(({ id }) => id)).not.toEqual(expect.arrayContaining([first.id]));
  });
});
