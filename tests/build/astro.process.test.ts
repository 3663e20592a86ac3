import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { astro as startAstro, type AstroProcess, type Ended } from './astro-process.ts';
import { smallCourse } from './course.ts';
import { Project } from './project.ts';

const content = fileURLToPath(new URL('../../content', import.meta.url));

/** A course with its own framework, so that nothing of what Astro does differs unseen. */
async function courseWithIslands(): Promise<Project> {
  const project = astroProject(await smallCourse(), '/courses/small/');
  writeFileSync(
    path.join(project.folder, 'course/lectern.config.ts'),
    "import preact from '@astrojs/preact';\nimport { defineConfig } from 'lectern/config';\n\nexport default defineConfig({ integrations: [preact()] });\n",
  );
  project.write(
    'components/Counter.jsx',
    "import { useState } from 'preact/hooks';\nimport './counter.css';\n\nexport default function Counter({ start }) {\n  const [count, setCount] = useState(start);\n  return <button class=\"counter\" onClick={() => setCount(count + 1)}>{count}</button>;\n}\n",
  );
  // What the course has that others have not, and what it writes in place of Lectern.
  project.write('glossary.yaml', 'terms:\n  - { term: beta, text: The second letter. }\n');
  project.write('pages/about.md', '---\ntitle: About\n---\n\nWe are here.\n');
  project.write('public/robots.txt', 'User-agent: *\n');
  project.write('components/counter.css', '.counter { color: rgb(1, 2, 3); }\n');
  project.edit('modules/beta/lesson.mdx', '<Mark />', '<Mark />\n\n<Counter client:visible start={3} />');
  project.edit(
    'modules/beta/lesson.mdx',
    'import Box',
    'import Counter from "../../components/Counter.jsx";\nimport Box',
  );
  return project;
}

/** A copy of Lectern whose `astro.config.mjs` reads a course beside it. */
function astroProject(course: Readonly<Record<string, string | Uint8Array>>, base = '/'): Project {
  const project = new Project(course);
  projects.push(project);
  writeFileSync(
    path.join(project.lectern, 'astro.config.mjs'),
    `import { defineConfig } from 'astro/config';\nimport lectern from './src/astro.ts';\n\nexport default defineConfig({ base: '${base}', integrations: [lectern({ content: '../course/content' })], output: 'static' });\n`,
  );
  return project;
}

const projects: Project[] = [];
const processes: AstroProcess[] = [];
afterAll(() => {
  for (const child of processes) child.kill();
  for (const project of projects) project.remove();
});

/** Starts `astro …` in a project. */
function astro(project: Project, ...words: readonly string[]): AstroProcess {
  const started = startAstro(project.lectern, ...words);
  processes.push(started);
  return started;
}

const astroBuild = (project: Project): Promise<Ended> =>
  astro(project, 'build', '--outDir', project.in('dist-of-astro')).ended;

/** The files in which two folders of a project differ; of the manifest, only what was published counts. */
function difference(project: Project, one: string, other: string): readonly string[] {
  const [a, b] = [project.files(one), project.files(other)];
  expect(Object.keys(a)).toContain('index.html');
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((file) =>
    file === '.lectern.json' ? published(a[file]) !== published(b[file]) : a[file] !== b[file],
  );
}

const published = (manifest: string | undefined): string =>
  JSON.stringify((JSON.parse(manifest ?? '{}') as { readonly files?: unknown }).files);

describe('`astro build`', () => {
  test('gives the site that `lectern build` gives, byte for byte: components, islands, a base', async () => {
    const project = await courseWithIslands();
    const { status, output } = await astroBuild(project);
    expect(status, output).toBe(0);
    await project.build({ base: '/courses/small/' });
    expect(difference(project, 'dist', 'dist-of-astro')).toEqual([]);
    expect(project.files('dist-of-astro')['modules/beta/index.html']).toContain('<astro-island');
  });

  test('and of the project’s own course, too; what it wrote `lectern build` takes for its own', async () => {
    const files = readdirSync(content, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const project = astroProject(
      Object.fromEntries(
        files.map((entry): [string, Uint8Array] => {
          const file = path.join(entry.parentPath, entry.name);
          return [path.relative(content, file), readFileSync(file)];
        }),
      ),
    );
    const { status, output } = await astroBuild(project);
    expect(status, output).toBe(0);
    await project.build();
    expect(difference(project, 'dist', 'dist-of-astro')).toEqual([]);
    expect((await project.build({ out: project.in('dist-of-astro') })).files).toMatchObject({ written: 0, deleted: 0 });
  });

  test('is refused for a course with errors, each shown at its place: nothing is bundled, and no stack is shown', async () => {
    const project = astroProject(await smallCourse());
    project.edit('modules/alpha/quiz.yaml', 'section: one', 'section: nowhere');
    const { status, output } = await astroBuild(project);
    expect(status).toBe(1);
    expect(output).toMatch(/error\[section-unknown\].*\n {2}\.\.\/course\/content\/modules\/alpha\/quiz\.yaml:5:14\n/);
    expect(output).not.toMatch(/^\s+at /m);
    expect(existsSync(project.in('dist-of-astro'))).toBe(false);
  });

  test('publishes no page of a site in which an address leads nowhere, or a component throws', async () => {
    const project = astroProject(await smallCourse());
    project.edit('components/Box.astro', '<slot />', '<a href="../../nowhere/">Nowhere</a><slot />');
    const dead = await astroBuild(project);
    expect(dead.output).toContain('error[page-dead-reference]');
    expect(dead.output).toContain('components/Box.astro:6:');
    expect(dead.status).toBe(1);
    project.edit('components/Box.astro', '<a href="../../nowhere/">Nowhere</a>', '{missing.property}');
    const thrown = await astroBuild(project);
    expect(thrown.output).toContain(
      'modules/beta/lesson.mdx, or a component in it, could not be made into a page: missing is not defined',
    );
    expect(thrown.status).toBe(1);
    expect(Object.keys(project.files('dist-of-astro')).filter((file) => file.endsWith('.html'))).toEqual([]);
    writeFileSync(path.join(project.folder, 'course/lectern.config.ts'), 'export default 1;\n');
    const configured = await astroBuild(project);
    expect(configured.output).toContain(
      'course/lectern.config.ts cannot be used: its default export is no configuration',
    );
    expect(configured.output).not.toMatch(/^\s+at /m);
    expect(configured.status).toBe(1);
  });
});

describe('`astro dev`', () => {
  test('shows the course with its drafts, edits as they are made, and what is wrong in the terminal', async () => {
    const project = astroProject(await smallCourse());
    const server = astro(project, 'dev', '--port', '0');
    const { output } = server;
    const url = await server.url();
    const page = async (address: string): Promise<string> => (await fetch(url + address)).text();
    const shows = (address: string, text: string): Promise<void> =>
      vi.waitFor(async () => expect(await page(address)).toContain(text), { timeout: 60_000 });
    const alpha = await page('modules/alpha/');
    expect(alpha).toContain('<span class="tk">const</span>');
    expect((await fetch(url + (/src="\/(_files\/map[^"]+)"/.exec(alpha)?.[1] ?? ''))).headers.get('content-type')).toBe(
      'image/png',
    );
    expect(
      (await fetch(url + (/href="\/(_files\/[^"]+\.woff2)"/.exec(alpha)?.[1] ?? ''))).headers.get('content-type'),
    ).toBe('font/woff2');
    expect(await page('modules/draft/')).toContain('Soon.');
    expect(await page('modules/beta/')).toContain('Box first');

    project.edit('modules/alpha/lesson.md', 'Well.', 'Well, well.');
    await shows('modules/alpha/', 'Well, well.');
    project.edit('modules/beta/lesson.mdx', 'name="first"', 'name="second"');
    await shows('modules/beta/', 'Box second');
    // A page of its own at once: what Astro knew of the routes was of the course before.
    project.write(
      'modules/new/lesson.md',
      '---\ntitle: New\nsummary: What is new.\nobjectives:\n  - id: know\n    text: Know what is new\n---\n\n## Here\n\nNew words.\n',
    );
    project.edit('course.yaml', 'gamma, draft', 'gamma, draft, new');
    await shows('modules/new/', 'New words.');

    project.edit('modules/alpha/quiz.yaml', 'section: one', 'section: nowhere');
    await vi.waitFor(() => expect(output()).toContain('error[section-unknown]'), { timeout: 60_000 });
    expect(await page('modules/alpha/')).toContain('Well, well.');
  });
});

describe('`astro preview`', () => {
  test('serves what was built', async () => {
    const project = astroProject(await smallCourse());
    await project.build({ out: path.join(project.lectern, 'dist') });
    const url = await astro(project, 'preview', '--port', '0').url();
    expect(await (await fetch(`${url}modules/alpha/`)).text()).toContain('<span class="tk">const</span>');
    expect((await fetch(`${url}nowhere/`)).status).toBe(404);
  });
});
