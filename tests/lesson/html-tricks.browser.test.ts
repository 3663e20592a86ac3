import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { checkElements } from '../../src/course/checks/elements.ts';
import { strangeIn } from '../../src/course/served-html.ts';
import type { ServedElement } from '../../src/source/served-html.ts';
import { chromiumFlags, findChromium } from '../../src/proof/browser.ts';
import { html, read } from './body.ts';
import { tricks } from './html-tricks.ts';

test('In a browser, no page of a lesson that passes the check holds anything that is not on the list, and nothing runs', async () => {
  const bodies = tricks.map((trick) => `Before.\n\n${trick}\n\nAfter.\n`);
  const served = bodies.filter((body) => !checkElements(read(body)).some(({ severity }) => severity === 'error'));
  const pages = served.map((body) => html(body));
  expect(pages.length).toBeGreaterThan(500);
  const executablePath = findChromium();
  const browser = await chromium.launch({
    args: [...chromiumFlags],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const page = await browser.newPage();
    const requests: string[] = [];
    await page.route('**/*', (route) => {
      requests.push(route.request().url());
      return route.abort();
    });
    const elements: ServedElement[][] = await page.evaluate(
      (all) =>
        all.map((text) => {
          const main = new DOMParser().parseFromString(`<!doctype html><main>${text}</main>`, 'text/html').body;
          return [...main.querySelectorAll('main, main *, body > :not(main)')].map((element) => ({
            name: element.localName,
            isDrawing: element.closest('svg, math') !== null,
            attributes: [...element.attributes].map(({ name, value }) => ({ name, value })),
          }));
        }),
      pages,
    );
    for (const [index, found] of elements.entries()) {
      expect(found[0]?.name).toBe('main');
      expect(
        found.slice(1).flatMap((element) => strangeIn(element) ?? []),
        served[index],
      ).toEqual([]);
    }
    // And all of them on one page, with scripts.
    await page.evaluate(() => Object.assign(globalThis, { ran: () => (document.title = 'ran') }));
    await page.setContent(
      `<!doctype html><title>still</title>${pages.map((text) => `<main>${text}</main>`).join('\n')}`,
    );
    expect(await page.title()).toBe('still');
    expect(page.frames()).toHaveLength(1);
    expect(requests.filter((url) => url.includes('evil'))).toEqual([]);
  } finally {
    await browser.close();
  }
});
