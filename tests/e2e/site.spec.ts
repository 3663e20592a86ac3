/** The site as a whole, published below a path of its host: addresses, links, and what search engines and messengers read. */
import { expect, test } from 'playwright/test';
import { publish, type Published } from './published.ts';

const lesson = (title: string, more = '', body = ''): string =>
  `---\ntitle: ${title}\nsummary: What ${title} is about.\nobjectives:\n  - id: one\n    text: Say what it is\n${more}---\n\n## First & last\n\nText with *emphasis* and \`code\`.\n\n\`\`\`js title="a.js"\nlet a = 1;\n\`\`\`\n${body}`;

const quiz = `questions:
  - id: first
    prompt: Which?
    objective: one
    section: first--last
    options:
      - { id: a, text: This, correct: true, feedback: Yes. }
      - { id: b, text: That, feedback: No. }
`;

const course = {
  'course.yaml': `title: Seas & Skies
description: What moves above and below.
language: en
url: https://learn.example/courses/seas
categories:
  - { id: seas, title: Seas, modules: [tides, waves] }
  - { id: skies, title: Skies, modules: [clouds, dew] }
`,
  'modules/tides/lesson.md': lesson('Tides'),
  'modules/tides/quiz.yaml': quiz,
  'modules/waves/lesson.md': lesson(
    'Waves',
    'prerequisites: [tides]\nfigure: stream\n',
    '\nSee [the tides](../tides/lesson.md#first--last).\n',
  ),
  'modules/clouds/lesson.md': lesson('Clouds'),
  'modules/dew/lesson.md': lesson('Dew', 'draft: true\n'),
};
const pages = ['', 'progress/', 'review/', 'modules/tides/', 'modules/waves/', 'modules/clouds/'];

test.describe.configure({ mode: 'default' });
let site: Published;
test.beforeAll(async () => {
  site = await publish(course, '/courses/seas/');
});
test.afterAll(() => site.close());

test('every link, picture, script and face of every page leads somewhere, and nowhere else but this site', async ({
  page,
}) => {
  const seen = new Map<string, string>();
  const text = async (address: string): Promise<string> => {
    if (!seen.has(address)) {
      const response = await page.request.get(address);
      expect(response.status(), address).toBe(200);
      seen.set(address, (response.headers()['content-type'] ?? '').includes('html') ? await response.text() : '');
    }
    return seen.get(address) ?? '';
  };
  const open = pages.map((path) => site.address + path);
  for (const from of open) {
    await page.goto(from);
    // Links of the text may lead anywhere; what a page loads, and links within the host, stay in the site.
    const named = await page
      .locator('[href], [src]')
      .evaluateAll((elements) =>
        elements
          .filter((element) => !(element instanceof HTMLAnchorElement && element.origin !== location.origin))
          .map((element) => ('href' in element ? (element.href as string) : (element as HTMLImageElement).src)),
      );
    expect(named.length).toBeGreaterThan(5);
    for (const target of new Set(named)) {
      // The icon stands in the page itself.
      if (target.startsWith('https://learn.example/') || target.startsWith('data:image/svg+xml,')) continue;
      expect(target.startsWith(site.address), `${from} → ${target}`).toBe(true);
      const [address = '', fragment] = target.split('#');
      const html = await text(address);
      if (fragment) expect(html, target).toContain(`id="${decodeURIComponent(fragment)}"`);
    }
  }
});

test('the sitemap names every page worth finding, each under its canonical address', async ({ page }) => {
  const xml = await (await page.request.get(`${site.address}sitemap.xml`)).text();
  const found = [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address ?? '');
  expect(found).toEqual(
    ['', 'modules/tides/', 'modules/waves/', 'modules/clouds/'].map(
      (path) => `https://learn.example/courses/seas/${path}`,
    ),
  );
  for (const address of found) {
    await page.goto(address.replace('https://learn.example/courses/seas/', site.address));
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', address);
    await expect(page.locator('meta[property="og:url"]')).toHaveAttribute('content', address);
  }
  expect(await (await page.request.get(`${site.address}robots.txt`)).text()).toContain(
    'Sitemap: https://learn.example/courses/seas/sitemap.xml',
  );
});

test('pages about one reader ask not to be found', async ({ page }) => {
  for (const path of ['progress/', 'review/']) {
    await page.goto(site.address + path);
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
    await expect(page.locator('link[rel=canonical]')).toHaveCount(0);
  }
});

test('every module has a title, a description and a picture of its own to be shared with', async ({ page }) => {
  const pictures: Buffer[] = [];
  for (const [path, title] of [
    ['', 'Seas & Skies'],
    ['modules/tides/', 'Tides'],
    ['modules/waves/', 'Waves'],
  ] as const) {
    await page.goto(site.address + path);
    await expect(page).toHaveTitle(path === '' ? title : `${title} · Seas & Skies`);
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', title);
    await expect(page.locator('meta[name=description]')).toHaveAttribute(
      'content',
      path === '' ? 'What moves above and below.' : `What ${title} is about.`,
    );
    const named = (await page.locator('meta[property="og:image"]').getAttribute('content')) ?? '';
    expect(named).toMatch(/^https:\/\/learn\.example\/courses\/seas\//);
    const picture = await (
      await page.request.get(named.replace('https://learn.example/courses/seas/', site.address))
    ).body();
    expect([picture.toString('latin1', 1, 4), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
      'PNG',
      1200,
      630,
    ]);
    pictures.push(picture);
  }
  expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(3);
});

test('a draft is nowhere: not on the course page, not at its address', async ({ page }) => {
  await page.goto(site.address);
  await expect(page.getByRole('link', { name: 'Clouds' })).toBeVisible();
  await expect(page.getByText('Dew')).toHaveCount(0);
  expect((await page.request.get(`${site.address}modules/dew/`)).status()).toBe(404);
});

test('modules follow each other through the whole course, over the borders of categories', async ({ page }) => {
  await page.goto(`${site.address}modules/tides/`);
  await expect(page.locator('[rel=prev]')).toHaveCount(0);
  await page.locator('[rel=next]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Waves');
  await expect(
    page
      .getByRole('list')
      .filter({ has: page.getByRole('link', { name: 'Tides' }) })
      .first(),
  ).toBeVisible();
  await page.locator('[rel=next]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clouds');
  await expect(page.locator('[rel=next]')).toHaveCount(0);
});

test('an address that leads nowhere says so, with the way back', async ({ page }) => {
  const response = await page.goto(`${site.address}modules/nothing-here/`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody picked up');
  await page.getByRole('link', { name: 'All modules' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Seas & Skies');
});

test('the course page shows what this reader has done, and where to go on', async ({ page }) => {
  await page.goto(site.address);
  await expect(page.getByRole('link', { name: 'Start with the first module' })).toBeVisible();
  await expect(page.locator('.done').first()).toBeEmpty();
  await page.goto(`${site.address}modules/tides/`);
  await page.getByLabel('This').check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('.question[data-state]').first()).toBeVisible();
  await page.goto(site.address);
  const tides = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Tides' }) });
  await expect(tides).toContainText('1 of 1 right');
  await expect(page.getByRole('link', { name: 'Start with the first module' })).toBeHidden();
  await page.getByRole('link', { name: 'Continue with module 2' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Waves');
});
