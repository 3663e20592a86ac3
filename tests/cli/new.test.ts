import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addModule } from '../../src/cli/scaffold/course-list.ts';
import { folderWith, run, validCourse } from './sample.ts';

const courseYaml = 'content/course.yaml';
const twoCategories = {
  ...validCourse,
  [courseYaml]: `${validCourse[courseYaml]}  - id: chemistry\n    title: Chemistry\n    modules: []\n`,
};

describe('lectern new', () => {
  test('writes a module of which there is nothing to report but that it is a draft, and one that is not in the way of the others', async () => {
    const folder = folderWith(validCourse);
    const { status, out } = await run(folder, ['new', 'how-echoes-work', '--title', 'How Does an Echo Work?']);
    expect(status).toBe(0);
    expect(out).toContain('content/modules/how-echoes-work/lesson.md');
    expect(readFileSync(path.join(folder, courseYaml), 'utf8')).toContain('modules: [sound, how-echoes-work]');
    const { out: report } = await run(folder, ['validate', '--format', 'json']);
    expect(JSON.parse(report)).toMatchObject({
      diagnostics: [{ code: 'module-draft', file: 'modules/how-echoes-work/lesson.md' }],
      summary: { modules: 2 },
    });
  });

  test('writes modules that have nothing against each other when they are published', async () => {
    const folder = folderWith({});
    for (const name of ['first', 'second', 'third']) {
      await run(folder, ['new', name, '--title', `The ${name} module`]);
      const lesson = path.join(folder, 'content/modules', name, 'lesson.md');
      writeFileSync(lesson, readFileSync(lesson, 'utf8').replace(/^draft: .*\n/m, ''));
    }
    expect((await run(folder, ['validate'])).out).toBe('No problems in 3 modules and 6 questions\n');
  });

  test.each(['What’s “Next”: a: b?', 'Code & Data #1', "It's 100 % {fun}"])('takes any title: %s', async (title) => {
    const folder = folderWith(validCourse);
    await run(folder, ['new', 'titled', '--title', title]);
    const { out } = await run(folder, ['validate', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ summary: { errors: 0 } });
  });

  test.each([
    [['Über “uns” & Straßen'], 'uber-uns-strassen', 'Über “uns” & Straßen'],
    [['--title', 'Echo'], 'echo', 'Echo'],
  ])('takes the name of the folder from the title alone: %s', async (given, slug, title) => {
    const folder = folderWith({});
    expect((await run(folder, ['new', ...given])).status).toBe(0);
    expect(readFileSync(path.join(folder, `content/modules/${slug}/lesson.md`), 'utf8')).toContain(title);
    expect((await run(folder, ['validate'])).status).toBe(0);
  });

  test('begins a course where there is none', async () => {
    const folder = folderWith({});
    expect((await run(folder, ['new', 'first', '--title', 'The First Module'])).status).toBe(0);
    const { status, out } = await run(folder, ['validate']);
    expect(out).toContain('this module is a draft, so a build leaves it out');
    expect(out).toMatch(/\n1 info in 1 module and 2 questions\n$/);
    expect(status).toBe(0);
  });

  test('never overwrites', async () => {
    const folder = folderWith(validCourse);
    const { status, err } = await run(folder, ['new', 'sound', '--title', 'Sound']);
    expect(status).toBe(2);
    expect(err).toContain('There is a module `sound` already');
    for (const [name, text] of Object.entries(validCourse))
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(text);
  });

  test.each([
    ['course.yaml is a folder', { 'content/course.yaml/a.yaml': '' }, '`content/course.yaml` is a folder'],
    ['modules is a file', { 'content/modules': '' }, 'there is a file where a folder should be'],
  ])('says so where %s, and writes nothing', async (_, files, sentence) => {
    const folder = folderWith(files);
    const { status, err } = await run(folder, ['new', 'echo', '--title', 'Echo']);
    expect(status).toBe(2);
    expect(err).toContain(sentence);
    expect(readdirSync(path.join(folder, 'content'), { recursive: true }).length).toBe(
      Object.keys(files)[0]!.split('/').length - 1,
    );
  });

  test.each([
    [['new'], '`new` needs a title.'],
    [['new', '--title', '你好'], '`new` needs a slug.'],
    [['new', '你好'], 'new how-dns-works --title "你好"'],
    [['new', 'How Echoes', '--title', 'Echo'], '`How Echoes` cannot be a module'],
    [['new', '../out', '--title', 'Echo'], 'cannot be a module'],
    [['new', 'echo', '--title', 'Echo'], 'several categories'],
    [['new', 'echo', '--title', 'Echo', '--category', 'art'], 'no category `art`'],
  ])('says what is missing or wrong where nobody can be asked: %j', async (words, sentence) => {
    const folder = folderWith(twoCategories);
    const { status, err } = await run(folder, words);
    expect(status).toBe(2);
    expect(err).toContain(sentence);
    expect(existsSync(path.join(folder, 'content/modules/echo'))).toBe(false);
  });

  test('asks at a terminal for what is missing', async () => {
    const folder = folderWith(twoCategories);
    const answers = ['', 'How Does an Echo Work?', '', 'chemistry'];
    const { status } = await run(folder, ['new'], { ask: () => Promise.resolve(answers.shift() ?? '') });
    expect(status).toBe(0);
    expect(answers).toEqual([]);
    expect(existsSync(path.join(folder, 'content/modules/how-does-an-echo-work/quiz.yaml'))).toBe(true);
    expect(readFileSync(path.join(folder, courseYaml), 'utf8')).toContain(
      'title: Chemistry\n    modules: [how-does-an-echo-work]\n',
    );
  });
});

describe('Adding a module to course.yaml', () => {
  const course = (modules: string): string =>
    `# top\ncategories:\n  - id: a\n    title: "A" # first\n    modules:${modules}\n\nvocabulary: [x]\n`;

  test.each([
    [' []', ' [new]'],
    [' [one]', ' [one, new]'],
    [' [ one, two ] # all', ' [ one, two, new ] # all'],
    [' [one, two,]', ' [one, two, new]'],
    [' [\n      one, # first\n      two,\n    ]', ' [\n      one, # first\n      two, new\n    ]'],
    ['\n      - one # first\n      - two # second', '\n      - one # first\n      - two # second\n      - new'],
    ['\n    - "one"', '\n    - "one"\n    - new'],
  ])('changes nothing else: modules:%s', (before, after) => {
    expect(addModule(course(before), 'a', 'new')).toBe(course(after));
  });

  test('keeps CRLF', () => {
    expect(addModule(course('\n      - one').replaceAll('\n', '\r\n'), 'a', 'new')).toBe(
      course('\n      - one\n      - new').replaceAll('\n', '\r\n'),
    );
  });
});
