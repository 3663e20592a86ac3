import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, validQuiz } from './sound.ts';

/** What is said of a `predict-output` with these keys. */
function said(keys: Readonly<Record<string, unknown>>): readonly string[] {
  const question = {
    id: 'third',
    type: 'predict-output',
    prompt: 'What does it print?',
    objective: 'lookup',
    section: 'the-lookup',
    program: 'print(3)',
    output: '3',
    ...keys,
  };
  const { diagnostics } = loadCourse(
    memoryFiles({ ...validCourseFiles(), 'modules/dns/quiz.yaml': `${validQuiz}  - ${JSON.stringify(question)}\n` }),
  );
  return diagnostics.map(({ code, fix }) => `${code}: ${fix}`);
}

const unrun = { language: 'python', runs: 'no', reason: 'needs Python' };
const options = (right: string, wrong = 'nothing'): readonly unknown[] => [
  { id: 'wrong', text: wrong, feedback: 'No.' },
  { id: 'right', text: right, correct: true, feedback: 'Yes.' },
];

describe('The right option of a program that is not run', () => {
  test.each([
    ['plain', '3', '3'],
    ['inline code', '3', '`3`'],
    ['inline code with a backtick in it', 'a`b', '`` a`b ``'],
    ['a fence', 'a  b\nc\n', '```text\na  b\nc\n```'],
    ['plain, with escaped characters', '[1, *2*]', '\\[1, \\*2\\*\\]'],
    ['lines that end in white space, or in CRLF', 'a \r\nb\r\n', '```\na\nb\n```'],
  ])('is its output, written as %s', (_, output, text) => {
    expect(said({ ...unrun, output, options: options(text) })).toEqual([]);
  });

  test.each([
    [
      'another text',
      '3',
      '`4`',
      'nothing',
      'write the same in both: the output alone, between backticks or in a fence',
    ],
    [
      'a sentence around it',
      '3',
      'It prints `3`.',
      'nothing',
      'write the same in both: the output alone, between backticks or in a fence',
    ],
    [
      'other letter case',
      'True',
      '`true`',
      'nothing',
      'write the same in both: the output alone, between backticks or in a fence',
    ],
    [
      'what another option is',
      '3',
      '`4`',
      '`3`',
      'mark the option `wrong` as `correct: true` instead, or correct `output`',
    ],
  ])('is not %s', (_, output, text, wrong, fix) => {
    expect(said({ ...unrun, output, options: options(text, wrong) })).toEqual([`output-option: ${fix}`]);
  });

  test('is left to the proof where the program is run', () => {
    expect(said({ options: options('`4`') })).toEqual([]);
  });

  test('is nothing to speak of where there is none, or more than one', () => {
    expect(
      said({
        ...unrun,
        options: [
          { id: 'a', text: '4', feedback: 'No.' },
          { id: 'b', text: '5', feedback: 'No.' },
        ],
      }).filter((one) => one.startsWith('output-option')),
    ).toEqual([]);
    expect(
      said({ ...unrun, options: options('4').map((one) => ({ ...(one as object), correct: true })) }).filter((one) =>
        one.startsWith('output-option'),
      ),
    ).toEqual([]);
  });
});

describe('The language of a program', () => {
  const fenced = (language: string): string => `\`\`\`${language}\nconsole.log(3)\n\`\`\``;

  test.each([
    ['js', 'javascript'],
    ['ts', 'typescript'],
    ['js', ''],
    ['js', 'text'],
    ['mjs', 'js'],
  ])('`%s` is not another one than the fence’s `%s`', (language, fence) => {
    expect(said({ language, program: fenced(fence) })).toEqual([]);
  });

  test.each([
    ['js', 'python'],
    ['ts', 'js'],
    ['python', 'js'],
  ])('`%s` is another one than the fence’s `%s`, which is one report', (language, fence) => {
    expect(said({ language, program: fenced(fence) })).toEqual([
      'program-language: remove `language`, or name the same in both',
    ]);
  });
});
