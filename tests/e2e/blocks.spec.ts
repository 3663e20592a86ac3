/** All blocks of the reference (`docs/blocks.md`) on one page: for everyone, and what they do in a browser. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { examplePages } from '../../src/cli/blocks-page.ts';
import { lecternRoot } from '../../src/source/disk-installation.ts';
import { checkedPage, findingsEverywhere } from './engines.ts';
import { publish, type Published } from './published.ts';

const pages = examplePages().map((page) => readFileSync(path.join(lecternRoot, page), 'utf8'));
const examples = pages.flatMap((page) =>
  [...page.matchAll(/^(`{4,})md\n([\s\S]*?)\n\1$/gm)].map(([, , text = '']) => text),
);
/** The files that they show. */
const files = Object.fromEntries(
  pages.flatMap((page) =>
    [...page.matchAll(/^(`{4,})\w+ title="([^"]+)"\n([\s\S]*?)\n\1$/gm)].map(([, , name = '', text = '']) => [
      `modules/blocks/${name}`,
      `${text}\n`,
    ]),
  ),
);
/** Their videos and sounds, which no test plays. */
const played = Object.fromEntries(
  examples.flatMap((text) =>
    [...text.matchAll(/src="([^":]+)"/g)].map(([, name = '']) => [`modules/blocks/${name}`, 'a stand-in']),
  ),
);
const lesson = (body: string) =>
  `---\ntitle: Blocks\nsummary: A lesson.\nobjectives: [{ id: know, text: Know them }]\n---\n\n## The Cache\n\n${body}\n`;
const commands = '::::tabs{sync="os"}\n:::tab[One]\nThe first.\n:::\n\n:::tab[Two]\nThe second.\n:::\n::::';

let site: Published;
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  site = await publish({
    'course.yaml':
      'title: Blocks\nlanguage: en\nvideo: [youtube]\ncategories: [{ id: all, title: All, modules: [blocks, tabs, plain] }]\n',
    ...files,
    ...played,
    'modules/blocks/lesson.md': lesson(examples.join('\n\n')),
    'modules/tabs/lesson.md': lesson(`${commands}\n\n${'Words between them.\n\n'.repeat(40)}${commands}`),
    'modules/plain/lesson.md': lesson('Words.'),
  });
});
test.afterAll(() => site.close());

test('Every block of the reference has nothing that hinders anybody', async ({ browser }) => {
  const page = await checkedPage(browser);
  await page.goto(`${site.address}modules/blocks/`);
  expect(await findingsEverywhere(page)).toEqual([]);
  await page.context().close();
});

test('Blocks cost the pages that have none nothing', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(`${site.address}modules/plain/`, { waitUntil: 'networkidle' });
  expect(loaded.filter((url) => /blocks|tabs|remote/i.test(url) && !url.endsWith('/plain/'))).toEqual([]);
});

test('Tabs are chosen by pointer and keyboard, in step on the page and on the next', async ({ page }) => {
  await page.goto(`${site.address}modules/tabs/`);
  const [first, second] = [page.locator('.tabs').first(), page.locator('.tabs').last()];
  await first.getByRole('tab', { name: 'Two' }).click();
  for (const tabs of [first, second]) {
    await expect(tabs.getByRole('tab', { name: 'Two' })).toHaveAttribute('aria-selected', 'true');
    await expect(tabs.getByRole('tabpanel', { name: 'Two' })).toBeVisible();
    await expect(tabs.getByText('The first.')).toBeHidden();
  }
  await page.keyboard.press('ArrowRight');
  await expect(first.getByRole('tab', { name: 'One' })).toBeFocused();
  await expect(second.getByText('The first.')).toBeVisible();
  await page.keyboard.press('End');
  await expect(first.getByRole('tab', { name: 'Two' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Two', selected: true })).toHaveCount(2);
});

test('What is said in a video is there as captions, and as a text that needs no script and stands on paper', async ({
  page,
}) => {
  await page.goto(`${site.address}modules/blocks/`);
  const words = page.getByText('Ada: Where does a name lead?').first();
  await expect(words).toBeHidden();
  await page.getByText('Transcript').first().click();
  await expect(words).toBeVisible();
  await page.getByText('Transcript').first().click();
  await page.emulateMedia({ media: 'print' });
  await expect(words).toBeVisible();
  await expect(page.locator('video').first()).toBeHidden();
  const captions = await page
    .locator('track')
    .first()
    .evaluate(async (element) => {
      const { track } = element as HTMLTrackElement;
      const ready = new Promise((resolve, reject) => {
        element.addEventListener('load', resolve);
        element.addEventListener('error', reject);
      });
      track.mode = 'hidden';
      await ready;
      return [track.language, track.cues?.length];
    });
  expect(captions).toEqual(['en', 2]);
});

test('A video of another host is asked for nothing before it is played, and its player is allowed on its page alone', async ({
  page,
}) => {
  const asked: string[] = [];
  await page.route(/^https:/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: 'the player' });
  });
  await page.goto(`${site.address}modules/blocks/`, { waitUntil: 'networkidle' });
  expect(asked).toEqual([]);
  const policy = () => page.locator('meta[http-equiv]').getAttribute('content');
  expect(await policy()).toContain("frame-src 'self' https://www.youtube-nocookie.com;");
  const link = page.getByRole('link', { name: 'Play the video from YouTube: How a name is looked up' });
  await expect(link).toHaveAttribute('href', 'https://www.youtube.com/watch?v=aaaaaaaaaaa');
  await link.press('Enter');
  const player = page.locator('iframe[title="How a name is looked up"]');
  await expect(player).toBeFocused();
  await expect(player.contentFrame().getByText('the player')).toBeVisible();
  await expect(link).toBeHidden();
  expect(asked).toEqual(['https://www.youtube-nocookie.com/embed/aaaaaaaaaaa?autoplay=1&rel=0']);
  await page.emulateMedia({ media: 'print' });
  await expect(player).toBeHidden();
  await expect(page.locator('a.remote').first()).toBeVisible();
  await page.goto(`${site.address}modules/plain/`);
  expect(await policy()).not.toContain('frame-src');
});

test('Without JavaScript, and on paper, everything is there', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.address}modules/tabs/`);
  await expect(page.getByText('The first.').first()).toBeVisible();
  await expect(page.getByText('The second.').first()).toBeVisible();
  await expect(page.getByText('Two', { exact: true }).first()).toBeVisible();
  await context.close();
  const printed = await browser.newPage();
  await printed.goto(`${site.address}modules/blocks/`);
  await printed.locator('.tabs[data-ready]').first().waitFor();
  await printed.emulateMedia({ media: 'print' });
  await expect(printed.getByText('pnpm-lock.yaml')).toBeVisible();
  await expect(printed.getByText('The second: the cache has it.')).toBeVisible();
  await printed.close();
});

test('A link to a solution opens it', async ({ page }) => {
  await page.goto(`${site.address}modules/blocks/`);
  await expect(page.getByText('The second: the cache has it.')).toBeHidden();
  await page.getByRole('link', { name: 'its solution' }).click();
  await expect(page.getByText('The second: the cache has it.')).toBeVisible();
});
