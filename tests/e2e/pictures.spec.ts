/** Pictures: the width that each screen needs, and all of them for who wants to see more. */
import { expect, test, type Page } from 'playwright/test';
import sharp from 'sharp';
import { checkedPage, findingsEverywhere } from './engines.ts';
import { publish, type Published } from './published.ts';

let site: Published;
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  // Stripes, so that there is something to compress.
  const pixels = Buffer.from(Uint8Array.from({ length: 2400 * 1800 * 3 }, (_, at) => (at * at) >> 9));
  const photo = await sharp(pixels, { raw: { width: 2400, height: 1800, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
  site = await publish({
    'course.yaml': 'title: Pictures\nlanguage: en\ncategories: [{ id: all, title: All, modules: [pictures] }]\n',
    'modules/pictures/photo.jpg': photo,
    'modules/pictures/lesson.md':
      '---\ntitle: Pictures\nsummary: A lesson.\nobjectives: [{ id: know, text: Know them }]\n---\n\n## The Harbour\n\n' +
      '![Stripes of the harbour](photo.jpg "The harbour")\n\n![A sign](photo.jpg){width=60px}\n\n[![A way on](photo.jpg)](https://example.org/)\n',
  });
});
test.afterAll(() => site.close());

const wide = (page: Page) => page.getByRole('img', { name: 'Stripes of the harbour' });
const enlarge = (page: Page) => page.getByRole('button', { name: 'Enlarge the picture: Stripes of the harbour' });

for (const [screen, viewport, deviceScaleFactor, most] of [
  ['a phone', { width: 360, height: 740 }, 1, 640],
  ['a phone with a fine screen', { width: 360, height: 740 }, 3, 1280],
  ['a laptop with a fine screen', { width: 1280, height: 800 }, 2, 1920],
] as const)
  test(`${screen} loads a picture ${most} pixels wide`, async ({ browser }) => {
    const page = await (await browser.newContext({ viewport, deviceScaleFactor })).newPage();
    await page.goto(`${site.address}modules/pictures/`);
    await wide(page).scrollIntoViewIfNeeded();
    await expect.poll(() => wide(page).evaluate((picture: HTMLImageElement) => picture.complete)).toBe(true);
    const source = await wide(page).evaluate((picture: HTMLImageElement) => picture.currentSrc);
    expect((await sharp(await (await page.request.get(source)).body()).metadata()).width).toBe(most);
    await page.context().close();
  });

test('A picture that is shown smaller than it is can be enlarged by keyboard, and gives the focus back', async ({
  browser,
}) => {
  const page = await checkedPage(browser);
  await page.goto(`${site.address}modules/pictures/`);
  await enlarge(page).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Stripes of the harbour' });
  await expect(dialog.getByRole('img', { name: 'Stripes of the harbour' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  expect(await findingsEverywhere(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(enlarge(page)).toBeFocused();
  expect(await findingsEverywhere(page)).toEqual([]);
  await page.context().close();
});

test('A click enlarges a picture, and another one beside it closes it; signs in a line and what is a link have no button', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto(`${site.address}modules/pictures/`);
  await expect(page.getByRole('button', { name: /^Enlarge/ })).toHaveCount(1);
  await wide(page).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img')).toBeVisible();
  await dialog.click({ position: { x: 4, y: 350 } });
  await expect(dialog).toBeHidden();
});

test('On a phone it is larger than the screen, in its own proportions, and scrolls', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${site.address}modules/pictures/`);
  await enlarge(page).click();
  const { width, height } = (await page.getByRole('dialog').getByRole('img').boundingBox())!;
  expect(Math.round(height)).toBe(740);
  expect(width / height).toBeCloseTo(2400 / 1800, 1);
  expect(await page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth > dialog.clientWidth)).toBe(true);
});
