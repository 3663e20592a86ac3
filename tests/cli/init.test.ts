import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith, run, validCourse } from './sample.ts';

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();

describe('lectern init', () => {
  const init = (folder: string, ...words: readonly string[]) => run(folder, ['init', ...words, '--no-install']);

  test('writes a repository of which there is nothing to report', async () => {
    const folder = folderWith({});
    const { status, out, err } = await init(folder, 'my-course', '--title', 'What’s “Sound”: a #1 Course');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const files = filesIn(path.join(folder, 'my-course'));
    expect(files).toEqual(
      [
        '.editorconfig',
        '.github/workflows/course.yml',
        '.gitignore',
        '.vscode/extensions.json',
        '.vscode/settings.json',
        'content/course.yaml',
        'content/modules/first-lesson/lesson.md',
        'content/modules/first-lesson/quiz.yaml',
        'lectern.config.ts',
        'package.json',
      ].toSorted(),
    );
    for (const file of files) expect(out).toContain(path.join('my-course', file));
    expect(out).toMatch(
      /Install the packages first: npm install\n\nWrite while you look at it:\n {2}cd my-course\n {2}npx lectern dev\n$/,
    );
    const report = await run(path.join(folder, 'my-course'), ['validate']);
    expect(report).toEqual({ status: 0, out: 'No problems in 1 module and 2 questions\n', err: '' });
    expect(parse(readFileSync(path.join(folder, 'my-course/content/course.yaml'), 'utf8'))).toMatchObject({
      lectern: 1,
      title: 'What’s “Sound”: a #1 Course',
    });
  });

  test('names a package as npm allows it, whatever the folder is called', async () => {
    const folder = folderWith({});
    await init(folder, 'Über Töne 2');
    expect(JSON.parse(readFileSync(path.join(folder, 'Über Töne 2/package.json'), 'utf8'))).toMatchObject({
      name: 'ber-t-ne-2',
      private: true,
    });
  });

  test('never overwrites a file, and writes none where it would', async () => {
    const folder = folderWith({ 'taken/package.json': '{}', 'taken/notes.txt': 'mine' });
    const { status, err } = await init(folder, 'taken');
    expect(status).toBe(2);
    expect(err).toContain('`taken` has a file of a course already: package.json\nNothing was changed.');
    expect(filesIn(path.join(folder, 'taken'))).toEqual(['notes.txt', 'package.json']);
    expect((await run(folder, ['init'])).err).toContain('`init` needs the folder to write');
  });

  test('begins in the folder where one is, and keeps what is there', async () => {
    const folder = folderWith({ LICENSE: 'mine' });
    expect((await init(folder, '.')).out).not.toContain('cd ');
    expect(existsSync(path.join(folder, 'content/course.yaml'))).toBe(true);
    expect(readFileSync(path.join(folder, 'LICENSE'), 'utf8')).toBe('mine');
  });

  test('writes a workflow whose actions are pinned, that publishes without a secret, and only what was checked', async () => {
    const folder = folderWith({});
    await init(folder, 'course');
    const text = readFileSync(path.join(folder, 'course/.github/workflows/course.yml'), 'utf8');
    expect([...text.matchAll(/uses: (.*)/g)].length).toBeGreaterThan(4);
    for (const [, action] of text.matchAll(/uses: (.*)/g))
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const { permissions, jobs } = parse(text) as {
      permissions: unknown;
      jobs: Record<
        'check' | 'publish',
        { needs?: string; if?: string; permissions?: unknown; steps: { run?: string }[] }
      >;
    };
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.publish).toMatchObject({ needs: 'check', if: "github.event_name == 'push'" });
    expect(JSON.stringify(jobs.publish.steps)).not.toContain('prove');
    expect(jobs.check).not.toHaveProperty('permissions');
    const commands = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run: line }) => /npx lectern (\w+)/.exec(line ?? '')?.[1] ?? []),
    );
    expect(commands).toEqual(['validate', 'prove', 'build']);
  });
});

describe('lectern upgrade', () => {
  const courseYaml = 'content/course.yaml';
  const upgraded = async (text: string, ...words: readonly string[]) => {
    const folder = folderWith({ ...validCourse, [courseYaml]: text });
    const outcome = await run(folder, ['upgrade', ...words]);
    return { ...outcome, text: readFileSync(path.join(folder, courseYaml), 'utf8') };
  };
  const own = validCourse[courseYaml] ?? '';

  test('writes the format first, says what it changed, and keeps all else as it is', async () => {
    const { status, out, text } = await upgraded(`# ours\n\n${own}`);
    expect(status).toBe(0);
    expect(out).toContain('Format 1\n');
    expect(out).toContain('Wrote `lectern: 1` to content/course.yaml');
    expect(text).toBe(`# ours\n\nlectern: 1\n${own}`);
    const again = await upgraded(text);
    expect(again.out).toBe('The course is in format 1, the newest. There is nothing to upgrade.\n');
    expect(again.text).toBe(text);
  });

  test('with --dry-run changes nothing', async () => {
    const { out, text } = await upgraded(own, '--dry-run');
    expect(out).toContain('Would write');
    expect(text).toBe(own);
  });

  test('refuses a course of a later format, and what it cannot read', async () => {
    const later = await upgraded(`lectern: 7\n${own}`);
    expect(later).toMatchObject({ status: 2, text: `lectern: 7\n${own}` });
    expect(later.err).toContain('This course is in format 7');
    expect((await upgraded('title: "')).err).toContain('course.yaml cannot be read');
    expect((await upgraded('{ title: A }')).err).toContain('Add it by hand: lectern: 1');
    const empty = folderWith({ 'content/a.txt': '' });
    expect((await run(empty, ['upgrade'])).err).toContain('There is no course to upgrade');
  });
});

test('A proof of a later version is refused at its place', async () => {
  const folder = folderWith(validCourse);
  writeFileSync(path.join(folder, 'content/modules/sound/proof.json'), '{\n  "version": 2,\n  "records": {}\n}\n');
  const { out } = await run(folder, ['validate', '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    diagnostics: [
      { code: 'format-newer', file: 'modules/sound/proof.json', start: { line: 2, column: 14 }, end: { column: 15 } },
    ],
  });
});
