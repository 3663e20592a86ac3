import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { validCourseFiles } from '../course/sound.ts';

let folder: string;
let server: ChildProcess;
let url = '';

/** A course with a warning in each of its two modules, served as `lectern dev` does. */
test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lectern-problems-'));
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

const lesson = (name: string): string => path.join(folder, `content/modules/${name}/lesson.md`);

test.describe('The problems of the course, in a page of `lectern dev`', () => {
  test('are in a corner, those of the page first, each with its place, cause and way out; a click opens the editor', async ({
    page,
  }) => {
    await page.goto(`${url}modules/http/`);
    const bar = page.getByRole('button', { name: '2 warnings' });
    await expect(bar).toHaveAttribute('aria-expanded', 'false');
    await bar.click();
    const panel = page.getByRole('region', { name: 'Problems in the course' });
    const items = panel.getByRole('listitem');
    await expect(items).toHaveCount(2);
    await expect(panel.getByRole('heading', { level: 2 })).toHaveText(['On this page', 'Elsewhere in the course']);
    const [first, second] = [items.nth(0), items.nth(1)];
    await expect(first).toContainText('warningthis picture has no alternative text');
    await expect(first).toContainText('Why whoever cannot see it learns nothing from it');
    await expect(first).toContainText('Fix say in the brackets what the picture shows');
    await expect(first.locator('mark')).toHaveText('![](map.svg)');
    await expect(first.getByRole('link')).toHaveText('modules/http/lesson.md:13:1');
    await expect(second.getByRole('link')).toHaveText(/^modules\/dns\/lesson\.md:\d+:\d+$/);

    // Whether an editor opens is for Vite and the author's machine; what it is asked to open is ours.
    const asked: string[] = [];
    await page.route('**/__open-in-editor*', async (route) => {
      asked.push(route.request().url());
      await route.fulfill({ body: '' });
    });
    await first.getByRole('link').click();
    await expect
      .poll(() => asked.map((address) => new URL(address).searchParams.get('file')))
      .toEqual([`${lesson('http')}:13:1`]);
    expect(page.url()).toBe(`${url}modules/http/`);
    await panel.press('Escape');
    await expect(items.first()).toBeHidden();
  });

  test('leave the last good page as it is while a line is half typed, and say what the last save brought', async ({
    page,
  }) => {
    await page.goto(`${url}modules/dns/`);
    await expect(page.getByRole('button', { name: '2 warnings' })).toBeVisible();
    const before = readFileSync(lesson('dns'), 'utf8');
    writeFileSync(lesson('dns'), `${before}\n:::insi\n`);
    const bar = page.getByRole('button', { name: /^\d+ errors?, 2 warnings · \d new/ });
    await expect(bar).toBeVisible();
    await expect(page.locator('vite-error-overlay')).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
    await bar.click();
    await expect(page.getByText('Pages show the last version without errors.')).toBeVisible();
    writeFileSync(lesson('dns'), before);
    await expect(page.getByRole('button', { name: /^2 warnings$/ })).toBeVisible();
  });

  test('are gone when the last one is fixed, without a reload by hand', async ({ page }) => {
    await page.goto(`${url}modules/dns/`);
    await expect(page.locator('lectern-problems')).toBeAttached();
    writeFileSync(lesson('dns'), validCourseFiles()['modules/dns/lesson.md'] as string);
    writeFileSync(lesson('http'), `${validCourseFiles()['modules/http/lesson.md'] as string}\n![A map](map.svg)\n`);
    await expect(page.locator('lectern-problems')).toHaveCount(0);
  });
});
