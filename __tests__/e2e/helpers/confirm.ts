import type { Page } from 'playwright-core';

/** Answers the question that has just popped up. It is waited for until it stands still: a click while it grows may miss its button. */
export async function confirm(page: Page, button: string): Promise<void> {
  const popped = page.locator('.ant-popconfirm:visible:not([class*="-enter"])');
  await popped.getByRole('button', { name: button }).click();
  await popped.waitFor({ state: 'hidden' });
}
