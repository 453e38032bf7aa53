import { LANES } from './helpers/lanes';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();

describe.each(LANES)('the trigger in the %s client', (_name, lane) => {
  browserTest('is created, configured, enabled and called', async ({ page, origin }) => {
    const workflow = new WorkflowPage(page, lane);
    await workflow.create({ title: 'Orders' });
    const panel = await workflow.openTrigger();
    const path = `orders-${Date.now()}`;
    await panel.field('path').fill(`${path}/:orderId`);
    expect(await panel.copyUrl()).toBe(`${origin}/api/webhooks/${path}/:orderId`);
    expect(await panel.save()).toBe(200);
    expect(await workflow.toggle()).toEqual({ status: 200 });
    const answer = await fetch(`${origin}/api/webhooks/${path}/7`, { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
  });
});
