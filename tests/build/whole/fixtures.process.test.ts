import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lessonFile, quizFile } from '../../../src/cli/scaffold/module-files.ts';
import { checkCourse } from '../../../src/rules/check-course.ts';
import { isDiagram } from '../../../src/course/diagrams/read.ts';
import { loadCourse } from '../../../src/lesson/load.ts';
import { textsOfQuiz } from '../../../src/course/quiz-texts.ts';
import { memoryFiles } from '../../../src/source/memory.ts';
import { mistakeCases, unmark } from '../../course/mistake-cases.ts';
import { validCourseFiles } from '../../course/sound.ts';
import { examples } from '../../questions/examples.ts';
import { smallCourse } from '../course.ts';
import type { Content } from './author.ts';
import { attributeOf, elementsIn, squeezed, textIn } from './html-tree.ts';
import { SiteBuilder } from './site-builder.ts';
import { BuiltSite } from './site-check.ts';

type Files = Record<string, Content>;

let builder: SiteBuilder;
beforeAll(() => void (builder = new SiteBuilder()));
afterAll(() => builder.close());

/** All that is wrong with the site of a course: also, of each lesson, the words that its page does not have. */
async function faultsOf(files: Files, content?: string): Promise<readonly string[]> {
  const site = await builder.build(files, content === undefined ? {} : { content });
  if (!(site instanceof BuiltSite)) return site;
  const { course } = loadCourse(memoryFiles(files));
  const missing = (course?.modules ?? [])
    .filter(({ draft }) => !draft)
    .flatMap(({ slug, lesson, quiz }) => {
      const page = site.pages.get(`modules/${slug}/index.html`);
      if (page === undefined) return [`there is no page of ${slug}`];
      const text = squeezed(
        [textIn(page), ...[...elementsIn(page)].map((element) => attributeOf(element, 'alt') ?? '')].join(' '),
      );
      const texts = textsOfQuiz(quiz?.source.value)
        .filter(({ path }) => !path.includes('accept'))
        .map((one) => one.text.replaceAll(/\[\[[a-z0-9-]+\]\]/g, ''));
      const written = [
        lesson.data.title,
        lesson.data.summary,
        lesson.source.prose,
        // A diagram is drawn: `tests/lesson` compares its words with the drawing.
        ...lesson.source.code.filter(({ lang }) => lang !== 'transcript' && !isDiagram(lang)).map(({ code }) => code),
        ...texts,
      ];
      const words = new Set(written.join(' ').match(/\p{L}{5,}/gu));
      return [...words].filter((word) => !text.includes(word)).map((word) => `${slug}: “${word}” is missing`);
    });
  return [...site.faults(), ...missing];
}

const courseOf = (slugs: readonly string[]): string =>
  `title: C\nlanguage: en\ncategories:\n  - id: a\n    title: A\n    modules: [${slugs.join(', ')}]\n`;

test('The course of the project builds to a whole site', async () => {
  const content = fileURLToPath(new URL('../../../content/', import.meta.url));
  const files: Files = Object.fromEntries(
    readdirSync(content, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(content, file).split(path.sep).join('/'), new Uint8Array(readFileSync(file))]),
  );
  expect(await faultsOf(files, content)).toEqual([]);
});

test('So do the courses that other tests are made of', async () => {
  const { 'modules/beta/lesson.mdx': beta = '', ...small } = await smallCourse();
  const withoutComponents = String(beta)
    .replace(/^import .*$/gm, '')
    .replaceAll(/<Mark \/>|<\/?Box[^>]*>/g, '');
  expect(await faultsOf({ ...small, 'modules/beta/lesson.mdx': withoutComponents })).toEqual([]);
  for (const format of ['md', 'mdx'] as const) expect(await faultsOf(validCourseFiles(format) as Files)).toEqual([]);
  const scaffold = { slug: 'new', title: 'A <New> & “Odd” Module', schemas: '../..', draft: false };
  expect(
    await faultsOf({
      'course.yaml': courseOf(['new']),
      'modules/new/lesson.md': lessonFile(scaffold),
      'modules/new/quiz.yaml': quizFile(scaffold),
    }),
  ).toEqual([]);
});

test('So do the examples of all types of questions', async () => {
  const lesson = '---\ntitle: T\nsummary: S\nobjectives: [{ id: open, text: Open }]\n---\n\n## Opening\n\nText.\n';
  const languages = [...new Set(examples.map(({ language }) => language))];
  for (const language of languages) {
    const own = examples.filter((example) => example.language === language);
    const modules = own.map(({ question }, index): Files => ({
      [`modules/m${index}/lesson.md`]: lesson,
      [`modules/m${index}/quiz.yaml`]: JSON.stringify({
        questions: [{ ...question, objective: 'open', section: 'opening', context: undefined }],
      }),
    }));
    const course = courseOf(own.map((_, index) => `m${index}`)).replace('language: en', `language: ${language}`);
    const pictures = Object.fromEntries(
      modules.flatMap((files, index) =>
        [...JSON.stringify(files).matchAll(/\]\(([\w-]+\.png)[ )]/g)].map(([, name]) => [
          `modules/m${index}/${name ?? ''}`,
          new Uint8Array(8),
        ]),
      ),
    );
    expect(
      await faultsOf(Object.assign({ 'course.yaml': course, ...pictures }, ...modules) as Files),
      language,
    ).toEqual([]);
  }
});

test('So do the seeded mistakes that are no errors', async () => {
  const base = validCourseFiles('md') as Files;
  const files: Files = { ...base };
  const slugs = ['http'];
  for (const [index, { files: marked }] of mistakeCases().entries()) {
    const own = Object.fromEntries(
      Object.entries(marked).map(([file, text]) => [file, unmark(file, text.replaceAll('§', 'x')).text]),
    );
    // Each becomes a module of one course: what else it changes is another case's business.
    if (Object.entries(own).some(([file, text]) => !file.startsWith('modules/dns/') && text !== base[file])) continue;
    const { valid, diagnostics } = loadCourse(memoryFiles(own));
    if (valid === undefined || [...diagnostics, ...checkCourse(valid)].some(({ severity }) => severity === 'error'))
      continue;
    const slug = `case-${index}`;
    slugs.push(slug);
    for (const [file, text] of Object.entries(own))
      if (file.startsWith('modules/dns/')) files[file.replace('dns', slug)] = text.replaceAll('../dns/', `../${slug}/`);
  }
  for (const file of Object.keys(files)) if (file.startsWith('modules/dns/')) delete files[file];
  files['course.yaml'] = courseOf(slugs);
  expect(slugs.length).toBeGreaterThan(8);
  expect(await faultsOf(files)).toEqual([]);
});
