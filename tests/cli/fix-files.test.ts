import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/cli/fix-files.ts';
import { nameInDiff, unifiedDiff } from '../../src/cli/unified-diff.ts';
import { problem } from '../diagnostics/reporters/sample.ts';

const point = (column: number) => ({ line: 1, column });
const edit = (from: number, to: number, text: string) =>
  problem('1:1', '1:1', { edit: { start: point(from), end: point(to), text } });

describe('Applying edits', () => {
  test('applies those that stand apart, whatever their order', () => {
    expect(applyEdits('one two three', [edit(9, 14, 'drei'), edit(1, 4, 'eins')]).text).toBe('eins two drei');
  });

  test('applies only the first of two that overlap', () => {
    const { text, applied } = applyEdits('one two three', [edit(1, 8, 'X'), edit(5, 14, 'Y')]);
    expect(text).toBe('X three');
    expect(applied).toHaveLength(1);
  });

  test('does not guess the order of two insertions at one place', () => {
    expect(applyEdits('ab', [edit(2, 2, '1'), edit(2, 2, '2')]).text).toBe('a1b');
  });

  test('applies the same edit once, and counts both problems as fixed', () => {
    const { text, applied } = applyEdits('one two', [edit(1, 4, 'eins'), edit(1, 4, 'eins')]);
    expect(text).toBe('eins two');
    expect(applied).toHaveLength(2);
  });

  test('counts columns behind a byte order mark, and keeps it', () => {
    expect(applyEdits('\uFEFFone two', [edit(1, 4, 'eins')]).text).toBe('\uFEFFeins two');
  });
});

describe('The unified diff', () => {
  test.each([
    ['/course/content/a.yaml', '/course', 'content/a.yaml'],
    ['/course/..drafts/a.yaml', '/course', '..drafts/a.yaml'],
    ['/course/content/a.yaml', '/course/docs', 'course/content/a.yaml'],
  ])('names %s, seen from %s, %s', (file, from, name) => expect(nameInDiff(file, from)).toBe(name));

  test('is empty where nothing changed', () => {
    expect(unifiedDiff('a.yaml', 'same\n', 'same\n')).toBe('');
  });

  test('shows three lines around a change, and says where no line break ends the file', () => {
    expect(unifiedDiff('a.yaml', '1\n2\n3\n4\n5\n6\n7\n8\n9', '1\n2\n3\n4\nfive\n6\n7\n8\n9')).toBe(
      '--- a/a.yaml\n+++ b/a.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
    expect(unifiedDiff('a', 'x', 'y')).toBe(
      '--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n',
    );
  });
});
