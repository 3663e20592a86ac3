/**
 * The course that comes with Lectern in four languages: one module of it is whole in German, Arabic and Japanese
 * (`tests/fixtures/translations/`), written by people who know the trade in these languages.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Page } from 'playwright/test';
import { checkedPage, findingsEverywhere } from './engines.ts';
import { publish, type Published } from './published.ts';

const textsIn = (folder: string): Record<string, string> => {
  const root = fileURLToPath(new URL(folder, import.meta.url));
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return entry.isFile() && /\.(?:mdx?|yaml|json|svg)$/.test(file)
        ? [[path.relative(root, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]]
        : [];
    }),
  );
};

const translations = ['de', 'ar', 'ja'] as const;
const content = textsIn('../../content');
const files = {
  ...content,
  'course.yaml': (content['course.yaml'] ?? '').replace(
    /^language: en$/m,
    `$&\nurl: https://lectern.example\ntranslations: [${translations.join(', ')}]`,
  ),
  ...textsIn('../fixtures/translations'),
};

const test = base.extend<object, { site: Published }>({
  site: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await publish(files);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
});

const module = 'modules/websockets/';
const prefixes = ['', ...translations.map((language) => `${language}/`)];

/** The addresses of a page in other languages, as search engines are told of them. */
const alternatesOf = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('link[rel=alternate][hreflang]')
    .evaluateAll((links) =>
      Object.fromEntries(links.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')])),
    );

test('Each page names itself and its translations, all alike, and those that are there', async ({ site, page }) => {
  for (const own of ['', module]) {
    const sets = [];
    for (const prefix of prefixes) {
      await page.goto(site.address + prefix + own);
      sets.push(await alternatesOf(page));
      const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
      expect(canonical).toBe(`https://lectern.example/${prefix}${own}`);
    }
    const expected = {
      en: `https://lectern.example/${own}`,
      ...Object.fromEntries(translations.map((language) => [language, `https://lectern.example/${language}/${own}`])),
      'x-default': `https://lectern.example/${own}`,
    };
    expect(sets).toEqual(prefixes.map(() => expected));
  }
  // What is not translated has no other language to name but its own.
  await page.goto(`${site.address}modules/http/`);
  expect(Object.keys(await alternatesOf(page))).toEqual(['en', 'x-default']);
  await page.goto(`${site.address}de/progress/`);
  expect(await alternatesOf(page)).toEqual({});
  const sitemap = await (await page.request.get(`${site.address}sitemap.xml`)).text();
  for (const prefix of prefixes) expect(sitemap).toContain(`<loc>https://lectern.example/${prefix}${module}</loc>`);
});

test('The list of languages leads to the same page without scripts, and to the course where it is not translated', async ({
  site,
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.address + module);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL(`${site.address}de/${module}`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: 'Sprache' }).click();
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.goto(`${site.address}modules/dns/`);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('link', { name: '日本語' }).click();
  await expect(page).toHaveURL(`${site.address}ja/`);
  await context.close();
});

test('With scripts it leads to the section that is read', async ({ site, page }) => {
  await page.goto(`${site.address}${module}#when-the-line-goes-dead`);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page).toHaveURL(`${site.address}de/${module}#when-the-line-goes-dead`);
  await expect(page.locator('#when-the-line-goes-dead')).toBeInViewport();
});

test('What was answered in one language is answered in the others, and counts there', async ({ site, page }) => {
  await page.goto(site.address + module);
  const question = page.locator('[data-question="websockets/starts-as"]');
  await question.getByText('A regular HTTP request').click();
  await question.getByRole('button', { name: 'Check' }).click();
  await expect(question).toContainText('ask to change the protocol');
  for (const [language, answer] of [
    ['de', 'um einen Wechsel des Protokolls bitten'],
    ['ar', 'تطلب تبديل البروتوكول'],
    ['ja', 'プロトコルの切り替えを頼む'],
  ] as const) {
    await page.goto(`${site.address}${language}/${module}`);
    await expect(page.locator('[data-question="websockets/starts-as"]')).toContainText(answer);
    await page.goto(`${site.address}${language}/`);
    await expect(page.locator('[data-progress=websockets] .done')).toContainText(/[1١]/);
  }
});

test('What is not translated is listed in its own language, and asked in it by the review', async ({ site, page }) => {
  await page.goto(`${site.address}modules/http/`);
  const question = page.locator('[data-question="http/who-begins"]');
  await question.getByText('When it sends its next request').click();
  await question.getByRole('button', { name: 'Check' }).click();
  await page.goto(`${site.address}de/`);
  const listed = page.locator('[data-progress=http]');
  await expect(listed.locator('a')).toHaveAttribute('lang', 'en');
  await expect(listed.locator('a')).toHaveAttribute('href', '/modules/http/');
  await expect(listed).toContainText('English');
  await page.clock.install({ time: Date.now() + 90 * 86_400_000 });
  await page.goto(`${site.address}de/review/`);
  await page.getByRole('button', { name: 'Beginnen' }).click();
  await expect(page.locator('.session .question')).toHaveAttribute('lang', 'en');
  await expect(page.locator('.session .question')).toContainText('plain HTTP');
});

test('Both engines find nothing wrong, and nothing is wider than a narrow phone', async ({ site, browser }) => {
  const page = await checkedPage(browser);
  for (const language of translations) {
    for (const own of ['', module, 'search/']) {
      await page.setViewportSize({ width: 320, height: 700 });
      await page.goto(`${site.address}${language}/${own}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await findingsEverywhere(page), `${language}/${own}`).toEqual([]);
    }
  }
  await page.context().close();
});
