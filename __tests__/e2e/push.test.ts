import { createHmac } from 'node:crypto';
import { LANES } from './helpers/lanes';
import { until } from './helpers/until';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();
const SECRET = 'It is a secret to everybody';

describe.each(LANES)('in the %s client', (name, lane) => {
  browserTest('a push of GitHub becomes a record', async ({ page, api, origin }) => {
    const workflow = new WorkflowPage(page, lane);
    const id = await workflow.create({ title: `Push in the ${name} client` });

    const panel = await workflow.openTrigger();
    const path = `push-${name}-${Date.now()}`;
    await panel.choose('Methods', 'PUT');
    await panel.field('path').fill(`${path}/:team`);
    expect(await panel.copyUrl()).toBe(`${origin}/api/webhooks/${path}/:team`);
    await panel.choose('How a call proves where it comes from', 'Signature of a provider');
    await panel.choose('Provider', 'GitHub');
    await panel.field('verification.secrets.0').fill(SECRET);
    await panel.field('response.status').fill('202');
    await panel.root.getByRole('button', { name: 'Add header' }).click();
    await panel.field('response.headers.0.name').fill('X-Team');
    await panel.field('response.headers.0.value').fill('blue');
    await panel.field('response.body').fill('thanks');
    expect(await panel.save()).toBe(200);

    await api.call(`workflows/${id}/nodes:create`, {
      type: 'create',
      title: 'Record',
      upstreamId: null,
      config: {
        collection: 'pushes',
        params: { values: { ref: '{{$context.data.ref}}', repository: path, pusher: '{{$context.params.team}}' } },
      },
    });
    expect(await workflow.toggle()).toEqual({ status: 200 });

    const body = JSON.stringify({ ref: 'refs/heads/main' });
    const call = (signature: string) =>
      fetch(`${origin}/api/webhooks/${path}/blue`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature },
        body,
      });
    expect((await call(`sha256=${'0'.repeat(64)}`)).status).toBe(401);
    const answer = await call(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`);
    expect([answer.status, answer.headers.get('X-Team'), await answer.text()]).toEqual([202, 'blue', 'thanks']);

    const filter = encodeURIComponent(JSON.stringify({ repository: path }));
    const records = await until(async () => {
      const { data } = await api.call<{ data: object[] }>(`pushes:list?filter=${filter}`);
      return data.length > 0 && data;
    });
    expect(records).toMatchObject([{ ref: 'refs/heads/main', pusher: 'blue' }]);
    await workflow.open(id);
    const executions = await workflow.openExecutions();
    await executions.getByText('Resolved').first().waitFor();
    await page.keyboard.press('Escape');
    await executions.waitFor({ state: 'hidden' });

    // A version that has run is locked; its panel still shows what was saved, but never the secret.
    await workflow.open(id);
    const locked = await workflow.openTrigger();
    expect(await locked.field('path').inputValue()).toBe(`${path}/:team`);
    await locked.root.getByText('Secret is set').waitFor();
    expect(await page.content()).not.toContain(SECRET);
  });
});
