import { LANES } from './helpers/lanes';
import { until } from './helpers/until';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();

interface Row {
  executionId: number | null;
}

describe.each(LANES)('deliveries of one endpoint in the %s client', (name, lane) => {
  browserTest(
    'are opened from its trigger, though that is locked, and are its own alone',
    async ({ page, api, origin }) => {
      page.context().setDefaultTimeout(60_000);
      const workflow = new WorkflowPage(page, lane);
      const id = await workflow.create({ title: `Locked, ${name}` });
      const { data } = await api.call<{ data: { key: string } }>(`workflows:get?filterByTk=${id}`);
      const bytes = Uint8Array.of(0, 1, 2, 254, 255);
      await api.call(`workflows:update?filterByTk=${id}`, { enabled: true });
      const post = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
        fetch(`${origin}/api/webhooks/${data.key}`, { method: 'POST', headers: { 'Content-Type': type }, body });
      expect((await post(bytes, 'application/octet-stream')).status).toBe(200);
      expect((await post('{"order":{"total":12}}', 'application/json')).status).toBe(200);
      const filter = encodeURIComponent(JSON.stringify({ workflowKey: data.key }));
      const rows = async () => (await api.call<{ data: Row[] }>(`webhookDeliveries:list?filter=${filter}`)).data;
      await until(async () => (await rows()).length === 2 && (await rows()).every(({ executionId }) => executionId));

      await workflow.open(id);
      const panel = await workflow.openTrigger();
      await panel.root.getByTestId('open-deliveries').click();
      const list = page.getByRole('dialog').filter({ has: page.getByTestId('deliveries-filters') });
      await list.getByTestId('delivery-open').nth(1).click();
      await page.getByTestId('delivery-body').getByText('00 01 02 fe ff').waitFor();
      await page.getByTestId('delivery-drawer').getByLabel('Close', { exact: true }).first().click();
      expect(await list.getByTestId('delivery-open').count()).toBe(2);
    },
  );
});
