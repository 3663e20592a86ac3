import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runs } from '../cases.ts';
import { launchChromium } from '../chromium.ts';
import { picture } from './course.ts';
import { Project } from './project.ts';

const lesson = (title: string, body: string): string =>
  `---\ntitle: ${title}\nsummary: About ${title.toLowerCase()}.\nobjectives:\n  - id: know\n    text: Know ${title.toLowerCase()}\n---\n\n${body}\n`;

const plain =
  '## Plain\n\nText with *emphasis* and H<sub>2</sub>O.\n\n```js\nconst plain = 1;\n```\n\n:::note\nWell.\n:::';

const components = `import Box from './Box.astro';
import Counter from './Counter.jsx';
import { greeting } from 'greet';
import Part from './part.mdx';

export const zoom = 2;
export const more = { title: 'More' };

## Inside

White space: H<sub>2</sub>O, a{zoom}c, {zoom} {zoom + 1}, <Box name="inline" />.

<Box name={\`box \${zoom}\`} {...more}>
<Fragment slot="head">A *head*</Fragment>
<b slot="foot">A foot</b>

A body, {zoom > 1 ? <em>{zoom} times</em> : 'once'}.

### Deeper

:::note
In a callout, <Box name="deep">a box</Box>.
:::
</Box>

- <Box name="in a list" />

{greeting} {frontmatter.title}

<Part name="me" />

## Alive

<Counter client:load start={3}>times *x*</Counter>

<Counter client:visible start={5} />

<Counter client:idle start={7} />

<Counter client:media="(min-width: 1px)" start={9} />

<Counter client:only="preact" start={11} />`;

let project: Project;
let browser: Browser;
let server: Server | undefined;

beforeAll(async () => {
  project = new Project({
    'course.yaml':
      'title: Small Course\nlanguage: en\ncategories:\n  - id: basics\n    title: Basics\n    modules: [alpha, beta, gamma]\n',
    'modules/alpha/lesson.mdx': lesson('Alpha', components),
    'modules/alpha/Box.astro':
      '---\nconst { name, ...rest } = Astro.props;\n---\n<section class="box" {...rest}><b>{name}</b><slot name="head" /><slot /><slot name="foot" /></section>\n<style>.box { outline: 3px solid teal; }</style>\n',
    'modules/alpha/Counter.jsx':
      "import { useState } from 'preact/hooks';\nimport './counter.css';\n\nexport default function Counter({ start, children }) {\n  const [count, setCount] = useState(start);\n  return <button class=\"counter\" onClick={() => setCount(count + 1)}>{count} {children}</button>;\n}\n",
    'modules/alpha/counter.css': '.counter { color: rgb(1, 2, 3); }\n',
    'modules/alpha/part.mdx':
      "---\nwho: somebody\n---\n\nimport Note from '../../shared/note.md';\n\n## A Part\n\nFor {props.name} by {frontmatter.who}: ![A map](map.png), see [plain](../beta/lesson.md#plain).\n\n<Note />\n",
    'modules/alpha/map.png': await picture('#c63'),
    'shared/note.md': '### A Note\n\nPlain {braces}.\n\n```js\nconst shared = 1;\n```\n',
    'modules/beta/lesson.md': lesson('Beta', plain),
    'modules/gamma/lesson.mdx': lesson('Gamma', plain),
  });
  project.writeAround(
    'course/lectern.config.ts',
    "import preact from '@astrojs/preact';\nimport { defineConfig } from 'lectern/config';\n\nexport default defineConfig({ integrations: [preact()] });\n",
  );
  project.writeAround(
    'course/node_modules/greet/package.json',
    '{ "name": "greet", "type": "module", "exports": "./index.js" }',
  );
  greet('Hello');
  const built = await project.build();
  expect(built.problems.filter((problem) => !problem.includes('objective'))).toEqual([]);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  project?.remove();
});

const greet = (word: string): void =>
  project.writeAround('course/node_modules/greet/index.js', `export const greeting = '${word}';\n`);
const page = (slug: string): string =>
  Buffer.from(project.files()[`modules/${slug}/index.html`] ?? '', 'latin1').toString('utf8');
const body = (slug: string): string =>
  /<div class="lesson">([\s\S]*?)<\/div> *<section|<div class="lesson">([\s\S]*)<nav class="neighbours|<div class="lesson">([\s\S]*)<\/article>/
    .exec(page(slug))
    ?.slice(1)
    .find((found) => found !== undefined) ?? '';

/** Without what Astro writes into its own elements. */
const tidy = (html: string): string => html.replace(/ data-astro-cid-\w+/g, '');

describe('Lessons with components', () => {
  test('have white space as written, slots, children, spreads, expressions, and Markdown in all of them', () => {
    const html = tidy(body('alpha'));
    expect(html).toContain(
      '<p>White space: H<sub>2</sub>O, a2c, 2 3, <section class="box"><b>inline</b></section>.</p>',
    );
    expect(html).toContain(
      '<section class="box" title="More"><b>box 2</b>A <em>head</em><p>A body, <em>2 times</em>.</p>\n<h3 id="deeper">Deeper</h3>\n<aside class="callout"',
    );
    expect(html).toContain('In a callout, <section class="box"><b>deep</b>a box</section>.');
    expect(html).toMatch(/<\/aside><b>A foot<\/b><\/section>/);
    expect(html).toContain('<li><section class="box"><b>in a list</b></section></li>');
  });

  test('have names of packages, wherever these are installed, and their own front matter', () => {
    expect(body('alpha')).toContain('Hello\nAlpha');
  });

  test('show parts as if they stood in them: with sections, pictures, links, code and parts of their own', () => {
    const html = body('alpha');
    expect(html).toMatch(/<p class="section-number">2 of 3<\/p>\s*<h2 id="a-part">A Part/);
    expect(html).toMatch(
      /For me by somebody: <img src="\/_files\/map\.\w+\.png" alt="A map" width="8" height="6"[^>]*>, see <a href="\/modules\/beta\/#plain">/,
    );
    expect(html).toContain('<h3 id="a-note">A Note</h3>\n<p>Plain {braces}.</p>');
    expect(html).toContain('<span class="tk">const</span> shared');
    expect(page('alpha')).toMatch(
      /<li><a href="#inside">Inside<\/a><ol [^>]*><li><a href="#deeper">Deeper<\/a><\/li><\/ol><\/li><li><a href="#a-part">A Part<\/a><ol [^>]*><li><a href="#a-note">A Note<\/a><\/li><\/ol><\/li><li><a href="#alive">Alive<\/a><\/li>/,
    );
  });

  test('come alive in a browser, under the policy of the page', async () => {
    const { counts, complaints } = await clicked(await address());
    expect(counts).toEqual(['4 times x', '6', '8', '10', '12']);
    expect(complaints).toEqual([]);
  });

  test('leave the pages of other lessons as they are, byte for byte, in Markdown and in MDX', async () => {
    const before = {
      beta: body('beta'),
      gamma: body('gamma'),
      styles: page('gamma').match(/<style>/g)?.length,
      size: page('gamma').length,
    };
    expect(before.gamma).toBe(before.beta);
    project.write('modules/alpha/lesson.mdx', lesson('Alpha', '## Inside\n\n## Alive'));
    const cold = await project.fromNothing();
    const without = Buffer.from(cold['modules/gamma/index.html'] ?? '', 'latin1').toString('utf8');
    expect(page('gamma')).toBe(without);
    project.write('modules/alpha/lesson.mdx', lesson('Alpha', components));
  });

  test.each([
    ['a package that a lesson imports', () => greet('Goodbye'), /Goodbye\nAlpha/],
    [
      'a part’s text',
      () => project.edit('shared/note.md', 'Plain {braces}.', 'Plainer {braces}.'),
      /Plainer \{braces\}/,
    ],
    [
      'the configuration',
      () =>
        project.writeAround(
          'course/lectern.config.ts',
          "import preact from '@astrojs/preact';\n\nexport default { integrations: [[preact()]] };\n",
        ),
      /Plainer/,
    ],
  ])('are made again after an edit to %s', async (what, edit, expected) => {
    edit();
    expect((await project.build()).status).toBe('built');
    expect(body('alpha')).toMatch(expected);
    // To the same bytes as from nothing: after all of them, if not after each.
    if (what !== 'the configuration' && runs(0, 1) === 0) return;
    expect(project.files()).toEqual(await project.fromNothing());
    expect((await project.build()).status).toBe('unchanged');
  });
});

/** Where the built site is served. */
async function address(): Promise<string> {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.woff2': 'font/woff2',
    '.png': 'image/png',
  };
  const files = project.files();
  server = createServer(({ url = '/' }, response) => {
    const file = url
      .slice(1)
      .replace(/[?#].*$/, '')
      .replace(/(^|\/)$/, '$1index.html');
    response.writeHead(files[file] === undefined ? 404 : 200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    });
    response.end(Buffer.from(files[file] ?? '', 'latin1'));
  });
  await new Promise<void>((resolve) => server?.listen(0, 'localhost', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}/modules/alpha/`;
}

/** What the counters of a page say after a click on each, and what the browser complains of. */
async function clicked(
  url: string,
): Promise<{ readonly counts: readonly string[]; readonly complaints: readonly string[] }> {
  const tab = await browser.newPage();
  const complaints: string[] = [];
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  await tab.goto(url);
  const counts: string[] = [];
  for (const island of await tab.locator('astro-island').all()) {
    await island.scrollIntoViewIfNeeded();
    await expect.poll(() => island.getAttribute('ssr')).toBeNull();
    const button = island.locator('button');
    expect(await button.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)');
    await button.click();
    counts.push((await button.innerText()).trim());
  }
  await tab.close();
  return { counts, complaints };
}
