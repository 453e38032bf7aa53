import { createPerson } from './helpers/create-person';
import { LANES } from './helpers/lanes';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();
const LIST = '**/webhookDeliveries:list*';

describe.each(LANES)('deliveries in the %s client', (name, lane) => {
  browserTest('say that nothing has arrived yet', async ({ page, api }) => {
    const values = { title: `Quiet ${name} ${Date.now()}`, type: 'webhook', sync: false, config: {} };
    const { data } = await api.call<{ data: { id: number } }>('workflows:create', values);
    const workflow = new WorkflowPage(page, lane);
    await workflow.open(data.id);
    await workflow.openTrigger();
    await page.getByTestId('open-deliveries').click();
    await page.getByText('Nothing has arrived yet. Each call to an endpoint appears here.').waitFor();
    await page.keyboard.press('Escape');
  });

  browserTest('say that the server does not answer, and load when it does again', async ({ page, origin }) => {
    await fetch(`${origin}/api/webhooks/github-push`, { method: 'POST', body: '{}' });
    await page.route(LIST, (route) => route.abort('connectionrefused'));
    await page.goto(lane.settings('webhook-deliveries'));
    const alert = page.getByRole('alert').filter({ hasText: 'The deliveries could not be loaded' });
    await alert.getByText('The server does not answer.').waitFor();
    expect(await page.getByText('Nothing has arrived yet').count()).toBe(0);
    await page.unroute(LIST);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByTestId('delivery-open').first().waitFor();
    await alert.waitFor({ state: 'hidden' });
  });

  browserTest('are not for somebody without the permission, who is told whom to ask', async (session) => {
    const { api, origin, openAs } = session;
    const { data } = await api.call<{ data: { id: number }[] }>('workflows:list?filter={"title":"GitHub push"}');
    const builder = await openAs(await createPerson(api, origin, 'builder', ['pm.workflow.workflows']));
    const workflow = new WorkflowPage(builder, lane);
    await builder.goto(lane.canvas(data[0].id));
    await workflow.openTrigger();
    await builder.getByTestId('open-deliveries').click();
    await builder.getByText('You may not see deliveries').waitFor();
    await builder.getByText('Whoever manages roles can give you the permission "Webhook deliveries".').waitFor();
    expect(await builder.getByTestId('deliveries').count()).toBe(0);
  });
});
