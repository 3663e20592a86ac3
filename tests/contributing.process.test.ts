import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyLectern } from './lectern-copy.ts';

const guide = readFileSync(fileURLToPath(new URL('../.github/CONTRIBUTING.md', import.meta.url)), 'utf8');

/** What the guide says to write: whole files, and lines to add to files that are there. */
const steps = [...guide.matchAll(/^(`{3,})(\w+) title="([^"]+)"\n([\s\S]*?)\n\1$/gm)].map(
  ([, , language = '', file = '', text = '']) => ({ language, file, text }),
);

const lectern = mkdtempSync(path.join(tmpdir(), 'lectern-contributing-'));
const inCopy = (file: string): string => path.join(lectern, file);

function follow({ language, file, text }: (typeof steps)[number]): void {
  mkdirSync(path.dirname(inCopy(file)), { recursive: true });
  writeFileSync(inCopy(file), language === 'diff' ? changed(readFileSync(inCopy(file), 'utf8'), text) : `${text}\n`);
}

/** A text after a change: lines with `-` are replaced by those with `+`, which else follow the line that stands before them. */
function changed(before: string, change: string): string {
  const lines = before.split('\n');
  let at = -1;
  for (const line of change.split('\n')) {
    const [sign, rest] = [line[0], line.slice(1)];
    if (sign === '+') lines.splice(++at, 0, rest);
    else {
      const found = lines.indexOf(rest, at + 1);
      if (found < 0) throw new Error(`the guide looks for a line that is not there: ${rest}`);
      if (sign === '-') lines.splice(found, 1);
      at = sign === '-' ? found - 1 : found;
    }
  }
  return lines.join('\n');
}

const run = (...words: readonly string[]) =>
  spawnSync(process.execPath, [inCopy('src/cli/lectern.mjs'), ...words], { cwd: lectern, encoding: 'utf8' });

const course: Readonly<Record<string, string>> = {
  'content/course.yaml':
    'title: T\ndescription: D\nlanguage: en\ncategories:\n  - { id: c, title: C, modules: [sizes] }\n',
  'content/modules/sizes/lesson.md':
    '---\ntitle: Sizes\nsummary: How much there is of it.\nobjectives:\n  - { id: open, text: Say how many there are }\n---\n\n## Opening What Was Closed so That Everybody May See What Has Been Inside of It\n\nThere are thousands of millions of addresses.\n\n:::recap\nThere are **many**.\n:::\n',
  'content/modules/sizes/quiz.yaml':
    'title: Quiz\nquestions:\n  - id: addresses\n    type: magnitude\n    prompt: How many addresses are there, in thousands of millions?\n    objective: open\n    section: opening-what-was-closed-so-that-everybody-may-see-what-has-been-inside-of-it\n    answer: 4.3\n    explanation: There are two to the power of 32 of them, so nearly four and a half.\n',
};

beforeAll(() => {
  copyLectern(lectern);
  for (const step of steps) follow(step);
  for (const [file, text] of Object.entries(course)) follow({ language: 'text', file, text: text.trimEnd() });
});
afterAll(() => rmSync(lectern, { recursive: true, force: true }));

describe('Who follows the steps of the guide', () => {
  test('touches only the files that it names: two new ones and a list for a rule, a list and a stylesheet for a directive, five for a question type, one and a list for a language', () => {
    const touched = (kind: RegExp): readonly string[] =>
      steps
        .filter(({ file }) => kind.test(file))
        .map(({ language, file }) => `${language === 'diff' ? '± ' : ''}${file}`);
    expect(touched(/rules\//)).toEqual([
      'src/rules/lesson/heading-long.ts',
      'src/rules/lesson/heading-long.md',
      'tests/rules/tables/heading-long.yaml',
      '± src/rules/list.ts',
    ]);
    expect(touched(/directives\/|styles\//)).toEqual([
      'src/lesson/directives/recap/index.ts',
      '± src/lesson/directives/index.ts',
      'src/lesson/directives/recap/style.css',
      '± src/styles/blocks.css',
    ]);
    expect(touched(/questions\//)).toEqual([
      'schemas/questions/magnitude.ts',
      'src/questions/magnitude/grade.ts',
      'src/questions/magnitude/index.ts',
      'src/questions/magnitude/check.ts',
      'src/questions/magnitude/examples.yaml',
      '± schemas/questions/index.ts',
      '± src/questions/types.ts',
    ]);
    expect(touched(/words\//)).toEqual(['src/words/eo.ts', '± src/words/catalogues.ts']);
  });

  test('has code that the type checker takes', () => {
    writeFileSync(
      inCopy('tsconfig.json'),
      readFileSync(inCopy('tsconfig.json'), 'utf8').replace(/"include": \[[^\]]*\]/, '"include": ["src", "schemas"]'),
    );
    const { stdout } = spawnSync(
      process.execPath,
      [inCopy('node_modules/typescript/bin/tsc'), '--noEmit', '-p', lectern],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
  });

  test('sees the rule report', () => {
    const { stdout } = run('validate', '--format', 'json');
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { code: string; message: string }[] };
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'heading-long: this heading has 76 characters, more than 70',
    ]);
    const page = run('explain', 'heading-long');
    expect(page.stderr + page.stdout).toContain('Headings are what readers jump along.');
  });

  test('sees the directive and the question on the page', () => {
    const built = run('build');
    expect(built.stderr + built.stdout).toContain('Wrote');
    const page = readFileSync(inCopy('dist/modules/sizes/index.html'), 'utf8');
    expect(page).toContain('<aside class="recap" role="note">');
    expect(page).toContain('<p class="recap-title">So far</p>');
    expect(page).toContain('data-type="magnitude"');
    expect(page).toContain('Your number');
  });

  test('sees the interface in the language', () => {
    const courseFile = inCopy('content/course.yaml');
    writeFileSync(courseFile, readFileSync(courseFile, 'utf8').replace('language: en', 'language: eo'));
    const built = run('build');
    expect(built.stderr + built.stdout).toContain('Wrote');
    const page = readFileSync(inCopy('dist/modules/sizes/index.html'), 'utf8');
    expect(page).toContain('Al la enhavo');
    expect(page).toContain('1 demando');
  });
});
