import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { picture, plainCourse } from './course.ts';
import { buildAsFromNothing, Project, type Built } from './project.ts';

let project: Project;

beforeAll(async () => {
  project = new Project(await plainCourse());
});

afterAll(() => project.remove());

const expectSameAsFromNothing = (): Promise<Built> => buildAsFromNothing(project);

const page = (slug: string): string => project.files()[`modules/${slug}/index.html`] ?? '';

describe('A build upon an earlier one gives the same bytes as one from nothing', () => {
  test('to begin with', async () => {
    await expectSameAsFromNothing();
    expect(Object.keys(project.files()).filter((file) => file.startsWith('modules/'))).toEqual([
      'modules/alpha/index.html',
      'modules/alpha/og.png',
      'modules/beta/index.html',
      'modules/beta/og.png',
      'modules/gamma/index.html',
      'modules/gamma/og.png',
    ]);
  });

  test('and does nothing where nothing has changed', async () => {
    const before = project.files();
    expect(await project.build()).toMatchObject({ status: 'unchanged', rendered: 0 });
    expect(project.files()).toEqual(before);
  });

  test('after an edit to a lesson, and makes only that module’s page', async () => {
    project.edit('modules/gamma/lesson.md', '<p>Hello</p>', '<p>Goodbye</p>');
    expect((await expectSameAsFromNothing()).kept).toBe(2);
    expect(page('gamma')).toContain('Goodbye');
  });

  test('after an edit to a quiz', async () => {
    project.edit('modules/alpha/quiz.yaml', 'Is it so?', 'Is it really so?');
    expect((await expectSameAsFromNothing()).kept).toBe(2);
    expect(page('alpha')).toContain('Is it really so?');
  });

  test('after another title, which its neighbours show, too', async () => {
    project.edit('modules/alpha/lesson.md', 'title: Alpha', 'title: Omega');
    expect((await expectSameAsFromNothing()).kept).toBe(1);
    expect(page('beta')).toContain('Omega');
  });

  test('after a new picture under the old name', async () => {
    const address = (): string => /src="(\/_files\/map\.[^"]+)"/.exec(page('alpha'))?.[1] ?? '';
    const before = address();
    project.write('modules/alpha/map.png', await picture('#36c'));
    await expectSameAsFromNothing();
    expect(address()).not.toBe(before);
    expect(project.files()[before.slice(1)]).toBeUndefined();
  });

  test('after a module was translated, its translation edited, and the language left out again', async () => {
    const inGerman = (): string => project.files()['de/modules/gamma/index.html'] ?? '';
    project.edit('course.yaml', 'language: en\n', 'language: en\ntranslations: [de]\n');
    project.write(
      'modules/gamma/lesson.de.md',
      '---\ntitle: Gamma auf Deutsch\nsummary: Über Gamma.\nobjectives: { know: Gamma kennen }\n---\n\n## Zwei\n\nGuten Tag.\n\n::question{id="first"}\n',
    );
    await expectSameAsFromNothing();
    expect(inGerman()).toContain('Guten Tag.');
    expect(page('gamma')).toContain('<link rel="alternate" hreflang="de" href="/de/modules/gamma/">');
    expect(page('alpha')).toContain('href="/de/"');
    project.edit('modules/gamma/lesson.de.md', 'Guten Tag', 'Guten Abend');
    expect((await expectSameAsFromNothing()).kept).toBe(3);
    expect(inGerman()).toContain('Guten Abend.');
    project.edit('course.yaml', 'translations: [de]\n', '');
    project.delete('modules/gamma/lesson.de.md');
    await expectSameAsFromNothing();
    expect(Object.keys(project.files()).filter((file) => file.startsWith('de/'))).toEqual([]);
    expect(page('gamma')).not.toContain('hreflang');
  });

  test('after an edit to course.yaml: another order, and another name, which every page shows', async () => {
    project.edit('course.yaml', 'modules: [alpha, beta]', 'modules: [beta, alpha]');
    project.edit('course.yaml', 'Small Course', 'Little Course');
    expect((await expectSameAsFromNothing()).kept).toBe(0);
    expect(page('gamma')).toContain('Little Course');
  });

  test('after a module is gone, another has a new name, and a draft is finished', async () => {
    project.delete('modules/gamma');
    project.write('modules/delta/lesson.md', readFileSync(path.join(project.content, 'modules/beta/lesson.md')));
    project.delete('modules/beta');
    project.edit('modules/draft/lesson.md', 'draft: true\n', '');
    project.edit('course.yaml', '[beta, alpha]', '[delta, alpha]');
    project.edit('course.yaml', '[gamma, draft]', '[draft]');
    project.edit('modules/alpha/lesson.md', '../beta/lesson.md', '../delta/lesson.md');
    await expectSameAsFromNothing();
    expect(existsSync(project.in('dist/modules/gamma'))).toBe(false);
    expect(existsSync(project.in('dist/modules/draft/index.html'))).toBe(true);
  });
});

describe('Whatever happens to a build', () => {
  test('killed while it makes pages, it leaves the old site whole, and the next one fixes it', async () => {
    const before = project.files();
    project.edit('modules/alpha/lesson.md', 'Well.', 'Well, then.');
    project.edit('course.yaml', 'Little Course', 'Tiny Course');
    const { process: child, output } = project.start();
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', () => {
        if (output().includes('write pages')) child.kill('SIGKILL');
      });
      child.on('close', () => resolve());
    });
    const left = Object.entries(project.files());
    const isLock = ([file]: readonly [string, unknown]): boolean => file.startsWith('.lectern.lock');
    expect(left.filter(isLock)).toHaveLength(1);
    expect(Object.fromEntries(left.filter((file) => !isLock(file)))).toEqual(before);
    await expectSameAsFromNothing();
  });

  test('stopped while it publishes, the next one fixes it', async () => {
    project.edit('course.yaml', 'Tiny Course', 'Wee Course');
    rmSync(project.in('dist/modules/alpha/index.html'));
    mkdirSync(project.in('dist/modules/alpha/index.html/in-the-way'), { recursive: true });
    await expect(project.build()).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    rmSync(project.in('dist/modules/alpha/index.html'), { recursive: true });
    await expectSameAsFromNothing();
  });

  test('a file that somebody deleted or changed in the output is made again', async () => {
    const before = project.files();
    rmSync(project.in('dist/modules/alpha/index.html'));
    writeFileSync(project.in('dist/modules/draft/index.html'), 'changed');
    writeFileSync(project.in('dist/robots.txt'), 'changed');
    await project.build();
    expect(project.files()).toEqual(before);
  });

  test('a file that was changed and made to look old is made again', async () => {
    const before = project.files();
    const [file, yesterday] = [project.in('dist/modules/alpha/index.html'), new Date('2020-02-02')];
    utimesSync(file, yesterday, yesterday);
    expect((await project.build()).status).toBe('unchanged');
    writeFileSync(file, 'x'.repeat(statSync(file).size));
    utimesSync(file, yesterday, yesterday);
    await project.build();
    expect(project.files()).toEqual(before);
  });

  test('output that was taken away and brought back is recognised', async () => {
    cpSync(project.in('dist'), project.in('elsewhere'), { recursive: true });
    rmSync(project.in('dist'), { recursive: true });
    cpSync(project.in('elsewhere'), project.in('dist'), { recursive: true });
    rmSync(project.in('elsewhere'), { recursive: true });
    expect((await project.build()).status).toBe('unchanged');
  });

  test('a damaged manifest is as good as none, and one that names files outside deletes nothing', async () => {
    const before = project.files();
    writeFileSync(project.in('dist/.lectern.json'), '{"version":1,');
    await project.build();
    expect(project.files()).toEqual(before);
    writeFileSync(project.in('precious.txt'), 'mine');
    writeFileSync(
      project.in('dist/.lectern.json'),
      JSON.stringify({ version: 1, inputs: '', pages: {}, files: { '../precious.txt': 'x' } }),
    );
    await project.build();
    expect(project.files()).toEqual(before);
    expect(existsSync(project.in('precious.txt'))).toBe(true);
  });

  test('what another version of Lectern wrote is ours to take away', async () => {
    const manifest = JSON.parse(readFileSync(project.in('dist/.lectern.json'), 'utf8')) as {
      files: Record<string, string>;
    };
    writeFileSync(project.in('dist/old.html'), 'old');
    writeFileSync(
      project.in('dist/.lectern.json'),
      JSON.stringify({
        version: 2,
        files: { ...manifest.files, 'old.html': 'a hash' },
        pages: { some: { other: 'shape' } },
      }),
    );
    const cold = await project.fromNothing();
    await project.build();
    expect(project.files()).toEqual(cold);
  });

  test('files that no build wrote stay where they are', async () => {
    writeFileSync(project.in('dist/CNAME'), 'course.example');
    project.edit('modules/alpha/lesson.md', 'Well, then.', 'Well.');
    await project.build();
    expect(readFileSync(project.in('dist/CNAME'), 'utf8')).toBe('course.example');
    rmSync(project.in('dist/CNAME'));
  });

  test('a cache that cannot be written is done without', async () => {
    writeFileSync(project.in('no-folder'), '');
    rmSync(project.in('dist'), { recursive: true });
    await project.build({ cache: project.in('no-folder/cache') });
    expect(project.files()).toEqual(await project.fromNothing());
  });

  test('beside an installation that cannot be written, what is compiled stays in the cache', async () => {
    rmSync(project.in('lectern/.lectern'), { recursive: true });
    writeFileSync(project.in('lectern/.lectern'), '');
    rmSync(project.in('dist'), { recursive: true });
    await project.build({ cache: project.in('another-cache') });
    expect(filesOf('another-cache/compiled').length).toBeGreaterThan(0);
    const built = project.files();
    rmSync(project.in('lectern/.lectern'));
    expect(built).toEqual(await project.fromNothing());
  });

  test('two at once write the same site', async () => {
    rmSync(project.in('dist'), { recursive: true });
    const both = await Promise.all([project.build(), project.build()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['built', 'unchanged']);
    expect(project.files()).toEqual(await project.fromNothing());
  });

  test('a course with errors changes nothing', async () => {
    const before = project.files();
    project.edit('modules/alpha/quiz.yaml', 'section: one', 'section: nowhere');
    const built = await project.build();
    project.edit('modules/alpha/quiz.yaml', 'section: nowhere', 'section: one');
    expect(built.status).toBe('invalid');
    expect(built.problems).toContain('modules/alpha/quiz.yaml section-unknown');
    expect(project.files()).toEqual(before);
  });
});

test('A large course keeps the pages of categories, too, that list what they listed', async () => {
  const [first, second] = ['m', 'n'].map((letter) =>
    Array.from({ length: 31 }, (_, index) => `${letter}${index + 10}`),
  );
  const large = new Project({
    'course.yaml': [
      'title: Large Course\ndescription: Many small modules.\nlanguage: en\ncategories:',
      ...[first, second].map(
        (slugs, index) => `  - id: part-${index}\n    title: Part ${index}\n    modules: [${slugs?.join(', ')}]`,
      ),
    ].join('\n'),
    ...Object.fromEntries(
      [...(first ?? []), ...(second ?? [])].map((slug) => [
        `modules/${slug}/lesson.md`,
        `---\ntitle: Module ${slug}\nsummary: One of many.\nobjectives:\n  - id: main\n    text: Name it.\n---\n\n## One\n\nText.\n`,
      ]),
    ),
  });
  try {
    const everything = await large.build();
    large.edit('modules/n10/lesson.md', 'Text.', 'Other text.');
    expect((await large.build()).kept).toBe(61 + 2);
    // It stands between two others, whose pages name it.
    large.edit('modules/n20/lesson.md', 'title: Module n20', 'title: Another');
    const renamed = await buildAsFromNothing(large);
    expect(renamed.kept).toBe(59 + 1);
    expect(renamed.rendered).toBe(everything.rendered - renamed.kept);
    expect(large.files()['category/part-1/index.html']).toContain('Another');
  } finally {
    large.remove();
  }
});

describe('A built site', () => {
  test('has every address below its base', async () => {
    const files = await project.fromNothing({ base: '/some/path/' });
    const addresses = Object.entries(files)
      .filter(([file]) => file.endsWith('.html') && !file.startsWith('_files/'))
      .flatMap(([, html]) => [...html.matchAll(/ (?:href|src)="(\/[^"]*)"/g)].map(([, address]) => address ?? ''));
    expect(addresses.length).toBeGreaterThan(20);
    expect(addresses.filter((address) => !address.startsWith('/some/path/'))).toEqual([]);
  });

  test('has only links that lead somewhere', async () => {
    const files = await project.fromNothing();
    const broken = Object.entries(files)
      .filter(([file]) => file.endsWith('.html') && !file.startsWith('_files/'))
      .flatMap(([file, html]) =>
        [...html.matchAll(/ (?:href|src)="(\/[^"#?]*)/g)].map(([, address = '']) => ({
          file,
          target: address.slice(1).replace(/(^|\/)$/, '$1index.html'),
        })),
      )
      .filter(({ target }) => files[target] === undefined);
    expect(broken).toEqual([]);
  });

  test('has its styles in files alone, and names each of its scripts in its policy', () => {
    for (const [file, html] of Object.entries(project.files())) {
      if (!file.endsWith('.html') || file.startsWith('_files/')) continue;
      const policy = /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
      const nonce = /;script-src 'nonce-([^']+)';/.exec(policy)?.[1] ?? '';
      expect(nonce, file).toHaveLength(22);
      expect(policy, file).toContain(";require-trusted-types-for 'script';");
      expect(policy, file).toContain("default-src 'self'");
      expect(policy, file).not.toContain('unsafe');
      expect(policy, file).toMatch(/;style-src 'self'$/);
      expect(html, file).not.toMatch(/<[^>]+ style=|<style/);
      // All that stands in the page is the site's own, and so is run.
      for (const [, attributes = ''] of html.matchAll(/<script([^>]*)>/g))
        if (!attributes.includes('application/json')) expect(attributes, file).toContain(` nonce="${nonce}"`);
    }
  });
});

function filesOf(folder: string): readonly string[] {
  return Object.keys(project.files(folder)).map((file) => `${folder}/${file}`);
}
