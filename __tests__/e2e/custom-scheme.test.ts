import { createHmac } from 'node:crypto';
import { LANES } from './helpers/lanes';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();
const SECRET = 'Ein Geheimnis';

describe.each(LANES)('a signature described by hand, in the %s client', (_name, lane) => {
  browserTest(
    'is set up in Chinese, and checked',
    async ({ page, api, origin }) => {
      page.context().setDefaultTimeout(60_000);
      const values = { title: 'Custom', type: 'webhook', sync: false, config: {} };
      const { data } = await api.call<{ data: { id: number; key: string } }>('workflows:create', values);
      const workflow = new WorkflowPage(page, lane);
      await workflow.open(data.id);
      const panel = await workflow.openTrigger();
      await panel.root.locator('.ant-collapse-header', { hasText: '来源校验' }).waitFor();
      await panel.choose('调用如何证明其来源', '自定义签名');
      await panel.field('verification.secrets.0').fill(SECRET);
      await panel.field('verification.custom.signature.name').fill('X-Sig');
      await panel.field('verification.custom.prefix').fill('v1=');
      await panel.field('verification.custom.signedContent').fill('{timestamp}.{body}');
      await panel.root.getByText('调用带有时间戳').click();
      await panel.field('verification.custom.timestamp.name').fill('X-Time');
      const saved = page.waitForResponse((response) => response.url().includes('workflows:update'));
      await panel.root.locator('.ant-btn-primary').last().click();
      expect((await saved).status()).toBe(200);

      await api.call(`workflows:update?filterByTk=${data.id}`, { enabled: true });
      const call = (time: number, secret: string) => {
        const signature = createHmac('sha256', secret).update(`${time}.{}`).digest('hex');
        const headers = { 'X-Time': String(time), 'X-Sig': `v1=${signature}`, 'Content-Type': 'application/json' };
        return fetch(`${origin}/api/webhooks/${data.key}`, { method: 'POST', headers, body: '{}' });
      };
      const now = Math.floor(Date.now() / 1000);
      const statuses = [await call(now, SECRET), await call(now, 'another'), await call(now - 3_600, SECRET)];
      expect(statuses.map(({ status }) => status)).toEqual([200, 401, 401]);
    },
    'zh-CN',
  );
});
