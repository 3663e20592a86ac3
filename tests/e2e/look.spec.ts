/** How pages look and behave at any width, in either theme, for any reader; against the course that comes with Lectern. What engines find wrong with pages is `accessibility.spec.ts`’s, what they weigh `weight.spec.ts`’s. */
import { expect, test, type Page } from 'playwright/test';

const kinds = [
  { name: 'the course page', path: '/' },
  { name: 'a module', path: '/modules/websockets/' },
  { name: 'the progress page', path: '/progress/' },
  { name: 'the review page', path: '/review/' },
  { name: 'the page for wrong addresses', path: '/404.html' },
] as const;
const lesson = '/modules/websockets/';

const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const paper = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

for (const { name, path } of kinds) {
  test(`${name} asks no other host, says nothing in the console and never jumps`, async ({ page, baseURL }) => {
    const said: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          if (!(entry as PerformanceEntry & { hadRecentInput: boolean }).hadRecentInput)
            shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(path, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.wheel(0, 3000);
    await page.waitForTimeout(300);
    expect(new Set(asked)).toEqual(new Set([new URL(baseURL ?? '').origin]));
    expect(said).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
  });

  test(`${name} fits 320 pixels, and text of twice the size, without sideways scrolling`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await sidewaysScroll(page), `${width} px`).toBe(0);
    }
  });

  test(`${name} can be printed: no navigation, no buttons, black on white`, async ({ page }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(path);
    for (const part of ['.masthead nav', '.theme', '.contents', '.whereabouts', '.copy']) {
      for (const shown of await page.locator(part).all()) await expect(shown).toBeHidden();
    }
    expect(await paper(page)).toMatch(/rgb\(255, 255, 255\)|oklch\(1 0 0\)|white/);
  });
}

test('the theme follows the system until the reader chooses, and the choice survives a reload without a flash', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(lesson);
  const light = await paper(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await paper(page);
  expect(dark).not.toBe(light);
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  expect(await paper(page)).toBe(light);
  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () =>
      Object.assign(globalThis, { first: getComputedStyle(document.documentElement).backgroundColor }),
    ),
  );
  await page.reload();
  expect(await page.evaluate(() => (globalThis as unknown as { first: string }).first)).toBe(light);
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await page.goto('/');
  expect(await paper(page)).toBe(dark);
});

test('nothing moves with reduced motion, and nothing longer than five seconds without', async ({ page }) => {
  const endsOf = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ timeline }) => timeline === document.timeline)
        .map(({ effect }) => Number(effect?.getComputedTiming().endTime)),
    );
  for (const path of ['/', lesson]) {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.goto(path);
    const ends = await endsOf();
    expect(ends.length).toBeGreaterThan(0);
    expect(Math.max(...ends)).toBeLessThan(5000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    expect(await endsOf()).toEqual([]);
  }
});

test('beside the text, the contents say where the reader is and what is behind', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(lesson);
  const contents = page.getByRole('navigation', { name: 'Sections' });
  const links = contents.getByRole('link');
  await expect(contents.locator('[aria-current]')).toHaveCount(0);
  await links.nth(2).click();
  await expect(links.nth(2)).toHaveAttribute('aria-current', 'true');
  await expect(contents.locator('[data-passed]')).toHaveCount(2);
  await page.getByRole('link', { name: 'Scroll to start' }).click();
  await expect(links.nth(0)).toHaveAttribute('aria-current', 'true');
});

test('on a phone the contents are behind a bar that names the section, opens, and closes when one is chosen', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(lesson);
  const contents = page.getByRole('navigation', { name: 'Sections' });
  await expect(contents).toBeHidden();
  await page.getByRole('button', { name: 'Contents' }).click();
  await contents.getByRole('link').nth(1).click();
  await expect(contents).toBeHidden();
  const title = await page
    .locator('.lesson h2')
    .nth(1)
    .evaluate((heading) => heading.firstChild?.textContent);
  await expect(page.locator('.whereabouts button')).toContainText(`2 of`);
  await expect(page.locator('.whereabouts button')).toContainText(title ?? 'no title');
});

test('code is copied as it was written, and the copying is announced', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(lesson);
  const frame = page.locator('.exchange .code').filter({ hasText: 'client.js' });
  await frame.getByRole('button', { name: 'Copy client.js' }).click();
  await expect(frame.getByRole('status')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("const ws = new WebSocket('ws://localhost:3000');\n\nws.onopen = () => {\n");
});

test('code too wide for the page scrolls in its own frame, which the keyboard can reach', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(lesson);
  const wide = page.locator('.exchange pre').first();
  expect(await wide.evaluate((pre) => pre.scrollWidth > pre.clientWidth)).toBe(true);
  await wide.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => wide.evaluate((pre) => pre.scrollLeft)).toBeGreaterThan(0);
});

test('the first stop of the keyboard is the way past the header', async ({ page }) => {
  await page.goto(lesson);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson reads well, and shows no button that does nothing', async ({ page }) => {
    await page.goto(lesson);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.theme:visible')).toHaveCount(0);
    await expect(page.locator('.copy')).toHaveCount(0);
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link').last().click();
    await expect(page.getByRole('heading', { name: 'Knowledge Check' })).toBeInViewport();
  });
});

test('the title of a flow keeps its distance from the stations, whether or not they repeat, in a row and in a column', async ({
  page,
}) => {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(lesson);
    const distance = (): Promise<number> =>
      page
        .locator('.flow')
        .first()
        .evaluate(
          (flow) =>
            flow.querySelector('.flow-mark')!.getBoundingClientRect().top -
            flow.querySelector('figcaption')!.getBoundingClientRect().bottom,
        );
    expect(await distance(), `${width} px, with its way back`).toBeGreaterThanOrEqual(12);
    await page
      .locator('.flow')
      .first()
      .evaluate((flow) => {
        flow.removeAttribute('data-loop');
        flow.querySelector('.flow-loop')?.remove();
      });
    expect(await distance(), `${width} px, once`).toBeGreaterThanOrEqual(12);
  }
});
