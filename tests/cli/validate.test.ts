import { chmodSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../src/cli/write-file.ts';
import { lectern } from '../../src/cli/lectern.ts';
import { folderWith, run, validCourse, terminalIn } from './sample.ts';

const quiz = 'content/modules/sound/quiz.yaml';
const broken = {
  ...validCourse,
  [quiz]: (validCourse[quiz] ?? '').replace('objective: name-medium', 'objective: name-medum'),
};
/** A key with one likely meaning: an error that can be fixed. */
const misspelt = { ...validCourse, [quiz]: (validCourse[quiz] ?? '').replace('    prompt:', '    promt:') };

describe('lectern validate', () => {
  test('finds nothing wrong with a sound course: status 0', async () => {
    expect(await run(folderWith(validCourse), ['validate'])).toEqual({
      status: 0,
      out: 'No problems in 1 module and 1 question\n',
      err: '',
    });
  });

  test('locates a mistake in the author’s file: status 1', async () => {
    const { status, out } = await run(folderWith(broken), ['validate']);
    expect(status).toBe(1);
    expect(out).toMatch(/^error\[objective-unknown\] .*name-medum.*name-medium/m);
    expect(out).toContain('  content/modules/sound/quiz.yaml:5:16\n');
    expect(out).toContain('    5 |     objective: name-medum\n      |                ^^^^^^^^^^\n');
    expect(out).toMatch(/1 error in 1 module and 1 question\n/);
  });

  test('reads a course that lies elsewhere, and names its files as they were typed', async () => {
    const { status, out } = await run(path.join(folderWith(broken), 'content/modules'), ['validate', '../../content/']);
    expect(status).toBe(1);
    expect(out).toContain('../../content/modules/sound/quiz.yaml:5:16');
  });

  test.each([
    ['there is no folder', ['validate', 'nowhere'], 'There is no folder `nowhere`'],
    ['it is a file', ['validate', 'content/course.yaml'], '`content/course.yaml` is a file'],
  ])('says so where %s: status 2', async (_, words, sentence) => {
    const { status, err } = await run(folderWith(validCourse), words);
    expect(status).toBe(2);
    expect(err).toContain(sentence);
  });

  test('ends with status 1 beyond the warnings allowed, and only beyond', async () => {
    // An objective nobody asks for is one warning.
    const lesson = 'content/modules/sound/lesson.md';
    const folder = folderWith({
      ...validCourse,
      [lesson]: (validCourse[lesson] ?? '').replace(
        'objectives:',
        'objectives:\n  - id: measure-speed\n    text: Measure how fast a sound is',
      ),
    });
    expect(await run(folder, ['validate'])).toMatchObject({ status: 0 });
    expect(await run(folder, ['validate', '--max-warnings', '1'])).toMatchObject({ status: 0, err: '' });
    const beyond = await run(folder, ['validate', '--max-warnings', '0']);
    expect(beyond).toMatchObject({ status: 1 });
    expect(beyond.err).toContain('1 warning, and at most 0 are allowed here');
  });

  test.each([
    ['--dry-run without --fix', ['--dry-run'], '`--dry-run` only says something together with `--fix`'],
    ['--watch with --fix', ['--watch', '--fix'], '`--watch` and `--fix` do not go together'],
    ['--checklist for a program', ['--checklist', '--format', 'json'], '`--checklist` is for people'],
  ])('refuses %s in a sentence: status 2, and nothing is written', async (_, flags, sentence) => {
    const folder = folderWith(misspelt);
    const { status, err } = await run(folder, ['validate', ...flags]);
    expect(status).toBe(2);
    expect(err).toContain(sentence);
    expect(readFileSync(path.join(folder, quiz), 'utf8')).toBe(misspelt[quiz]);
  });

  test('gives the report as JSON', async () => {
    const { status, out } = await run(folderWith(broken), ['validate', '--format', 'json']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      summary: { errors: 1, warnings: 0, infos: 0, modules: 1, questions: 1 },
      diagnostics: [
        {
          code: 'objective-unknown',
          severity: 'error',
          file: 'modules/sound/quiz.yaml',
          start: { line: 5, column: 16 },
          end: { line: 5, column: 26 },
        },
      ],
    });
  });

  test.each(['github', 'sarif', 'junit'])('gives the report as %s', async (format) => {
    const { status, out } = await run(folderWith(broken), ['validate', '--format', format]);
    expect(status).toBe(1);
    expect(out).toContain('objective-unknown');
  });

  test('prints what only a person can judge when asked', async () => {
    const { status, out } = await run(folderWith(validCourse), ['validate', '--checklist']);
    expect(status).toBe(0);
    expect(out.match(/^ {2}\[ \] /gm)?.length).toBeGreaterThan(5);
  });

  test('has colour where a terminal reads along, and obeys NO_COLOR and FORCE_COLOR', async () => {
    const folder = folderWith(broken);
    const coloured = async (isTerminal: boolean, env: Record<string, string>): Promise<boolean> => {
      let said = '';
      await run(folder, ['validate'], { env, out: { write: (text) => void (said += text), isTerminal, columns: 80 } });
      return said.includes('\u001B[');
    };
    expect(await coloured(true, {})).toBe(true);
    expect(await coloured(false, {})).toBe(false);
    expect(await coloured(true, { NO_COLOR: '1' })).toBe(false);
    expect(await coloured(false, { FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured(true, { TERM: 'dumb' })).toBe(false);
  });

  test('checks again when a file changes, and clears only a terminal’s screen', async () => {
    const folder = folderWith(broken);
    const end = Promise.withResolvers<void>();
    const { terminal, written } = terminalIn(folder, { stopped: () => end.promise });
    const watching = lectern(['validate', '--watch'], terminal);
    try {
      await until(() => written().out.includes('1 error'));
      await pause(100);
      writeFileSync(path.join(folder, quiz), validCourse[quiz] ?? '');
      await until(() => written().out.includes('No problems'));
      expect(written().out).not.toContain('\u001B');
    } finally {
      end.resolve();
    }
    expect(await watching).toBe(0);
  });
});

describe('lectern validate --fix', () => {
  test('fixes what is safe, says what it did, and leaves the rest of the file as it was', async () => {
    const folder = folderWith(misspelt);
    const { status, out, err } = await run(folder, ['validate', '--fix']);
    expect(readFileSync(path.join(folder, quiz), 'utf8')).toBe(validCourse[quiz]);
    expect(err).toMatch(/^fixed content\/modules\/sound\/quiz\.yaml:4:5 \[.+\] .*promt/);
    expect(out).toContain('No problems');
    expect(status).toBe(0);
  });

  test('changes nothing the second time', async () => {
    const folder = folderWith(misspelt);
    await run(folder, ['validate', '--fix']);
    const before = statSync(path.join(folder, quiz)).mtimeMs;
    const { status, err } = await run(folder, ['validate', '--fix']);
    expect(status).toBe(0);
    expect(err).toBe('Nothing to fix.\n\n');
    expect(statSync(path.join(folder, quiz)).mtimeMs).toBe(before);
  });

  test('with --dry-run prints a unified diff and writes nothing', async () => {
    const folder = folderWith(misspelt);
    const { status, out, err } = await run(folder, ['validate', '--fix', '--dry-run']);
    expect(status).toBe(1);
    expect(out).toContain(
      '--- a/content/modules/sound/quiz.yaml\n+++ b/content/modules/sound/quiz.yaml\n@@ -1,7 +1,7 @@\n',
    );
    expect(out).toContain('-    promt: What carries');
    expect(out).toContain('+    prompt: What carries');
    expect(err).toContain('would fix content/modules/sound/quiz.yaml:4:5');
    expect(readFileSync(path.join(folder, quiz), 'utf8')).toBe(misspelt[quiz]);
  });

  test.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['CRLF line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['comments', (text: string) => `# mine\n${text}# the end`],
  ])('keeps %s', async (_, dress) => {
    const folder = folderWith({ ...misspelt, [quiz]: dress(misspelt[quiz] ?? '') });
    expect((await run(folder, ['validate', '--fix'])).status).toBe(0);
    expect(readFileSync(path.join(folder, quiz), 'utf8')).toBe(dress(validCourse[quiz] ?? ''));
  });

  test('takes blanks from the ends of lines of YAML, and leaves those inside texts, where two are a line break', async () => {
    const text = '    explanation: |\n      A sound is  \n      a movement of the air between the bell and the ear.\n';
    const clean: Readonly<Record<string, string>> = {
      ...validCourse,
      [quiz]: (validCourse[quiz] ?? '').replace(/    explanation: .*\n/, text),
    };
    const lesson = 'content/modules/sound/lesson.md';
    const untidy = {
      ...clean,
      [quiz]: (clean[quiz] ?? '')
        .replace('questions:\n', 'questions:  \n')
        .replace('correct: true\n', 'correct: true\t # yes \n')
        .replace('explanation: |', 'explanation: |  '),
      [lesson]: (clean[lesson] ?? '').replace('objectives:', 'objectives: ').replace('water or', 'water  \nor'),
    };
    const folder = folderWith(untidy);
    const { status, err } = await run(folder, ['validate', '--fix']);
    expect(status).toBe(0);
    expect(readFileSync(path.join(folder, quiz), 'utf8')).toBe(
      (clean[quiz] ?? '').replace('correct: true\n', 'correct: true\t # yes\n'),
    );
    expect(readFileSync(path.join(folder, lesson), 'utf8')).toBe(
      (clean[lesson] ?? '').replace('water or', 'water  \nor'),
    );
    expect(err).toContain('fixed content/modules/sound/quiz.yaml:1:11 blanks at the end of 3 lines\n');
    expect((await run(folder, ['validate', '--fix'])).err).toBe('Nothing to fix.\n\n');
  });

  test('does all it can at once: ids, order, keys and blanks', async () => {
    const untidy = `shuffle: false \nquestions:\n  - type: single-choice\n    promt: How many meters does sound travel in a second?\n    objective: name-medium\n    section: what-carries-it\n    options:\n${['1000', '10', '340'].map((number) => `      - text: "${number}"\n        correct: ${number === '340' ? '"true"' : 'false'}\n        feedback: It is about 340 meters in air.\n`).join('')}`;
    const folder = folderWith({ ...validCourse, [quiz]: untidy });
    const { status } = await run(folder, ['validate', '--fix']);
    expect(readFileSync(path.join(folder, quiz), 'utf8')).toBe(
      `shuffle: false\nquestions:\n  - id: how-many-meters-does-sound-travel-in-a\n    type: single-choice\n    prompt: How many meters does sound travel in a second?\n    objective: name-medium\n    section: what-carries-it\n    options:\n${['10', '340', '1000'].map((number) => `      - id: '${number}'\n        text: "${number}"\n        correct: ${number === '340'}\n        feedback: It is about 340 meters in air.\n`).join('')}`,
    );
    expect(status).toBe(0);
    expect((await run(folder, ['validate', '--fix'])).err).toBe('Nothing to fix.\n\n');
  });

  test('keeps permissions and links, and leaves no other file behind', async () => {
    const folder = folderWith({ ...misspelt, 'content/modules/sound/real.yaml': '' });
    const real = path.join(folder, 'content/modules/sound/quiz.yaml');
    chmodSync(real, 0o640);
    const names = readdirSync(path.dirname(real));
    await run(folder, ['validate', '--fix']);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    expect(readdirSync(path.dirname(real))).toEqual(names);
  });

  test('writes through a symbolic link inside the folder instead of replacing it', async () => {
    const folder = folderWith({ ...misspelt, [quiz]: '', 'content/quizzes/sound.yaml': misspelt[quiz] ?? '' });
    const link = path.join(folder, quiz);
    rmSync(link);
    symlinkSync('../../quizzes/sound.yaml', link);
    await run(folder, ['validate', '--fix']);
    expect(readFileSync(path.join(folder, 'content/quizzes/sound.yaml'), 'utf8')).toBe(validCourse[quiz]);
  });

  test('writes nothing through a link that leads out of the folder', async () => {
    const folder = folderWith({ ...validCourse, 'elsewhere/precious.txt': 'precious' });
    const content = path.join(folder, 'content');
    symlinkSync('../elsewhere/precious.txt', path.join(content, 'link.txt'));
    symlinkSync('../elsewhere', path.join(content, 'linked'));
    symlinkSync('../elsewhere/new.txt', path.join(content, 'dangling.txt'));
    for (const file of ['link.txt', 'linked/precious.txt', 'linked/new.txt', 'dangling.txt'])
      expect(() => replaceFile(path.join(content, file), 'other', content), file).toThrow(/leads out of/);
    expect(readFileSync(path.join(folder, 'elsewhere/precious.txt'), 'utf8')).toBe('precious');
    expect(readdirSync(path.join(folder, 'elsewhere'))).toEqual(['precious.txt']);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 500) throw new Error('it never happened');
    await pause(10);
  }
}
