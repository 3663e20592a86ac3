import type { Browser, CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../chromium.ts';
import { wholeFormat, writeCourse, type WrittenCourse } from './course.ts';
import { squeezed } from './html-tree.ts';
import { SiteBuilder } from './site-builder.ts';
import { BuiltSite } from './site-check.ts';

const host = 'http://course.test';

/** What people operate, by the role that the browser gives it. */
const operable = new Set([
  'button',
  'checkbox',
  'combobox',
  'DisclosureTriangle',
  'link',
  'listbox',
  'radio',
  'searchbox',
  'slider',
  'spinbutton',
  'switch',
  'textbox',
]);

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value?: string };
  readonly name?: { readonly value?: string };
}

/** Looks at a built site with a browser that reaches nothing else. */
class Visit {
  readonly page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  static async to(site: BuiltSite, browser: Browser, javaScriptEnabled: boolean): Promise<Visit> {
    const context = await browser.newContext({ javaScriptEnabled });
    await context.route('**/*', async (route) => {
      const target = site.resolve(route.request().url().replace(host, 'http://site.test'), '');
      const body = target === undefined ? undefined : site.files.get(target.file);
      await (body === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({
            body,
            contentType: contentTypes[/\.\w+$/.exec(target?.file ?? '')?.[0] ?? ''] ?? 'application/octet-stream',
          }));
    });
    const page = await context.newPage();
    return new Visit(page, await context.newCDPSession(page));
  }

  /** The names of all that can be operated, in the order of the page. */
  async names(): Promise<readonly string[]> {
    const { nodes } = (await this.#session.send('Accessibility.getFullAXTree')) as {
      readonly nodes: readonly AxNode[];
    };
    return nodes
      .filter(({ ignored, role }) => !ignored && operable.has(role?.value ?? ''))
      .map(({ name }) => squeezed(name?.value ?? ''));
  }
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

describe('In Chromium, a course with each kind of block and of question', () => {
  const course: WrittenCourse = writeCourse(wholeFormat());
  let builder: SiteBuilder;
  let browser: Browser;
  let site: BuiltSite;

  beforeAll(async () => {
    builder = new SiteBuilder();
    browser = await launchChromium();
    const built = await builder.build(course.files);
    if (!(built instanceof BuiltSite)) throw new Error(built.join('\n'));
    site = built;
  });

  afterAll(async () => {
    await browser.close();
    builder.close();
  });

  test.each([true, false])(
    'has a name for all that people operate, with the words that its author gave it; scripts: %s',
    async (scripts) => {
      const { page, ...visit } = await Visit.to(site, browser, scripts).then((one) => ({
        page: one.page,
        names: () => one.names(),
      }));
      const faults: string[] = [];
      for (const { slug, expectations } of course.modules) {
        await page.goto(`${host}/modules/${slug}/`);
        // Scripts run before the page has loaded; the attribute says that questions can be answered.
        const asks = expectations.some((expectation) => 'within' in expectation && expectation.within !== undefined);
        if (scripts && asks) await page.waitForSelector('html[data-quiz=ready]');
        // What is closed has no part in the tree.
        await page
          .$$eval('details', (all) => {
            for (const details of all) (details as HTMLDetailsElement).open = true;
          })
          .catch(() => undefined);
        const names = await visit.names();
        if (names.includes('')) faults.push(`${slug}: ${names.filter((name) => name === '').length} without a name`);
        for (const expectation of expectations) {
          if (expectation.kind === 'name' && !names.some((name) => name.includes(squeezed(expectation.text))))
            faults.push(`${slug}: nothing is called “${squeezed(expectation.text)}” (${expectation.feature})`);
        }
      }
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  test('aligns the columns of tables, and keeps pictures in their lines', async () => {
    const { page } = await Visit.to(site, browser, true);
    for (const { slug, expectations } of course.modules) {
      await page.goto(`${host}/modules/${slug}/`);
      const cells = await page.$$eval('.lesson :is(td, th)', (all) =>
        all.map((cell) => ({ text: cell.textContent, side: getComputedStyle(cell).textAlign })),
      );
      for (const expectation of expectations) {
        if (expectation.kind !== 'align') continue;
        const cell = cells.find(({ text }) => text.split(/[ .,]/).includes(expectation.text));
        if (cell !== undefined)
          expect(cell.side, expectation.text).toBe({ left: 'start', center: 'center', right: 'end' }[expectation.side]);
      }
      const displays = await page.$$eval(
        '.lesson :is(p, li, td, th, h2, h3, h4) > img, .lesson :is(p, li, td, th) > a > img',
        (all) => all.map((picture) => getComputedStyle(picture).display),
      );
      expect(displays.filter((display) => display !== 'inline')).toEqual([]);
    }
    await page.context().close();
  });
});
