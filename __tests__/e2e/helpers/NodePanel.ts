import type { Page } from 'playwright-core';
import { Panel } from './Panel';

/** The drawer of a node. */
export class NodePanel extends Panel {
  constructor(page: Page) {
    super(page, page.getByRole('dialog').filter({ hasText: 'Node type' }));
  }

  /**
   * Picks a variable with the button at the right of a field.
   * @param label the field's label
   * @param names what is clicked one after the other; the last one with a double click, which takes whole objects too
   */
  async pickVariable(label: string, names: readonly string[]): Promise<void> {
    const field = this.root.locator('.ant-form-item', { hasText: label }).last();
    await field.locator('button').last().click();
    for (const [index, name] of names.entries()) {
      const item = this.page.locator('.ant-cascader-menu-item:visible').getByText(name, { exact: true }).last();
      await (index === names.length - 1 ? item.dblclick() : item.click());
    }
  }

  /** Saves, and gives the configuration that was sent. */
  async save(): Promise<Record<string, unknown>> {
    const request = this.page.waitForRequest((one) => one.url().includes('flow_nodes:update'));
    await this.root.getByRole('button', { name: 'Submit' }).click();
    const { config } = (await request).postDataJSON() as { config: Record<string, unknown> };
    await this.root.waitFor({ state: 'hidden' });
    return config;
  }
}
