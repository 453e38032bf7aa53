import type { Locator, Page } from 'playwright-core';
import type { Api } from '../../../scripts/sandbox/Api';
import { type Lane, visit } from './lanes';
import { until } from './until';

const ITEM = '.ant-dropdown-menu-item:visible, .ant-menu-item:visible, [role=menuitem]:visible';

/** A page of blocks, as an administrator builds one, in either client; English. */
export class BlockPage {
  constructor(
    readonly page: Page,
    private readonly lane: Lane,
    private readonly api: Api,
  ) {}

  /** Adds a page to the menu and opens it. @returns the id of its route */
  async create(title: string): Promise<number> {
    const { page } = this;
    await visit(page, this.lane, this.lane.home);
    await page.getByTestId('ui-editor-button').click();
    await page.getByTestId('schema-initializer-Menu-header').hover();
    await this.item(this.isClassic ? 'Classic page (v1)' : 'Page').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input:visible').first().fill(title);
    await dialog
      .getByRole('button', { name: /Save|Submit/ })
      .last()
      .click();
    const filter = encodeURIComponent(JSON.stringify({ title }));
    const route = await until(async () => {
      const { data } = await this.api.call<{ data: { id: number; schemaUid: string }[] }>(
        `desktopRoutes:list?filter=${filter}`,
      );
      return data.at(0);
    });
    // By its address: where the menu is full, it is behind "more".
    await visit(page, this.lane, `${this.lane.home}/${route.schemaUid}`);
    await this.addBlock.waitFor();
    return route.id;
  }

  /** Adds a table of a collection. @param fields titles of its columns */
  async addTable(collection: string, fields: readonly string[]): Promise<Locator> {
    const { page } = this;
    await this.addBlock.hover();
    await page
      .locator('.ant-dropdown-menu-submenu-title:visible, [role=menuitem]:visible')
      .filter({ hasText: /^Table$/ })
      .first()
      .hover();
    await page.getByText(collection, { exact: true }).locator('visible=true').first().click();
    const table = page.locator('.ant-table:visible').first();
    await table.waitFor();
    await this.rest();
    await (
      this.isClassic
        ? page.getByLabel(/schema-initializer-TableV2-table:configureColumns/)
        : page.getByRole('button', { name: 'Fields' })
    )
      .first()
      .hover();
    for (const field of fields) await this.item(field).click();
    await this.rest();
    return table;
  }

  private get isClassic(): boolean {
    return this.lane.name === 'classic';
  }

  private get addBlock(): Locator {
    return this.isClassic
      ? this.page.getByLabel(/schema-initializer-Grid-page:addBlock/)
      : this.page.getByRole('button', { name: 'Add block' }).first();
  }

  private item(text: string): Locator {
    return this.page
      .locator(ITEM)
      .filter({ has: this.page.getByText(text, { exact: true }) })
      .first();
  }

  /** Menus close when the pointer leaves them. */
  private async rest(): Promise<void> {
    await this.page.mouse.move(700, 900);
    await this.page.locator('.ant-dropdown:visible').first().waitFor({ state: 'hidden' });
  }
}
