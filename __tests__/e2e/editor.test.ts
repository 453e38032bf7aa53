import type { Locator } from 'playwright-core';
import { LANES } from './helpers/lanes';
import { runSql } from './helpers/run-sql';
import { until } from './helpers/until';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();

interface Workflow {
  id: number;
  key: string;
}

describe.each(LANES)('the editor in the %s client', (name, lane) => {
  browserTest('refuses a path that another workflow has, and loses nothing of what was typed', async (session) => {
    const { page, api, origin, expectRefusals } = session;
    expectRefusals();
    const path = `taken-${name}-${Date.now()}`;
    const values = { title: `First ${path}`, type: 'webhook', sync: false, config: { path } };
    const { data: first } = await api.call<{ data: Workflow }>('workflows:create', values);
    await api.call(`workflows:update?filterByTk=${first.id}`, { enabled: true });

    const workflow = new WorkflowPage(page, lane);
    const id = await workflow.create({ title: `Second ${path}` });
    const panel = await workflow.openTrigger();
    await panel.field('path').fill(path);
    expect(await panel.save()).toBe(200);
    const refused = await workflow.toggle();
    expect(refused.status).toBe(400);
    expect(refused.message).toContain(`First ${path}`);
    await page.getByText(`First ${path}`).first().waitFor();

    // Enabled with a path of its own, it can't change to that one either.
    await api.call(`workflows:update?filterByTk=${id}`, { config: { path: `${path}-2` } });
    await api.call(`workflows:update?filterByTk=${id}`, { enabled: true });
    await workflow.open(id);
    const again = await workflow.openTrigger();
    await again.field('path').fill(path);
    await again.field('response.body').fill('typed by hand');
    expect(await again.save()).toBe(400);
    await page.getByText(`First ${path}`).first().waitFor();
    expect(await again.field('path').inputValue()).toBe(path);
    expect(await again.root.getByText('typed by hand').count()).toBeGreaterThan(0);
    await again.field('path').fill(`${path}-3`);
    expect(await again.save()).toBe(200);
    const moved = await fetch(`${origin}/api/webhooks/${path}-3`, { method: 'POST' });
    expect([moved.status, await moved.text()]).toEqual([200, 'typed by hand']);
  });

  browserTest('executes a workflow by hand, with what a call would bring', async ({ page, api }) => {
    const values = { title: `By hand ${name}`, type: 'webhook', sync: true, config: {} };
    const { data } = await api.call<{ data: Workflow }>('workflows:create', values);
    const workflow = new WorkflowPage(page, lane);
    await workflow.open(data.id);
    await workflow.executeManually({ data: '{"id": 5}', headers: '{"X-Event": "made"}', params: '{"orderId": "7"}' });
    const filter = encodeURIComponent(JSON.stringify({ workflowId: data.id }));
    const [{ context }] = await until(async () => {
      const { data: found } = await api.call<{ data: { context: object }[] }>(`executions:list?filter=${filter}`);
      return found.length > 0 && found;
    });
    expect(context).toMatchObject({
      data: { id: 5 },
      headers: { 'x-event': 'made' },
      query: {},
      params: { orderId: '7' },
    });
  });

  browserTest('names a setting that is not known, and removes it', async ({ page, api }) => {
    const values = { title: `Typo ${name}`, type: 'webhook', sync: false, config: {} };
    const { data } = await api.call<{ data: Workflow }>('workflows:create', values);
    // Past every check, as an older version or a backup would have left it.
    const config = { verfication: { type: 'bearer', tokens: ['x'] }, methods: ['PUT'] };
    await runSql(api, `UPDATE workflows SET config = '${JSON.stringify(config)}' WHERE id = ${data.id}`);
    const workflow = new WorkflowPage(page, lane);
    await workflow.open(data.id);
    const panel = await workflow.openTrigger();
    const problems = panel.root.getByTestId('webhook-config-problems');
    await problems.getByText('did you mean "verification"?').waitFor();
    await panel.root.getByTestId('webhook-remove-unknown').click();
    await problems.waitFor({ state: 'hidden' });
    expect(await panel.save()).toBe(200);
    const saved = await api.call<{ data: { config: object } }>(`workflows:get?filterByTk=${data.id}`);
    expect(saved.data.config).toMatchObject({ methods: ['PUT'] });
    expect(saved.data.config).not.toHaveProperty('verfication');
  });

  browserTest('exposes a credential header', async ({ page, api }) => {
    const values = { title: `Exposed ${name}`, type: 'webhook', config: {} };
    const { data } = await api.call<{ data: Workflow }>('workflows:create', values);
    const workflow = new WorkflowPage(page, lane);
    await workflow.open(data.id);
    const panel = await workflow.openTrigger();
    await panel.root.locator('.ant-collapse-header').filter({ hasText: 'Variables' }).click();
    await panel.choose('Expose credential headers', 'proxy-authorization');
    await page.keyboard.press('Escape');
    expect(await panel.save()).toBe(200);
    const saved = await api.call<{ data: { config: object } }>(`workflows:get?filterByTk=${data.id}`);
    expect(saved.data.config).toMatchObject({ exposeHeaders: ['proxy-authorization'] });
    await workflow.open(data.id);
    const again = await workflow.openTrigger();
    await again.root.locator('.ant-collapse-header').filter({ hasText: 'Variables' }).click();
    await again.item('Expose credential headers').getByText('proxy-authorization').waitFor();
  });

  browserTest(
    'speaks Chinese',
    async ({ page, api }) => {
      const config = {
        files: {},
        formResponse: { type: 'page' },
        rateLimit: { requests: 5, seconds: 10 },
        deduplication: { source: 'body', key: 'id' },
        failureResponse: { status: 500, type: 'json', body: {} },
        timeoutResponse: { status: 303, type: 'redirect', location: '/late' },
        verification: { type: 'signature', scheme: 'wecom', secrets: ['a'], options: { aesKey: KEY, receiveId: 'b' } },
      };
      const values = { title: `中文 ${name}`, type: 'webhook', sync: true, config };
      const { data } = await api.call<{ data: Workflow }>('workflows:create', values);
      await api.call(`workflows/${data.id}/nodes:create`, {
        type: 'webhook-response',
        title: '应答',
        upstreamId: null,
        config: { type: 'html', body: 'x' },
      });
      const workflow = new WorkflowPage(page, lane);
      await workflow.open(data.id);
      const panel = await workflow.openTrigger();
      const closed = panel.root.locator('.ant-collapse-header[aria-expanded="false"]');
      while (await closed.count()) await closed.first().click();
      expect(await foreign(panel.root)).toEqual([]);
      await page.keyboard.press('Escape');
      await panel.root.waitFor({ state: 'hidden' });
      await page.locator('[role=button][aria-label$="-应答"]').click({ position: { x: 60, y: 12 } });
      const node = page.getByRole('dialog').filter({ hasText: '响应类型' });
      await node.waitFor();
      expect(await foreign(node)).toEqual([]);
    },
    'zh-CN',
  );
});

const KEY = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ';

/** What a person reads in a panel that has no Chinese in it, but for names that are the same everywhere. */
async function foreign(root: Locator): Promise<string[]> {
  const texts = await root
    .locator('label, .ant-collapse-header, .ant-form-item-extra, .ant-alert-message, .ant-btn:not(.ant-btn-icon-only)')
    .allInnerTexts();
  expect(texts.length).toBeGreaterThan(8);
  return texts
    .map((text) => text.trim())
    .filter((text) => text && !/[一-鿿]/.test(text) && !/^(Content-Type|URL|x|EncodingAESKey|\\*)$/i.test(text));
}
