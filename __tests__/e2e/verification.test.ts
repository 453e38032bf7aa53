import { createHmac } from 'node:crypto';
import { LANES } from './helpers/lanes';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();
const SECRET = 'correct horse battery staple';

describe.each(LANES)('verification in the %s client', (_name, lane) => {
  browserTest(
    'warns, then takes a provider and its secret, which is not shown again',
    async ({ page, origin, api }) => {
      const workflow = new WorkflowPage(page, lane);
      const id = await workflow.create({ title: 'Verified' });
      let panel = await workflow.openTrigger();
      await panel.root.getByText('Anybody who knows the URL can start this workflow.').waitFor();
      await panel.choose('How a call proves where it comes from', 'Signature of a provider');
      await panel.field('verification_scheme').fill('GitHub');
      await page.keyboard.press('Enter');
      await panel.root.getByText('X-Hub-Signature-256').first().waitFor();
      expect(await panel.root.getByText('Timestamp tolerance').count()).toBe(0);
      await panel.item('Secrets').getByRole('textbox').fill(SECRET);
      expect(await panel.save()).toBe(200);

      panel = await workflow.openTrigger();
      await panel.root.getByText('Secret is set').waitFor();
      expect(await page.content()).not.toContain(SECRET);
      const { data } = await api.call<{ data: { key: string } }>(`workflows:get?filterByTk=${id}`);
      await panel.root.getByLabel('Close', { exact: true }).first().click();
      expect(await workflow.toggle()).toEqual({ status: 200 });
      const call = (secret: string) =>
        fetch(`${origin}/api/webhooks/${data.key}`, {
          method: 'POST',
          headers: { 'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update('{}').digest('hex')}` },
          body: '{}',
        });
      expect([(await call(SECRET)).status, (await call('wrong')).status]).toEqual([200, 401]);
    },
  );
});
