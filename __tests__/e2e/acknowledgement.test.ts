import { createHmac } from 'node:crypto';
import { LANES } from './helpers/lanes';
import { useBrowser } from './helpers/use-browser';
import { WorkflowPage } from './helpers/WorkflowPage';

const browserTest = useBrowser();
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BODY = 'command=%2Fweather&text=94070';

describe.each(LANES)('a provider that is set up in the %s client', (name, lane) => {
  browserTest('hears what it asks for, until a response is entered', async ({ page, api, origin }) => {
    const values = { title: `Slash command ${name}`, type: 'webhook', sync: false, config: {} };
    const { data } = await api.call<{ data: { id: number; key: string } }>('workflows:create', values);
    const workflow = new WorkflowPage(page, lane);
    const setUp = async (response?: string) => {
      await workflow.open(data.id);
      const panel = await workflow.openTrigger();
      if (response === undefined) {
        await panel.choose('How a call proves where it comes from', 'Signature of a provider');
        await panel.choose('Provider', 'Slack');
        await panel.field('verification.secrets.0').fill(SECRET);
      } else {
        await panel.field('response.body').fill(response);
      }
      expect(await panel.save()).toBe(200);
    };
    const call = async () => {
      await api.call(`workflows:update?filterByTk=${data.id}`, { enabled: true });
      const time = Math.floor(Date.now() / 1_000);
      const signature = createHmac('sha256', SECRET).update(`v0:${time}:${BODY}`).digest('hex');
      const answer = await fetch(`${origin}/api/webhooks/${data.key}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'X-Slack-Request-Timestamp': String(time),
          'X-Slack-Signature': `v0=${signature}`,
        },
        body: BODY,
      });
      return [answer.status, await answer.text()];
    };
    await setUp();
    // Slack shows a text to whoever has typed the command.
    await setUp('');
    const { data: saved } = await api.call<{ data: { config: object } }>(`workflows:get?filterByTk=${data.id}`);
    expect(saved.config).not.toHaveProperty('response.body');
    if (name === 'modern') {
      expect(await call()).toEqual([200, '']);
    } else {
      await setUp('On it');
      expect(await call()).toEqual([200, 'On it']);
    }
  });
});
