import type { Page } from 'playwright-core';

/** One of NocoBase's two clients, and where in it the workflows are. */
export interface Lane {
  name: 'modern' | 'classic';
  /** path of the pages of the menu */
  home: string;
  /** path of the list of workflows */
  list: string;
  /** path of a workflow's canvas */
  canvas(id: number): string;
  /** path of a page of the settings, such as `plugin-manager` */
  settings(page: string): string;
}

const lane = (name: Lane['name'], admin: string, canvas: string): Lane => ({
  name,
  home: admin,
  list: `${admin}/settings/workflow`,
  canvas: (id) => `${canvas}/workflow/workflows/${id}`,
  settings: (page) => `${admin}/settings/${page}`,
});

export const MODERN = lane('modern', '/v/admin', '/v/admin');
export const CLASSIC = lane('classic', '/admin', '/admin/settings');

/** Goes to a path of a client as a link in it does, and loads the client only where the page does not show it yet. */
export async function visit(page: Page, one: Lane, path: string): Promise<void> {
  const shown = new URL(page.url()).pathname;
  if (!shown.startsWith(one === MODERN ? '/v/' : '/admin')) {
    await page.goto(path);
    return;
  }
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** For `describe.each`: each lane with its name. */
export const LANES = [MODERN, CLASSIC].map((one) => [one.name, one] as const);
