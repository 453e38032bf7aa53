import type { Page } from 'playwright-core';
import type { Api } from '../../scripts/sandbox/Api';
import type { WebhookConfig } from '../../src/common/WebhookConfig';
import { AnotherSite } from './helpers/AnotherSite';
import { until } from './helpers/until';
import { useBrowser } from './helpers/use-browser';

const browserTest = useBrowser();

describe('a page of another site', () => {
  const site = new AnotherSite();
  beforeAll(() => site.start());
  afterAll(() => site.stop());

  /** Creates an endpoint and enables it. @returns its key, which is its path too */
  async function endpoint(api: Api, config: WebhookConfig): Promise<string> {
    const values = { title: 'Form', type: 'webhook', sync: false, config };
    const { data } = await api.call<{ data: { id: number; key: string } }>('workflows:create', values);
    await api.call(`workflows:update?filterByTk=${data.id}`, { enabled: true });
    return data.key;
  }

  /** Sends a form from the other site. */
  async function submit(page: Page, action: string): Promise<void> {
    site.html = `<form method="post" action="${action}"><input name="name" value="Ærø 微信"><button>Send</button></form>`;
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Send' }).click();
  }

  /** What a delivery's execution was given. */
  async function dataOf(api: Api, key: string): Promise<unknown> {
    const filter = encodeURIComponent(JSON.stringify({ key }));
    const [execution] = await until(async () => {
      const { data } = await api.call<{ data: { context: { data: unknown } }[] }>(`executions:list?filter=${filter}`);
      return data.length > 0 && data;
    });
    return execution.context.data;
  }

  browserTest('posts a plain form and ends on the thank-you page', async ({ page, api, origin }) => {
    const formResponse = { type: 'page', title: 'Thank <you>', text: 'We have it.' } as const;
    const key = await endpoint(api, { formResponse });
    await submit(page, `${origin}/api/webhooks/${key}`);
    await page.getByRole('heading', { name: 'Thank <you>' }).waitFor();
    await page.getByText('We have it.').waitFor();
    expect(page.url()).toBe(`${origin}/api/webhooks/${key}`);
    expect(await dataOf(api, key)).toEqual({ name: 'Ærø 微信' });
  });

  browserTest('posts a plain form and is sent on', async ({ page, api, origin }) => {
    const key = await endpoint(api, {
      formResponse: { type: 'redirect', location: `${site.origin}/thanks?from=form` },
    });
    await submit(page, `${origin}/api/webhooks/${key}`);
    await page.waitForURL(`${site.origin}/thanks?from=form`);
    expect(await dataOf(api, key)).toEqual({ name: 'Ærø 微信' });
  });

  /** What a script of the other site gets for a call that needs a preflight. */
  async function fetched(page: Page, url: string) {
    site.html = '<p>scripts</p>';
    await page.goto(site.origin);
    return page.evaluate(async (target) => {
      try {
        const headers = { 'Content-Type': 'application/json', 'X-Custom': 'a' };
        const response = await fetch(target, { method: 'PUT', headers, body: '{"a":1}' });
        return [response.status, await response.text(), Boolean(response.headers.get('X-Webhook-Delivery'))];
      } catch (error) {
        return (error as Error).name;
      }
    }, url);
  }

  browserTest('calls by fetch() where CORS lets it', async ({ page, api, origin }) => {
    const key = await endpoint(api, { methods: ['PUT'], cors: { origins: [site.origin] } });
    expect(await fetched(page, `${origin}/api/webhooks/${key}`)).toEqual([200, 'ok', true]);
    expect(await dataOf(api, key)).toEqual({ a: 1 });
  });

  browserTest('is kept out by the browser where CORS names another origin', async ({ page, api, origin }) => {
    const key = await endpoint(api, { methods: ['PUT'], cors: { origins: ['https://example.com'] } });
    expect(await fetched(page, `${origin}/api/webhooks/${key}`)).toBe('TypeError');
    const filter = encodeURIComponent(JSON.stringify({ workflowKey: key }));
    const { data } = await api.call<{ data: unknown[] }>(`webhookDeliveries:list?filter=${filter}`);
    expect(data).toEqual([]);
  });
});
