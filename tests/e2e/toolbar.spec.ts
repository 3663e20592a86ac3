import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { validCourseFiles } from '../course/sound.ts';

let folder: string;
let server: ChildProcess;
let url = '';

/** A course with a warning in each of its two modules, served as `lectern dev` does. */
test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-toolbar-'));
  const files = validCourseFiles();
  const write = (file: string, text: string): void => {
    mkdirSync(path.join(folder, 'content', path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, 'content', file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text as string);
  write('modules/http/lesson.md', `${files['modules/http/lesson.md'] as string}\n![](map.svg)\n`);
  write('modules/http/map.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  write('modules/dns/lesson.md', `${files['modules/dns/lesson.md'] as string}\n## The Cache\n\nAgain.\n`);
  server = spawn(
    process.execPath,
    [path.join(import.meta.dirname, '../build/server.ts'), path.join(folder, 'content'), path.join(folder, 'cache')],
    { env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' } },
  );
  url = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /^http:\S+$/m.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    server.once('exit', (status) => reject(new Error(`the server ended with ${status ?? 'a signal'}: ${said}`)));
  });
});

test.afterAll(() => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test.describe.configure({ mode: 'serial' });

test.describe('The toolbar of `lectern dev`', () => {
  test('lists the problems of the page first, each with its place, cause and way out, and opens the editor there', async ({
    page,
  }) => {
    await page.goto(`${url}modules/http/`);
    await page.locator('astro-dev-toolbar #dev-bar').hover();
    await page.getByRole('button', { name: 'Problems' }).click();
    const cards = page.locator('astro-dev-toolbar-app-canvas[data-app-id="lectern:problems"] astro-dev-toolbar-card');
    await expect(cards).toHaveCount(2);
    await expect(page.getByRole('heading', { name: '2 problems' })).toBeVisible();
    const [first, second] = [cards.nth(0), cards.nth(1)];
    await expect(first).toContainText('warning: this picture has no alternative text');
    await expect(first).toContainText('Why: whoever cannot see it learns nothing from it');
    await expect(first).toContainText('Fix: say in the brackets what the picture shows');
    await expect(first.getByRole('link')).toHaveText('modules/http/lesson.md:13:1 (image-alt-missing)');
    await expect(second.getByRole('link')).toHaveText(/^modules\/dns\/lesson\.md:\d+:\d+ \(heading-repeated\)$/);

    // Whether an editor opens is for Vite and the author's machine; what it is asked to open is ours.
    const asked: string[] = [];
    await page.route('**/__open-in-editor*', async (route) => {
      asked.push(route.request().url());
      await route.fulfill({ body: '' });
    });
    await first.getByRole('link').click();
    await expect
      .poll(() => asked.map((address) => new URL(address).searchParams.get('file')))
      .toEqual([`${path.join(folder, 'content/modules/http/lesson.md')}:13:1`]);
    expect(page.url()).toBe(`${url}modules/http/`);
  });

  test('says that there is none when the last one is fixed, without a reload by hand', async ({ page }) => {
    await page.goto(`${url}modules/dns/`);
    writeFileSync(
      path.join(folder, 'content/modules/dns/lesson.md'),
      validCourseFiles()['modules/dns/lesson.md'] as string,
    );
    writeFileSync(
      path.join(folder, 'content/modules/http/lesson.md'),
      `${validCourseFiles()['modules/http/lesson.md'] as string}\n![A map](map.svg)\n`,
    );
    await expect
      .poll(
        async () => {
          if (!(await page.getByRole('heading', { name: 'No problems' }).isVisible())) {
            await page.locator('astro-dev-toolbar #dev-bar').hover();
            const button = page.getByRole('button', { name: 'Problems' });
            if ((await button.getAttribute('class'))?.includes('active') !== true) await button.click();
          }
          return page.getByRole('heading', { name: 'No problems' }).isVisible();
        },
        { timeout: 60_000 },
      )
      .toBe(true);
  });
});
