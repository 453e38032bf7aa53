import type { Locator, Page } from 'playwright-core';
import { type Lane, visit } from './lanes';
import { NodePanel } from './NodePanel';
import { TriggerPanel } from './TriggerPanel';

/** The list of workflows and the canvas of one, in either client; English. */
export class WorkflowPage {
  constructor(
    readonly page: Page,
    private readonly lane: Lane,
  ) {}

  /**
   * Creates a workflow as a person does, and opens its canvas.
   * @param values title, label of the trigger, and whether it runs synchronously
   * @returns the workflow's id
   */
  async create({ title, sync = false, trigger = 'Webhook event' }: NewWorkflow): Promise<number> {
    const { page, lane } = this;
    await visit(page, lane, lane.list);
    await page.getByRole('button', { name: 'Add new' }).click();
    const classic = lane.name === 'classic';
    const nameField = classic
      ? page.getByLabel('block-item-CollectionField-workflows-Name').locator('input')
      : page.locator('#title');
    const dialog = page.getByRole('dialog').filter({ has: nameField });
    await nameField.fill(title);
    await (classic ? dialog.getByTestId('select-single').first() : dialog.locator('#type')).click();
    await this.choose(trigger);
    if (sync) await dialog.getByText('Synchronously', { exact: true }).click();
    const created = page.waitForResponse((response) => response.url().includes('workflows:create'));
    await (
      classic ? page.getByLabel('action-Action-Submit-workflows') : dialog.getByRole('button', { name: 'Submit' })
    ).click();
    const { data } = (await (await created).json()) as { data: { id: number } };
    await this.open(data.id);
    return data.id;
  }

  /** Opens the canvas of a workflow. */
  async open(id: number): Promise<void> {
    const { page, lane } = this;
    const canvas = lane.canvas(id);
    // What is open already would not be fetched again.
    if (new URL(page.url()).pathname === canvas) {
      await visit(page, lane, lane.list);
      await page.getByRole('button', { name: 'Add new' }).waitFor();
    }
    await visit(page, lane, canvas);
    await this.trigger.waitFor();
  }

  /** Opens the panel of the trigger. */
  async openTrigger(): Promise<TriggerPanel> {
    await this.trigger.click({ position: { x: 10, y: 10 } });
    const panel = new TriggerPanel(this.page);
    await panel.root.waitFor();
    return panel;
  }

  /** Puts a node at the end of the canvas and opens its panel. @param type such as `create`, and its title in English */
  async addNode(type: string, title: string): Promise<NodePanel> {
    await this.page.locator('button[aria-label="add-button"]').last().click();
    await this.page.locator(`li[data-menu-id$="-${type}"]`).click();
    await this.page.locator(`[role=button][aria-label^="${title}-"]`).click({ position: { x: 10, y: 10 } });
    const panel = new NodePanel(this.page);
    await panel.root.waitFor();
    return panel;
  }

  /**
   * Executes the workflow by hand.
   * @param values text of each field that is filled in
   * @returns the message that NocoBase shows then
   */
  async executeManually(values: Partial<Record<'data' | 'headers' | 'query' | 'params', string>>): Promise<Locator> {
    await this.page.getByText('Execute manually').click();
    const dialog = this.page.getByRole('dialog').filter({ hasText: 'Execute manually' });
    for (const [name, text] of Object.entries(values)) await dialog.locator(`#${name}`).fill(text);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    return this.page.locator('.ant-message-notice');
  }

  /** Opens the list of the workflow's executions. */
  async openExecutions(): Promise<Locator> {
    await this.page.locator('button[aria-label="more"]').click();
    await this.page.locator('.ant-dropdown-menu-item', { hasText: 'Execution history' }).click();
    return this.page.getByRole('dialog').filter({ hasText: 'Execution history' });
  }

  /** Turns the workflow on or off, and gives what the server answered. */
  async toggle(): Promise<{ status: number; message?: string }> {
    const answer = this.page.waitForResponse((response) => response.url().includes('workflows:update'));
    await this.page.getByRole('switch').first().click();
    const response = await answer;
    if (response.ok()) return { status: response.status() };
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    return { status: response.status(), message: errors[0].message };
  }

  private get trigger(): Locator {
    // Its label is in the person's language, its icon is not.
    return this.page.locator('[role=button]', { has: this.page.getByLabel('thunderbolt') }).first();
  }

  private choose(label: string): Promise<void> {
    return this.page
      .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: label })
      .first()
      .click();
  }
}

interface NewWorkflow {
  title: string;
  sync?: boolean;
  trigger?: string;
}
