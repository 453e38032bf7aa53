import { LANES } from './helpers/lanes';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();

describe.each(LANES)('the Response node in the %s client', (name, lane) => {
  browserTest('is offered where a call waits, takes variables, and answers', async ({ page, api, origin }) => {
    page.context().setDefaultTimeout(60_000);
    const workflow = new WorkflowPage(page, lane);
    await workflow.create({ title: `Without an answer, ${name}` });
    await page.locator('button[aria-label="add-button"]').last().click();
    await page.locator('li[data-menu-id$="-webhook-response"][aria-disabled="true"]').waitFor();
    await page.keyboard.press('Escape');

    const id = await workflow.create({ title: `Answers, ${name}`, sync: true });
    const node = await workflow.addNode('webhook-response', 'Response');
    await node.pickVariable('Response body', ['Trigger variables', 'Delivery', 'Delivery ID']);
    await node.root.getByRole('button', { name: 'Add header' }).click();
    await node.field('headers.0.name').fill('X-Answer');
    const config = await node.save();
    expect(config).toMatchObject({ body: '{{$context.delivery.id}}', headers: [{ name: 'X-Answer' }] });

    const { data } = await api.call<{ data: { key: string } }>(`workflows:get?filterByTk=${id}`);
    expect(await workflow.toggle()).toEqual({ status: 200 });
    const response = await fetch(`${origin}/api/webhooks/${data.key}`, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(response.headers.has('x-answer')).toBe(true);
    expect(await response.text()).toBe(response.headers.get('x-webhook-delivery'));
  });
});
