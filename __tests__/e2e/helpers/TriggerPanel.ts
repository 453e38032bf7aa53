import type { Locator, Page } from 'playwright-core';

/** The drawer of a trigger. */
export class TriggerPanel {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.getByRole('dialog').last();
  }

  /** The input of a setting. @param path such as `response.status` */
  field(path: string): Locator {
    return this.root.locator(`#config_${path.replaceAll('.', '_')}`);
  }

  /** Opens a select and chooses an option. */
  async choose(select: Locator, option: string): Promise<void> {
    await select.click();
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
