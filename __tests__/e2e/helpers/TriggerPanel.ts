import type { Locator, Page } from 'playwright-core';

/** The drawer of a trigger. */
export class TriggerPanel {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    // Other plugins have dialogs of their own, so that the last one need not be ours.
    this.root = page.getByRole('dialog').filter({ has: page.getByTestId('webhook-url') });
  }

  /** The input of a setting. @param path such as `response.status` */
  field(path: string): Locator {
    return this.root.locator(`#config_${path.replaceAll('.', '_')}`);
  }

  /** The form item with this label, which has a star before it when it must be filled in. */
  item(label: string): Locator {
    const text = label.replace(/[^\w ]/g, '\\$&');
    return this.root
      .locator('.ant-form-item')
      .filter({ has: this.page.locator('label').filter({ hasText: new RegExp(`^\\W*${text}$`) }) })
      .last();
  }

  /** Opens the select with this label and chooses an option. */
  async choose(label: string, option: string): Promise<void> {
    await this.item(label).locator('.ant-select-selector').click();
    await this.page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: option })
      .first()
      .click();
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
