import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { installLectern } from '../lectern-copy.ts';
import { astro, type AstroProcess } from './astro-process.ts';
import { smallCourse } from './course.ts';

const lectern = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'lectern-site-'));
const running: AstroProcess[] = [];
afterAll(() => {
  for (const started of running) started.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A site of somebody else, with names of files as Lectern has them. */
write({
  'package.json': '{ "name": "own-site", "type": "module", "private": true }',
  'src/pages/index.astro':
    '---\nimport "../styles/base.css";\n---\n<html lang="en"><head><title>Own</title></head><body><h1>Own</h1><a href="/learn/">Learn</a>\n<style>h1 { color: rgb(1, 2, 3); }</style>\n<script>import { shown } from "../islands/store.ts"; shown();</script></body></html>\n',
  'src/pages/note.mdx': '# A *note* of the site\n\nIt costs {1 + 1} -- and "no more".\n',
  'src/pages/about.astro':
    '<html lang="en"><head><title>About</title></head><body><script>import { shown } from "../islands/store.ts"; shown();</script></body></html>\n',
  'src/islands/store.ts': `export const shown = (): void => { document.body.dataset.shown = ${JSON.stringify('so long that no page has it for itself '.repeat(150))}; };\n`,
  'src/styles/base.css': 'body { background: rgb(4, 5, 6); }\n',
  ...Object.fromEntries(Object.entries(await smallCourse()).map(([file, text]) => [`course/${file}`, text])),
});
mkdirSync(path.join(folder, 'node_modules/@astrojs'), { recursive: true });
symlinkSync(path.join(lectern, 'node_modules/astro'), path.join(folder, 'node_modules/astro'));
symlinkSync(path.join(lectern, 'node_modules/@astrojs/mdx'), path.join(folder, 'node_modules/@astrojs/mdx'));
await installLectern(path.join(folder, 'node_modules/lectern'));

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

const configure = (options: string, integrations = 'lectern({ content: "./course", path: "/learn" })'): void =>
  write({
    'astro.config.mjs': `import mdx from '@astrojs/mdx';\nimport { defineConfig } from 'astro/config';\nimport lectern from 'lectern/astro';\n\nexport default defineConfig({ ${options}integrations: [${integrations}] });\nvoid [mdx, lectern];\n`,
  });

function start(...words: readonly string[]): AstroProcess {
  const started = astro(folder, ...words);
  running.push(started);
  return started;
}

function filesOf(name: string): Readonly<Record<string, Buffer>> {
  const out = path.join(folder, name);
  const entries = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry): [string, Buffer] => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(out, file).split(path.sep).join('/'), readFileSync(file)];
    }),
  );
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

test('A course is a part of another Astro site, below a path: the site’s own pages stay as they are, byte for byte', async () => {
  configure('base: "/school", ', 'mdx()');
  expect(await start('build', '--outDir', 'alone').ended).toMatchObject({ status: 0 });
  configure('base: "/school", ', 'lectern({ content: "./course", path: "/learn" }), mdx()');
  const { status, output } = await start('build').ended;
  expect(status, output).toBe(0);
  const [alone, together] = [filesOf('alone'), filesOf('dist')];
  expect(Object.keys(alone)).toEqual(expect.arrayContaining(['index.html', 'about/index.html', 'note/index.html']));
  expect(
    Object.entries(alone)
      .filter(([file, bytes]) => together[file]?.equals(bytes) !== true)
      .map(([file]) => file),
  ).toEqual([]);
  expect(Object.keys(together)).toEqual(
    expect.arrayContaining([
      'learn/index.html',
      'learn/404.html',
      'learn/modules/alpha/index.html',
      'learn/modules/alpha/og.png',
      'learn/course.json',
    ]),
  );
  expect(Object.keys(together).filter((file) => /(?:^|\/)404\/|draft/.test(file))).toEqual([]);

  // Each page has what it needs, under its own policy.
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    const complaints: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    tab.on('pageerror', (error) => complaints.push(error.message));
    await tab.route('**', (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname.replace('/school/', '').replace(/(^|\/)$/, '$1index.html');
      const body = together[file];
      return body === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ body, contentType: types[path.extname(file)] ?? 'application/octet-stream' });
    });
    await tab.goto('http://localhost/school/learn/modules/beta/');
    expect(await tab.locator('.box b').evaluate((element) => getComputedStyle(element).color)).toBe('rgb(0, 128, 128)');
    expect(await tab.locator('body').evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(
      'rgb(4, 5, 6)',
    );
    await tab.goto('http://localhost/school/learn/modules/alpha/#knowledge-check');
    await tab.getByText('Yes, it is so').click();
    // What comes after the result hangs on the catalogue of the course.
    const catalogue = tab.waitForResponse(/course\.json$/);
    await tab.getByRole('button', { name: 'Check' }).first().click();
    await expect.poll(() => tab.locator('.check').innerText()).toContain('Voilà');
    expect((await catalogue).url()).toBe('http://localhost/school/learn/course.json');
    expect((await catalogue).status()).toBe(200);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('While its author works, edits show below the path, and the site’s own pages are there, too', async () => {
  configure('');
  const server = start('dev', '--port', '0');
  const url = await server.url();
  const page = async (address: string): Promise<string> => (await fetch(url + address)).text();
  expect(await page('learn/modules/alpha/')).toContain('Well.');
  expect(await page('learn/modules/beta/')).toContain('Box first');
  expect(await page('')).toContain('<title>Own</title>');
  expect((await fetch(`${url}learn/nowhere/`)).status).toBe(404);
  const lesson = path.join(folder, 'course/modules/alpha/lesson.md');
  writeFileSync(lesson, readFileSync(lesson, 'utf8').replace('Well.', 'Well, well.'));
  await vi.waitFor(async () => expect(await page('learn/modules/alpha/')).toContain('Well, well.'), {
    timeout: 60_000,
  });
});

// What else cannot work is refused by the integration itself: see `../astro.test.ts`.
test('What cannot work in a site is said before anything is built', async () => {
  configure('output: "server", ');
  const { status, output } = await start('build', '--outDir', 'never').ended;
  expect(status).toBe(1);
  expect(output).toContain('A course is published as files');
  expect(output).not.toMatch(/^\s+at /m);
  expect(readdirSync(folder)).not.toContain('never');
});

test('A quiz of a module that is not there is an error that names those that are', async () => {
  configure('');
  write({
    'src/pages/quiz.astro': '---\nimport Quiz from "lectern/components/Quiz.astro";\n---\n<Quiz module="alfa" />\n',
  });
  const { status, output } = await start('build', '--outDir', 'wrong').ended;
  expect(status).not.toBe(0);
  expect(output).toContain('<Quiz module="alfa"> names no module that has a quiz and is published. There are: `alpha`');
});
