import { expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, validQuiz } from './sound.ts';

/** Codes of what is wrong with the sound quiz and this prompt. */
function wrongWith(prompt: string): readonly string[] {
  const quiz = validQuiz.replace(/(?<=prompt: ).*/, prompt);
  return loadCourse(memoryFiles({ ...validCourseFiles(), 'modules/dns/quiz.yaml': quiz })).diagnostics.map(
    ({ code }) => code,
  );
}

test.each([
  ['as it is', '"What does <b>this</b> find?"'],
  ['behind an escape', String.raw`"What does \x3cb>this\x3c/b> find?"`],
  ['put together from two lines', '"What does <\\\n      b>this</b> find?"'],
])('HTML in a quiz is found where it stands %s', (_, prompt) => {
  expect(wrongWith(prompt)).toEqual(['quiz-html']);
});

test('A text without any is fine', () => {
  expect(wrongWith('"What does \\"a < b\\" find?"')).toEqual([]);
});

test.each([
  ['nesting', `${'> '.repeat(200)}x`],
  ['lists in lists', `${'- '.repeat(200)}x`],
  ['character references', '&amp;'.repeat(60_000)],
  ['emphases', '*a '.repeat(20_000)],
  ['half links', '[a]('.repeat(20_000)],
])('A text beyond what the Markdown engine may be asked is refused once, and nobody asks: %s', (_, text) => {
  expect(wrongWith(JSON.stringify(`What is this? \n\n${text}`))).toEqual(['markdown-too-deep']);
});
