import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallCourse } from './course.ts';
import { buildAsFromNothing, Project } from './project.ts';

/** The bundle of a course with components is its own: a build from nothing makes that, too. */
let project: Project;

beforeAll(async () => {
  project = new Project(await smallCourse());
  await project.build();
});

afterAll(() => project.remove());

const page = (slug: string): string => project.files()[`modules/${slug}/index.html`] ?? '';

/** All that the stylesheets say that a module's page loads. */
const stylesOf = (slug: string): string =>
  [...page(slug).matchAll(/<link rel="stylesheet" href="\/([^"]*)">/g)]
    .map(([, file = '']) => project.files()[file])
    .join('\n');

describe('A build of a course with components upon an earlier one gives the same bytes as one from nothing', () => {
  // First of all, as long as all is kept; after a few edits it is not.
  test('after an edit to what Lectern reads a quiz as', async () => {
    project.editLectern('schemas/quiz.ts', 'percent.default(70)', 'percent.default(60)');
    await buildAsFromNothing(project);
    expect(page('alpha')).toContain('60 % to pass');
  });

  test('after an edit to a lesson that uses components, and to another at once', async () => {
    project.edit('modules/beta/lesson.mdx', 'In the *box*', 'Out of the *box*');
    project.edit('modules/gamma/lesson.md', 'Hello', 'Hello again');
    expect((await buildAsFromNothing(project)).kept).toBe(1);
    expect(page('gamma')).toContain('Hello again');
    expect(page('beta')).toMatch(/<b[^>]*>Box first<\/b><p>Out of the <em>box<\/em>/);
  });

  test('after a lesson that uses components was translated', async () => {
    project.edit('course.yaml', 'language: en\n', 'language: en\ntranslations: [de]\n');
    project.write(
      'modules/beta/lesson.de.mdx',
      '---\ntitle: Beta\nsummary: Über Beta.\nobjectives: { know: Beta kennen }\n---\n\nimport Box from "../../components/Box.astro";\n\n## Drinnen\n\n<Box name="eins">\n\nIm *Kasten*.\n\n</Box>\n',
    );
    await buildAsFromNothing(project);
    expect(page('beta')).toMatch(/<b[^>]*>Box first<\/b><p>Out of the <em>box<\/em>/);
    expect(project.files()['de/modules/beta/index.html']).toMatch(/<b[^>]*>Box eins<\/b><p>Im <em>Kasten<\/em>/);
    project.edit('course.yaml', 'translations: [de]\n', '');
    project.delete('modules/beta/lesson.de.mdx');
  });

  test('after an edit to a component of the course, and to what it imports', async () => {
    project.edit('components/Box.astro', '<slot />', '<i><slot /></i>');
    project.edit('components/label.ts', 'Box ${name}', 'Chest ${name}');
    project.edit('components/box.css', 'teal', 'navy');
    await buildAsFromNothing(project);
    expect(page('beta')).toMatch(/Chest first<\/b><i[^>]*><p>/);
    expect(stylesOf('beta')).toContain('navy');
  });

  test('after an edit to a layout and to a style of Lectern', async () => {
    project.editLectern('src/layouts/BaseLayout.astro', 'class="skip button"', 'class="skip button changed"');
    project.editLectern('src/styles/base.css', 'body {', 'body { --changed: 1;');
    expect((await buildAsFromNothing(project)).kept).toBe(0);
    expect(page('gamma')).toContain('class="skip button changed"');
    expect(stylesOf('gamma')).toContain('--changed:1');
    expect(Object.keys(project.files()).filter((file) => file.startsWith('_files/site.'))).toHaveLength(1);
  });

  test('after another version of a package: every page is made again', async () => {
    project.editLectern('node_modules/.package-lock.json', /"version": "(\d+)\./, '"version": "9$1.');
    expect((await buildAsFromNothing(project)).kept).toBe(0);
  });

  test('after an edit to how Lectern draws pictures', async () => {
    const pictures = (): readonly (string | undefined)[] =>
      ['alpha', 'beta', 'gamma'].map((slug) => project.files()[`modules/${slug}/og.png`]);
    const drawn = pictures();
    project.editLectern('src/assets/pictures/social.ts', 'paper = 0xfcfaf6', 'paper = 0xfafcf6');
    await buildAsFromNothing(project);
    for (const [index, picture] of pictures().entries()) expect(picture).not.toBe(drawn[index]);
  });

  test('after all that was kept was damaged', async () => {
    const before = await project.fromNothing();
    for (const folder of ['cache', 'lectern/.lectern/compiled'])
      for (const file of Object.keys(project.files(folder))) writeFileSync(project.in(`${folder}/${file}`), 'damaged');
    rmSync(project.in('dist'), { recursive: true });
    await project.build();
    expect(project.files()).toEqual(before);
  });
});
