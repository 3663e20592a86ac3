/** Every kind of page and every state of it, for everyone: what `docs/accessibility.md` says of pages is shown here. */
import { expect, test, type Page } from 'playwright/test';
import { checkedPage, findingsEverywhere } from './engines.ts';
import { publish, type Published } from './published.ts';

const lesson = (title: string) =>
  `---\ntitle: ${title}\nsummary: A short lesson.\nobjectives: [{ id: know, text: Know the words }]\n---\n\n## Words\n\nThe words are amber and birch.\n`;
const slugs = Array.from({ length: 61 }, (_, index) => `module-${index + 1}`);
/** So many modules that the course page shows categories, and each category has a page of its own. */
const large: Readonly<Record<string, string>> = {
  'course.yaml': `title: A large course\nlanguage: en\ncategories:\n  - { id: first, title: The First, modules: [${slugs.slice(0, 30).join(', ')}] }\n  - { id: second, title: The Second, modules: [${slugs.slice(30).join(', ')}] }\n`,
  'pages/about.md': '---\ntitle: About\nsummary: Who we are.\n---\n\nWe are here.\n\n## The group\n\n- One\n- Two\n',
  ...Object.fromEntries(slugs.map((slug, index) => [`modules/${slug}/lesson.md`, lesson(`Lesson ${index + 1}`)])),
};

let site: Published;
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  site = await publish(large);
});
test.afterAll(() => site.close());

const websockets = '/modules/websockets/';

/** An answer in this browser to each question of two modules, the last a month ago. */
async function remember(page: Page): Promise<void> {
  await page.goto(websockets);
  await page.locator('html[data-quiz=ready]').waitFor();
  await page.evaluate(() => {
    const at = Date.now() - 30 * 86_400_000;
    const addresses = ['websockets/starts-as', 'websockets/which-app', 'http/who-begins', 'http/remembers-you'];
    const answers = Object.fromEntries(
      addresses.map((address, index) => [
        address,
        { response: { choice: 'x' }, version: 'x', points: index % 2, at: at + index, hints: 0 },
      ]),
    );
    const recalls = Object.fromEntries(
      addresses.map((address, index) => [address, [[at + index, index % 2 === 1 ? 3 : 1]]]),
    );
    localStorage.setItem(
      'lectern:/',
      JSON.stringify({ version: 1, seed: '1', reset: 0, answers, recalls, attempts: {} }),
    );
  });
}

interface Kind {
  readonly name: string;
  /** Opens the page and brings it into the state. */
  open(page: Page): Promise<void>;
}

const go = (path: string) => async (page: Page) => {
  await page.goto(path);
};
const ready = async (page: Page, part: string) => page.locator(`html[data-${part}=ready]`).waitFor();

const kinds: readonly Kind[] = [
  { name: 'the course page', open: go('/') },
  { name: 'the course page of a large course', open: (page) => go(site.address)(page) },
  { name: 'the page of a category', open: (page) => go(`${site.address}category/first/`)(page) },
  {
    name: 'a module with lab, figures and quiz',
    open: async (page) => (await go(websockets)(page), ready(page, 'quiz')),
  },
  { name: 'a module with a stepper', open: go('/modules/http-caching/') },
  { name: 'a module without quiz', open: (page) => go(`${site.address}modules/module-2/`)(page) },
  { name: 'the progress page', open: async (page) => (await go('/progress/')(page), ready(page, 'progress')) },
  { name: 'the review page', open: async (page) => (await go('/review/')(page), ready(page, 'review')) },
  { name: 'the search page', open: go('/search/') },
  {
    name: 'the search page with results',
    async open(page) {
      await go('/search/?q=connection')(page);
      await page.locator('.results li').first().waitFor();
    },
  },
  { name: 'a page of the course’s own', open: (page) => go(`${site.address}pages/about/`)(page) },
  { name: 'the page for wrong addresses', open: go('/404.html') },
];

const states: readonly Kind[] = [
  { name: 'a module with its lab run', open: runLab },
  {
    name: 'a module with its lab stopped',
    async open(page) {
      await runLab(page);
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.locator('.lab-end[data-gone]').first().waitFor();
    },
  },
  {
    name: 'a module whose contents are open on a phone',
    async open(page) {
      await page.setViewportSize({ width: 320, height: 900 });
      await go(websockets)(page);
      await page.getByRole('button', { name: 'Contents' }).click();
    },
  },
  { name: 'the course page with progress', open: async (page) => (await remember(page), go('/')(page)) },
  {
    name: 'the progress page with answers',
    open: async (page) => (await remember(page), await go('/progress/')(page), ready(page, 'progress')),
  },
  {
    name: 'the progress page that asks before it forgets',
    async open(page) {
      await remember(page);
      await go('/progress/')(page);
      await ready(page, 'progress');
      await page.getByRole('button', { name: 'Forget everything…' }).click();
    },
  },
  {
    name: 'the review page with something due',
    open: async (page) => (await remember(page), await go('/review/')(page), ready(page, 'review')),
  },
  {
    name: 'the review page that asks',
    async open(page) {
      await remember(page);
      await go('/review/')(page);
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.locator('.session .question').waitFor();
    },
  },
  {
    name: 'the review page when all was asked',
    async open(page) {
      await remember(page);
      await go('/review/')(page);
      await page.getByRole('button', { name: 'Begin' }).click();
      for (let turn = 0; turn < 4; turn++) {
        await page.locator('.session .option input').first().check();
        await page.getByRole('button', { name: 'Check' }).click();
        await page.getByRole('button', { name: /Next question|See your result/ }).click();
      }
      await expect(page.getByRole('heading', { name: 'Done for now' })).toBeFocused();
    },
  },
];

async function runLab(page: Page): Promise<void> {
  await go(websockets)(page);
  await page.locator('live-lab').first().scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Run it here' }).first().click();
  await page.locator('.lab').first().waitFor();
  await expect(page.locator('.lab').first()).toContainText('New client connected');
}

for (const { name, open } of states) {
  test(`two engines find nothing wrong: ${name}, light and dark, at 320 and 1280 px`, async ({ browser, baseURL }) => {
    const page = await checkedPage(browser, baseURL);
    await open(page);
    expect(await findingsEverywhere(page)).toEqual([]);
    await page.context().close();
  });
}

/** Every stop of the keyboard from the start of the page to its end, and back. */
async function stops(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let steps = 0; steps < 400; steps++) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)} ${element.getAttribute('name') ?? ''}`;
      const box = element.getBoundingClientRect();
      // A control without a look of its own (a radio under its label, a file field) is shown by what stands around it.
      const shown = [element, element.parentElement, element.nextElementSibling].some(
        (each) => each && ['', '::after'].some((part) => getComputedStyle(each, part).outlineStyle !== 'none'),
      );
      const points = [0.1, 0.5, 0.9].flatMap((x) =>
        [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y] as const),
      );
      const seen = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return (
          top !== null &&
          (element.contains(top) || top.contains(element) || (top.closest('label')?.contains(element) ?? false))
        );
      });
      return {
        name,
        wrong: [
          ...(shown ? [] : ['no focus to be seen']),
          ...(seen || box.width < 2 ? [] : ['covered or out of view']),
        ],
      };
    });
    if (stop === undefined) return wrong;
    wrong.push(...stop.wrong.map((what) => `${key} ${stop.name}: ${what}`));
  }
  return [...wrong, 'the keyboard never comes out of the page'];
}

for (const { name, open } of kinds) {
  // One page for all of these: none of them changes what the others look at, but for the spacing, which comes last.
  test.describe(() => {
    let page: Page;
    test.beforeAll(async ({ browser, baseURL }) => {
      page = await checkedPage(browser, baseURL);
      await open(page);
    });
    test.afterAll(() => page.context().close());

    test(`two engines find nothing wrong: ${name}, light and dark, at 320 and 1280 px`, async () => {
      expect(await findingsEverywhere(page, 'the layouts')).toEqual([]);
    });

    test(`one main part, one first heading, no level skipped, the same header, and the course’s language: ${name}`, async () => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await expect(page.getByRole('main')).toHaveCount(1);
      const levels = await page
        .locator(':is(h1, h2, h3, h4, h5, h6):visible')
        .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName[1])));
      expect(levels.filter((level) => level === 1)).toEqual([1]);
      for (const [index, level] of levels.entries())
        expect(level, `heading ${index + 1}`).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      expect(
        await page
          .getByRole('banner')
          .locator(':is(a, button):visible')
          .evaluateAll((parts) => parts.slice(1).map(({ ariaLabel, textContent }) => ariaLabel ?? textContent?.trim())),
      ).toEqual(['Progress', 'Review', 'Search', 'Switch between light and dark']);
      expect(await page.title()).not.toBe('');
    });

    test(`every target is at least 24 px or stands in a line of text: ${name}`, async () => {
      await page.setViewportSize({ width: 320, height: 740 });
      const small = await page.locator('a[href], button, summary, input, select, textarea').evaluateAll((targets) =>
        targets.flatMap((target) => {
          const shape = target.closest('label') ?? target;
          const { width, height } = shape.getBoundingClientRect();
          const inText =
            target.matches('a') &&
            getComputedStyle(target).display === 'inline' &&
            target.closest('p, li, td, dd') !== null &&
            target.parentElement?.textContent.trim() !== target.textContent.trim();
          return width < 2 || inText || (width >= 24 && height >= 24)
            ? []
            : [`${target.outerHTML.slice(0, 90)} ${Math.round(width)} x ${Math.round(height)}`];
        }),
      );
      expect(small).toEqual([]);
    });

    test(`the keyboard reaches everything, sees where it is, and comes out again, forwards and backwards: ${name}`, async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await stops(page, 'Tab')).toEqual([]);
      expect(await stops(page, 'Shift+Tab')).toEqual([]);
    });

    test(`wider spacing of text loses nothing, upright or lying down: ${name}`, async () => {
      // The four values of WCAG 2.2, 1.4.12.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
        );
        document.adoptedStyleSheets.push(sheet);
      });
      for (const viewport of [
        { width: 360, height: 740 },
        { width: 740, height: 360 },
      ]) {
        await page.setViewportSize(viewport);
        expect(await cut(page)).toEqual([]);
      }
    });
  });
}

/** What of the page is cut off, or sticks out of it. */
function cut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const clipped = [
      ...document.querySelectorAll<HTMLElement>(
        'main *:not(pre, pre *, svg, svg *, input, textarea, select, .hidden, .scroll *)',
      ),
    ].filter((element) => {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      return (
        display !== 'inline' &&
        [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip') &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) &&
        element.clientWidth > 1
      );
    });
    return [
      ...(root.scrollWidth > root.clientWidth ? [`the page, ${root.scrollWidth} of ${root.clientWidth}`] : []),
      ...clipped.map(({ outerHTML }) => outerHTML.slice(0, 100)),
    ];
  });
}
