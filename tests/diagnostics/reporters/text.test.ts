import { describe, expect, test } from 'vitest';
import { text } from '../../../src/diagnostics/reporters/text.ts';
import { optionsFor, problem, reportOf } from './sample.ts';

describe('The text format', () => {
  const quiz = `${'\n'.repeat(12)}    prompt: What is it?\n    objective: open-conection\n`;
  const typo = problem('14:16', '14:29', { docs: 'npm run lectern -- explain objective-unknown' });

  test('shows the problem, its line with marks, why, the way out and where to read on', () => {
    expect(text(reportOf(typo), optionsFor(quiz))).toBe(`\
error[objective-unknown] objective \`open-conection\` is not one of this lesson’s, expected \`open-connection\`
  content/modules/websockets/quiz.yaml:14:16
   13 |     prompt: What is it?
   14 |     objective: open-conection
      |                ^^^^^^^^^^^^^
  why  the question would count towards no objective
  fix  write \`open-connection\`, or add the objective to lesson.mdx:4
  docs npm run lectern -- explain objective-unknown

1 error in 1 module and 3 questions
`);
  });

  test('says so when there is nothing to say', () => {
    expect(text(reportOf(), optionsFor(''))).toBe('No problems in 1 module and 3 questions\n');
  });

  test('says how many problems can be fixed, and how', () => {
    const fixable = problem('14:16', '14:29', {
      edit: { start: { line: 14, column: 16 }, end: { line: 14, column: 29 }, text: 'x' },
    });
    expect(text(reportOf(fixable), optionsFor(quiz))).toContain(
      '1 of them can be fixed safely: npm run lectern -- validate --fix',
    );
  });

  test.each([
    ['after tabs', '\t\tkey: bad', 8, 11],
    ['after emoji', '🏆👩‍👩‍👧 bad', 12, 15],
    ['after East Asian text', '日本語: bad', 6, 9],
    ['after letters with combining marks', 'e\u0301e\u0301: bad', 7, 10],
    ['after a byte order mark', '\uFEFFkey: bad', 6, 9],
  ])('puts the marks below the place %s', (_, line, from, to) => {
    const shown = text(reportOf(problem(`1:${from}`, `1:${to}`)), optionsFor(line)).split('\n');
    const [source = '', marks = ''] = [shown[2], shown[3]];
    const column = columnsBefore(source, source.indexOf('bad'));
    expect(columnsBefore(marks, marks.indexOf('^^^'))).toBe(column);
    expect(marks).toMatch(/^ +\| +\^\^\^$/);
  });

  test('cuts a long line around the place, on both sides', () => {
    const line = `${'a'.repeat(300)}bad${'z'.repeat(300)}`;
    const shown = text(reportOf(problem('1:301', '1:304')), optionsFor(line, { width: 60 })).split('\n');
    expect(shown[2]).toMatch(/^ {4}1 \| …a+badz+…$/);
    expect(shown[2]?.length).toBeLessThanOrEqual(60);
    expect(shown[3]?.indexOf('^^^')).toBe(shown[2]?.indexOf('bad'));
  });

  test('marks a place behind the last character, also of a line that is cut', () => {
    const shown = text(reportOf(problem('1:201', '1:201')), optionsFor('a'.repeat(200), { width: 60 })).split('\n');
    expect(shown[3]?.indexOf('^')).toBe(shown[2]?.length);
  });

  test('says where a problem of several lines ends', () => {
    expect(text(reportOf(problem('1:3', '3:2')), optionsFor('a: [\n1,\n2'))).toContain('      |   ^^ to line 3\n');
  });

  test('lists related places, and counts what is beyond the first few', () => {
    const related = Array.from({ length: 8 }, (_, index) => ({
      ...problem(`${index + 1}:1`, `${index + 1}:2`),
      message: 'here too',
    }));
    const shown = text(reportOf(problem('1:1', '1:2', { related })), optionsFor('abc'));
    expect(shown).toContain('  see  content/modules/websockets/quiz.yaml:6:1 here too\n  see  and 2 more\n');
  });

  test('never lets a file steer the terminal or turn the direction of its text', () => {
    const hostile = '\u001B[2J\u202Eevil\u0007';
    const shown = text(
      reportOf(problem('1:5', '1:6', { message: hostile, why: hostile, fix: hostile, file: `${hostile}.yaml` })),
      optionsFor(hostile),
    );
    expect(shown).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
    expect(shown).toContain('␛[2J<U+202E>evil␇');
  });

  test('has colour and links only where it is asked for them', () => {
    const options = { colour: true, linkTo: (file: string) => `file:///course/${file}` };
    expect(text(reportOf(typo), optionsFor(quiz))).not.toContain('\u001B');
    expect(text(reportOf(typo), optionsFor(quiz, options))).toContain(
      '\u001B]8;;file:///course/modules/websockets/quiz.yaml\u001B\\content/modules/websockets/quiz.yaml:14:16\u001B]8;;\u001B\\',
    );
    expect(text(reportOf(typo), optionsFor(quiz, options))).toContain('\u001B[31;1merror[objective-unknown]\u001B[0m');
  });
});

/** Columns a terminal needs for the first `length` units of a line, counted by hand for the characters used here. */
function columnsBefore(line: string, length: number): number {
  const graphemes = [...new Intl.Segmenter('en').segment(line.slice(0, length))].map(({ segment }) => segment);
  return graphemes.reduce((sum, grapheme) => sum + (/[🏆👩日本語]/u.test(grapheme) ? 2 : 1), 0);
}
