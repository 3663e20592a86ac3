import { describe, expect, test } from 'vitest';
import { excerpt } from '../../src/diagnostics/excerpt.ts';
import { linesOf } from '../../src/text/lines.ts';

const at = (start: number, end: number) => ({ start: { line: 1, column: start }, end: { line: 1, column: end } });

describe('An excerpt of a very long line', () => {
  const line = `${'あ'.repeat(5000)}here${'x'.repeat(1_000_000)}`;

  test('shows the place with marks below it, and that something is left out on both sides', () => {
    const { shown, marks } = excerpt(line, at(5001, 5005), 40);
    expect(shown).toMatch(/^…あ+herex+…$/);
    expect(marks).toMatch(/^ +\^{4}$/);
    // Each of these letters takes two columns.
    expect(marks.indexOf('^')).toBe(1 + 2 * (shown.indexOf('here') - 1));
  });

  test('fills the width as that of a shorter line would', () => {
    const wide = excerpt(`${'y'.repeat(300)}here${'x'.repeat(300)}`, at(301, 305), 80).shown;
    expect(excerpt(`${'y'.repeat(30_000)}here${'x'.repeat(30_000)}`, at(30_001, 30_005), 80).shown).toBe(wide);
    expect(wide).toHaveLength(80);
    // Marks that combine take no column, so many more of them fit.
    const narrow = excerpt(`${'ä\u0301'.repeat(2000)}here`, at(4001, 4005), 80).shown;
    expect([...new Intl.Segmenter('en').segment(narrow)]).toHaveLength(
      excerpt(`${'y'.repeat(2000)}here`, at(2001, 2005), 80).shown.length,
    );
  });

  test('says on one side only that something is left out where the place is at an end', () => {
    expect(excerpt('x'.repeat(10_000), at(1, 2), 40).shown).toMatch(/^x{30,}…$/);
    expect(excerpt('x'.repeat(10_000), at(10_000, 10_001), 40).shown).toMatch(/^…x+$/);
  });
});

describe('The lines of a text', () => {
  test('end with LF, CRLF and CR, start after a byte order mark, and end with the text', () => {
    const lines = linesOf('\uFEFFone\r\ntwo\rthree\n\nfive');
    expect([1, 2, 3, 4, 5, 6].map((number) => lines.line(number))).toEqual([
      'one',
      'two',
      'three',
      '',
      'five',
      undefined,
    ]);
    expect(linesOf('one\ntwo\n').line(3)).toBe('');
    expect(linesOf('').line(1)).toBe('');
  });
});
