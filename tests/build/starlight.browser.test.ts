import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { installLectern } from '../lectern-copy.ts';
import { astro } from './astro-process.ts';
import { smallCourse } from './course.ts';

// Beside the packages, which it finds as any project finds those of a folder above: linked ones Astro does not compile.
const beside = fileURLToPath(new URL('../../.lectern/', import.meta.url));
mkdirSync(beside, { recursive: true });
const folder = mkdtempSync(path.join(beside, 'starlight-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A site as Starlight's own template begins it, with one page that asks a question of the course. */
write({
  'package.json':
    '{ "name": "own-docs", "type": "module", "private": true, "dependencies": { "@astrojs/starlight": "*", "astro": "*", "lectern": "*" } }',
  'src/content.config.ts':
    "import { defineCollection } from 'astro:content';\nimport { docsLoader } from '@astrojs/starlight/loaders';\nimport { docsSchema } from '@astrojs/starlight/schema';\n\nexport const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n",
  'src/content/docs/index.md': '---\ntitle: Own docs\n---\n\nWelcome to [the course](/learn/).\n',
  'src/content/docs/guide.md': '---\ntitle: A guide\n---\n\n## First\n\nDo it.\n',
  ...Object.fromEntries(Object.entries(await smallCourse()).map(([file, text]) => [`course/${file}`, text])),
});
mkdirSync(path.join(folder, 'node_modules'));
await installLectern(path.join(folder, 'node_modules/lectern'));

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

function configure(integrations: string): void {
  write({
    'astro.config.mjs': `import starlight from '@astrojs/starlight';\nimport { defineConfig } from 'astro/config';\nimport lectern from 'lectern/astro';\n\nexport default defineConfig({ integrations: [starlight({ title: 'Own docs', pagefind: false }), ${integrations}] });\nvoid lectern;\n`,
  });
}

const withCourse = "lectern({ content: './course', path: '/learn' })";

async function build(integrations: string, out: string): Promise<Readonly<Record<string, Buffer>>> {
  configure(integrations);
  const { status, output } = await astro(folder, 'build', '--outDir', out).ended;
  expect(status, output).toBe(0);
  const entries = readdirSync(path.join(folder, out), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry): [string, Buffer] => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(path.join(folder, out), file).split(path.sep).join('/'), readFileSync(file)];
      }),
  );
}

test('A course, and single quizzes, are a part of a Starlight site, whose own pages stay as they are', async () => {
  const alone = await build('', 'alone');
  write({
    'src/content/docs/quiz.mdx':
      '---\ntitle: A quiz\nsidebar: { hidden: true }\nprev: false\nnext: false\n---\n\nimport Quiz from \'lectern/components/Quiz.astro\';\n\nDid you get it?\n\n<Quiz module="alpha" />\n',
  });
  const together = await build(withCourse, 'dist');
  const own = Object.keys(alone).filter((file) => /\.(?:html|css)$/.test(file));
  expect(own).toEqual(expect.arrayContaining(['index.html', 'guide/index.html']));
  expect(own.filter((file) => together[file]?.equals(alone[file] ?? Buffer.of()) !== true)).toEqual([]);
  expect(Object.keys(together)).toEqual(expect.arrayContaining(['learn/index.html', 'learn/modules/alpha/index.html']));

  const page = together['quiz/index.html']?.toString() ?? '';
  expect(page).toContain('<lectern-quiz><template shadowrootmode="open">');
  const browser = await launchChromium();
  try {
    const tab = await browser.newPage();
    const complaints: string[] = [];
    tab.on('pageerror', (error) => complaints.push(error.message));
    await tab.route('**', (route) => {
      const { pathname } = new URL(route.request().url());
      const body = together[pathname.slice(1).replace(/(^|\/)$/, '$1index.html')];
      const types: Readonly<Record<string, string>> = {
        '.html': 'text/html',
        '.js': 'text/javascript',
        '.css': 'text/css',
      };
      return body === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({
            body,
            contentType: types[path.extname(pathname.replace(/\/$/, '/index.html'))] ?? 'application/octet-stream',
          });
    });
    await tab.goto('http://localhost/quiz/');
    const quiz = tab.locator('lectern-quiz[data-ready]');
    const heading = tab.locator('h1').first();
    const faceOf = (element: Element): string => getComputedStyle(element).fontFamily;
    await tab.goto('http://localhost/guide/');
    const face = await heading.evaluate(faceOf);
    await tab.goto('http://localhost/quiz/');
    expect(await heading.evaluate(faceOf)).toBe(face);
    await quiz.getByText('Yes, it is so').click();
    await quiz.getByRole('button', { name: 'Check' }).first().click();
    await expect.poll(() => quiz.locator('.quiz').innerText()).toContain('Correct');
    // The key is not in the page until it is asked for, as on Lectern's own pages.
    expect(await quiz.locator('.quiz-key').count()).toBe(0);
    // Answers are those of the module's own page.
    await tab.goto('http://localhost/learn/modules/alpha/#knowledge-check');
    await expect.poll(() => tab.locator('.check').innerText()).toContain('Correct');
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
