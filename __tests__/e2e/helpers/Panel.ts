import type { Locator, Page } from 'playwright-core';

/** A drawer with the settings of a trigger or a node. */
export class Panel {
  constructor(
    protected readonly page: Page,
    readonly root: Locator,
  ) {}

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
}
