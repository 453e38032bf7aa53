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
      await panel.field('verification.secrets.0').fill(SECRET);
      // Nobody reads along.
      expect(await panel.field('verification.secrets.0').getAttribute('type')).toBe('password');
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

  browserTest(
    'opens a closed section with a mistake; takes a credential and an allowlist',
    async ({ page, origin }) => {
      const workflow = new WorkflowPage(page, lane);
      await workflow.create({ title: 'Credential' });
      const panel = await workflow.openTrigger();
      const path = `credential-${Date.now()}`;
      await panel.field('path').fill(path);
      const submit = panel.root.getByRole('button', { name: 'Submit' });
      await panel.choose('How a call proves where it comes from', 'User name and password');
      await panel.root.locator('.ant-collapse-header', { hasText: /^Verification$/ }).click();
      await panel.field('verification.username').waitFor({ state: 'hidden' });
      await submit.click();
      await panel.root.getByText('Enter a user name.').waitFor();
      await panel.field('verification.username').fill('hook');
      await panel.field('verification.password').fill('pass:word');

      await panel.field('allowlist').fill('10.0.0.0/8\nnonsense');
      await submit.click();
      await panel.root.getByText('Line 2 is not an address or range: nonsense').waitFor();
      await panel.field('allowlist').fill('10.0.0.0/8\n127.0.0.1');
      await panel.root.getByTestId('webhook-try-address').fill('192.0.2.1');
      await panel.root.getByText('Refused', { exact: true }).waitFor();
      await panel.root.getByTestId('webhook-try-address').fill('10.1.2.3');
      await panel.root.getByText('Allowed', { exact: true }).waitFor();
      expect(await panel.save()).toBe(200);

      expect(await workflow.toggle()).toEqual({ status: 200 });
      const call = (password: string) =>
        fetch(`${origin}/api/webhooks/${path}`, {
          method: 'POST',
          headers: { Authorization: `Basic ${Buffer.from(`hook:${password}`).toString('base64')}` },
        });
      const refused = await call('password');
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
        401,
        expect.stringMatching(/^Basic /),
      ]);
      expect((await call('pass:word')).status).toBe(200);
    },
  );
});
