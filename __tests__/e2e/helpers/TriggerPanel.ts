import type { Page } from 'playwright-core';
import { Panel } from './Panel';

/** The drawer of a trigger. */
export class TriggerPanel extends Panel {
  constructor(page: Page) {
    // Other plugins have dialogs of their own, so that the last one need not be ours.
    super(page, page.getByRole('dialog').filter({ has: page.getByTestId('webhook-url') }));
  }

  /** Clicks the copy button beside the URL. @returns what is in the clipboard then */
  async copyUrl(): Promise<string> {
    await this.root.getByTestId('webhook-url').getByRole('button').click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Saves, and gives the status that the server answered; waits until the panel is closed when it was taken. */
  async save(): Promise<number> {
    const answer = this.page.waitForResponse((response) => response.url().includes('workflows:update'));
    await this.root.getByRole('button', { name: 'Submit' }).click();
    const response = await answer;
    if (response.ok()) await this.root.waitFor({ state: 'hidden' });
    return response.status();
  }
}
