import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/cli/unified-diff.ts';
import { runs } from '../cases.ts';
import { folderWith, run, validCourse } from './sample.ts';

/** Has git apply a diff, which a repository around the folder has no say in. */
function gitApply(folder: string, diff: string): void {
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd: folder,
    input: diff,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) },
  });
}

test('A unified diff turns the one text into the other, whatever the name of the file', () => {
  const line = fc.constantFrom('a\n', 'b\n', 'c\n', 'd\r\n', '\n');
  const text = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 40 }), fc.constantFrom('', 'end'))
    .map(([lines, end]) => lines.join('') + end);
  const name = 'ü "1".txt';
  const folder = folderWith({ [name]: '' });
  const file = path.join(folder, name);
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      writeFileSync(file, before);
      gitApply(folder, unifiedDiff(name, before, after));
      expect(readFileSync(file, 'utf8')).toBe(after);
    }),
    { seed: 7, numRuns: runs(20, 60) },
  );
});

test.each([
  ['blanks at the end of each of many lines', 'a  \n'.repeat(5000), 'a\n'.repeat(5000)],
  ['many lines in place of one', 'x\n', 'a\nb\n'.repeat(3000)],
  ['no line in place of many, and no end of the last', `1\n2\n3\n4\n${'a\nb\n'.repeat(3000)}end`, '1\n2\n3\n4\nend'],
])(
  'A diff of more edits than anybody reads is one hunk, and turns the one text into the other: %s',
  (_, before, after) => {
    const folder = folderWith({ 'a.txt': before });
    gitApply(folder, unifiedDiff('a.txt', before, after));
    expect(readFileSync(path.join(folder, 'a.txt'), 'utf8')).toBe(after);
  },
);

test.each([
  ['as an absolute path', (folder: string) => ({ cwd: folder, words: [path.join(folder, 'content')], apply: folder })],
  [
    'from a folder beside it',
    (folder: string) => ({ cwd: path.join(folder, 'docs'), words: ['../content'], apply: '/' }),
  ],
])('The diff that `validate` shows can be applied where the folder was typed %s', async (_, how) => {
  const quiz = 'content/modules/sound/quiz.yaml';
  const right = validCourse[quiz] ?? '';
  const folder = folderWith({ ...validCourse, [quiz]: right.replace('    prompt:', '    promt:'), 'docs/a.md': '' });
  const { cwd, words, apply } = how(folder);
  const { out } = await run(cwd, ['validate', ...words, '--fix', '--dry-run']);
  gitApply(apply, out);
  expect(readFileSync(path.join(folder, quiz), 'utf8')).toBe(right);
});
