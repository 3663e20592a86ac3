import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourse, validCourseFiles, validQuiz } from './sound.ts';

/** The one report about the sound quiz with a mistake in it. */
function said(sound: string, wrong: string): { readonly message: string; readonly why: string; readonly fix: string } {
  const { diagnostics } = loadCourse(
    memoryFiles({ ...validCourseFiles(), 'modules/dns/quiz.yaml': validQuiz.replace(sound, wrong) }),
  );
  expect(diagnostics).toHaveLength(1);
  const { message = '', why = '', fix = '' } = diagnostics[0] ?? {};
  return { message, why, fix };
}

describe('A message of the format', () => {
  test('says what a key is for where its value cannot be used, and takes the number out of what was written', () => {
    const { why, fix } = said('title: Quick Quiz', 'passMark: 70%');
    expect(why).toBe('what `passMark` is for: score, in per cent, from which the module counts as passed');
    expect(fix).toBe('write the number alone: `70`');
  });

  test('takes a fraction for the per cent that was meant, and leaves small per cents alone', () => {
    expect(said('title: Quick Quiz', 'passMark: 0.705')).toMatchObject({
      message: 'unexpected `0.705`, expected per cent, not a fraction',
      fix: 'write `70.5`',
    });
    for (const sound of ['0', '1', '0.0', '100'])
      expect(
        loadCourse(
          memoryFiles({
            ...validCourseFiles(),
            'modules/dns/quiz.yaml': validQuiz.replace('title: Quick Quiz', `passMark: ${sound}`),
          }),
        ).diagnostics,
      ).toEqual([]);
  });

  test('shows where a bare text belongs in an entry with keys', () => {
    const { message, fix } = said(
      '- id: page\n        text: The page itself\n        feedback: The page comes later.',
      '- The page itself',
    );
    expect(message).toBe('unexpected `The page itself`, expected the keys of an option');
    expect(fix).toBe('write `text: The page itself` after the dash, and the other keys in lines below it');
  });

  test('counts what a list lacks', () => {
    const { message, fix } = said(
      /    options:[\s\S]*?(?=    explanation)/.exec(validQuiz)?.[0] ?? '',
      '    options: []\n',
    );
    expect(message).toBe('`options` is empty, expected at least 1');
    expect(fix).toBe('add an entry to `options`, after `- `');
  });

  test('sees what a space would have made a mark', () => {
    expect(said('- id: page', '-id: page')).toMatchObject({
      message: 'no space after the dash, expected `- id: page`',
      fix: 'write `- id: page`',
    });
    expect(said('section: the-lookup', 'section:the-lookup').message).toBe(
      'no space after the colon, expected `section: the-lookup`',
    );
  });

  test('sees an apostrophe that ends a text, and a number sign that begins a comment', () => {
    expect(said('text: The page itself', "text: 'It's the page'").message).toBe(
      "this text ends at its apostrophe, expected two of them (`''`)",
    );
    expect(said('text: The page itself', 'text: #5 of the list')).toMatchObject({
      message: '`text` has no value: what follows is a comment',
      fix: 'write the text in quotes: `"#5 of the list"`',
    });
    expect(said('text: The page itself', 'text:').message).toBe('`text` has no value, expected text');
  });

  test('takes one text out of its list where one text belongs', () => {
    expect(said('objective: lookup', 'objective: [lookup]').fix).toBe('write `lookup`, without brackets or dash');
  });
});

describe('A picture that is not there', () => {
  test('is never taken for the quiz or the lesson, near as their names may be', () => {
    const files = validCourseFiles();
    const lesson = `${String(files['modules/dns/lesson.md'])}\n![A lookup](quizz.yaml)\n`;
    const { diagnostics } = loadCourse(memoryFiles({ ...files, 'modules/dns/lesson.md': lesson }));
    expect(diagnostics.map(({ code, fix }) => [code, fix.includes('quiz.yaml')])).toEqual([['image-missing', false]]);
  });
});

describe('A course.yaml with a mistake', () => {
  const found = (from: string, to: string): string[] =>
    loadCourse(memoryFiles({ ...validCourseFiles(), 'course.yaml': validCourse.replace(from, to) })).diagnostics.map(
      ({ code, message }) => `${code}: ${message}`,
    );

  test('means the level whose beginning it has', () => {
    expect(found('categories:', 'rules: { choice-key-longest: warn }\ncategories:')).toEqual([
      'value-unknown: unexpected `warn`, expected `warning`',
    ]);
  });

  test('still lists the module that stands where a list belongs', () => {
    const files = validCourseFiles();
    const { diagnostics } = loadCourse(
      memoryFiles({
        'course.yaml': validCourse.replace('[http, dns]', 'http'),
        'modules/http/lesson.md': files['modules/http/lesson.md'] ?? '',
      }),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['value-type']);
  });
});
