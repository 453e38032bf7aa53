import { LANES } from './helpers/lanes';
import { useBrowser } from './helpers/use-browser';

const browserTest = useBrowser();

describe.each(LANES)('the deliveries page in the %s client', (_name, lane) => {
  browserTest('lists, filters, opens, copies and exports', async ({ page, origin }) => {
    const answer = await fetch(`${origin}/api/webhooks/github-push?a=1&code=SECRET`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer SECRET', 'x-functions-key': 'SECRET' },
      body: '{"ref":"it\'s main"}',
    });
    expect(answer.status).toBe(200);
    await page.goto(lane.settings('webhook-deliveries'));
    const opened = page.getByTestId('delivery-open').first();
    await opened.waitFor();
    await page.getByRole('textbox', { name: 'Source address' }).fill('192.0.2.9');
    await page.keyboard.press('Enter');
    await page.getByText('No delivery matches the filter').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await opened.click();
    await page.getByTestId('delivery-body').getByText('"ref"').waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied. Put values').waitFor();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toContain(`curl -X POST '${origin}/api/webhooks/github-push?a=1&code=<code>'`);
    expect(command).toContain("--data-raw '{\"ref\":\"it'\\''s main\"}'");
    expect(command).toContain('<authorization>');
    expect(command).toContain('<x-functions-key>');
    expect(command).not.toContain('SECRET');
    await page.keyboard.press('Escape');
    await page.getByTestId('deliveries-export').hover();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toBe('deliveries.csv');
  });
});
