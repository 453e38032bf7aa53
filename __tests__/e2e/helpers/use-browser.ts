import fs from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { Api } from '../../../scripts/sandbox/Api';
import { findChromium } from './find-chromium';

const SCREENSHOTS = path.resolve(__dirname, '../../../artifacts/e2e');
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a browser test works with. */
export interface Session {
  /** signed in as the administrator; shows what the test before left, whose client need not be loaded again */
  page: Page;
  /** NocoBase's REST API, as the administrator */
  api: Api;
  /** such as `http://127.0.0.1:13000` */
  origin: string;
  /** opens a window of somebody else's, which is closed after the test */
  openAs(person: Api): Promise<Page>;
  /** for a test in which NocoBase refuses a request: its clients show that, and leave the error uncaught */
  expectRefusals(): void;
}

type Language = 'en-US' | 'zh-CN';
type BrowserTest = (title: string, run: (session: Session) => Promise<void>, language?: Language) => void;

/**
 * Gives a test file one browser, with one window for each language, so that each of NocoBase's clients is loaded once.
 * @returns a function to write tests with: they share a page, as long as none fails: that leaves a screenshot in `artifacts/e2e`. An error that a page throws and nobody catches fails the test.
 */
export function useBrowser(): BrowserTest {
  const origin = process.env.E2E_ORIGIN ?? '';
  const api = new Api(origin);
  const windows = new Map<Language, Promise<BrowserContext>>();
  let browser: Browser;
  beforeAll(async () => {
    [browser] = await Promise.all([chromium.launch({ executablePath: findChromium(), args: ARGS }), api.signIn()]);
  });
  afterAll(() => (browser as Browser | undefined)?.close());

  return (title, run, language = 'en-US') =>
    it(title, async () => {
      const name = expect.getState().currentTestName ?? title;
      const window = windows.get(language) ?? openWindow(browser, api, language, origin);
      windows.set(language, window);
      const page = (await window).pages().at(0) ?? (await (await window).newPage());
      const errors: Error[] = [];
      const keep = (error: Error) => errors.push(error);
      page.on('pageerror', keep);
      const others: Page[] = [];
      let isRefusal = (_error: Error) => false;
      const expectRefusals = () => (isRefusal = (error) => error.name === 'AxiosError');
      const openAs = async (person: Api) => {
        const other = await (await openWindow(browser, person, language, origin)).newPage();
        other.on('pageerror', keep);
        others.push(other);
        return other;
      };
      try {
        await run({ page, api, origin, openAs, expectRefusals });
        expect(errors.filter((error) => !isRefusal(error))).toEqual([]);
      } catch (error) {
        await Promise.all([page, ...others].map((one, index) => takeScreenshot(one, `${name} ${index || ''}`)));
        await page.close();
        throw error;
      } finally {
        page.off('pageerror', keep);
        await Promise.all(others.map((one) => one.context().close()));
      }
    });
}

async function openWindow(browser: Browser, api: Api, language: Language, origin: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1440, height: 1000 },
    locale: language,
  });
  context.setDefaultTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  await context.addInitScript(
    ([token, locale, own]) => {
      // Not in pages of other sites, nor in those that are kept apart from ours.
      if (self.origin !== own) return;
      // NocoBase leaves it uncaught that a form was not filled in well: what antd rejects with then, and nothing else, is let be.
      addEventListener('unhandledrejection', (event) => {
        if (Array.isArray((event.reason as { errorFields?: unknown } | null)?.errorFields)) event.preventDefault();
      });
      localStorage.setItem('NOCOBASE_TOKEN', token);
      localStorage.setItem('NOCOBASE_AUTH', 'basic');
      localStorage.setItem('NOCOBASE_LOCALE', locale);
    },
    [api.token, language, origin] as const,
  );
  return context;
}

/** Puts a picture of the whole page into `artifacts/e2e`. */
async function takeScreenshot(page: Page, name: string): Promise<void> {
  fs.mkdirSync(SCREENSHOTS, { recursive: true });
  const file = path.join(SCREENSHOTS, `${name.replace(/[^\w一-鿿]+/g, '-')}.png`);
  await page.screenshot({ path: file, fullPage: true }).catch(() => undefined);
}
