import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/cli/fix-files.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { slugOf } from '../../src/course/slug.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, validQuiz } from './sound.ts';

/** The quiz after the edits of its reports, and the codes of what is left. */
function fixed(quiz: string): { readonly text: string; readonly left: readonly string[] } {
  const reports = (text: string) =>
    loadCourse(memoryFiles({ ...validCourseFiles(), 'modules/dns/quiz.yaml': text })).diagnostics;
  const { text } = applyEdits(quiz, reports(quiz));
  return { text, left: reports(text).map(({ code }) => code) };
}

describe('A missing id', () => {
  test.each([
    ['of a question', '- id: first\n    prompt:', '- prompt:', '- id: what-does-a-lookup-find\n    prompt:'],
    ['of an option', '- id: address\n        text:', '- text:', '- id: the-address-of-a-name\n        text:'],
    ['without a value', '- id: address\n', '- id: # mine\n', '- id: the-address-of-a-name # mine\n'],
    ['with an empty text', '- id: address\n', "- id: ''\n", '- id: the-address-of-a-name\n'],
    [
      'between braces',
      '- id: page\n        text: The page itself\n        feedback: The page comes later.',
      '- {text: The page, feedback: Later}',
      '- {id: the-page, text: The page, feedback: Later}',
    ],
  ])('%s is named after the text, where it belongs', (_, sound, wrong, right) => {
    const { text, left } = fixed(validQuiz.replace(sound, wrong));
    expect(text).toBe(validQuiz.replace(sound, right));
    expect(left).toEqual([]);
  });

  test('of a row, or of a criterion, is named after its text', () => {
    const question = (type: string, parts: string): string =>
      `questions:\n  - id: one\n    type: ${type}\n    prompt: What holds what?\n    objective: lookup\n    section: the-cache\n${parts}    explanation: A zone holds names.\n`;
    const rows = fixed(
      question(
        'classify',
        '    columns: [{ id: zone, text: Zone }, { id: cache, text: Cache }]\n    rows: [{ text: Names, column: zone }, { text: Answers, column: cache }]\n',
      ),
    );
    expect(rows.text).toContain(
      '[{ id: names, text: Names, column: zone }, { id: answers, text: Answers, column: cache }]',
    );
    expect(rows.left).toEqual([]);
    const criteria = fixed(
      question('self-check', '    model: It holds names.\n    criteria:\n      - text: Names it\n'),
    );
    expect(criteria.text).toContain('- id: names-it\n        text: Names it');
    expect(criteria.left).toEqual([]);
  });

  test('keeps comments, wide indentation and CRLF', () => {
    const wrong = validQuiz
      .replace('- id: first\n    prompt: What does a lookup find?', '-   prompt: What? # mine')
      .replace('- id: second', '-   id: second')
      .replaceAll('\n    ', '\n      ')
      .replaceAll('\n', '\r\n');
    expect(fixed(wrong)).toEqual({ text: wrong.replace('-   prompt:', '-   id: what\r\n      prompt:'), left: [] });
  });

  test('is unique in its list, also among ids a question had before', () => {
    const item = (text: string, id = ''): string => `      - ${id}text: ${text}\n`;
    const quiz = `questions:\n  - id: order\n    type: ordering\n    prompt: Put them in order.\n    objective: lookup\n    section: the-cache\n    items:\n${item('Ask!')}${item('ask?')}${item('Wait', 'id: ask\n        ')}    explanation: First one asks, then one waits.\n`;
    const { text, left } = fixed(quiz);
    expect(text.match(/- id: .*/g)).toEqual(['- id: order', '- id: ask-2', '- id: ask-3', '- id: ask']);
    expect(left).toEqual([]);
    const renamed = validQuiz
      .replace('- id: first\n', '- ')
      .replace('-     prompt', '- prompt')
      .replace('    objective: lookup\n', '    objective: lookup\n    aliases: [what-does-a-lookup-find]\n');
    expect(fixed(renamed).text).toContain('- id: what-does-a-lookup-find-2\n');
  });

  test('is quoted where YAML would read a number or a truth value', () => {
    const { text, left } = fixed(
      validQuiz
        .replace('- id: address\n        text: The address of a name', '- text: "true"')
        .replace('- id: page\n        text: The page itself', '- text: 404'),
    );
    expect(text).toContain("- id: 'true'\n");
    expect(text).toContain("- id: '404'\n");
    expect(left).toEqual([]);
  });

  test('is left to the author where something may already name it, and where there is no text', () => {
    const objective = loadCourse(
      memoryFiles({
        ...validCourseFiles(),
        'modules/dns/lesson.md':
          '---\ntitle: T\nsummary: S\nobjectives:\n  - text: Explain a lookup\n---\n\n## The Lookup\n\nText.\n',
      }),
    ).diagnostics;
    expect(objective.filter(({ edit }) => edit !== undefined)).toEqual([]);
    const wordless = validQuiz.replace(
      '- id: address\n        text: The address of a name\n        correct',
      '- correct',
    );
    expect(fixed(wordless).text).toBe(wordless);
  });
});

describe('The slug of a text', () => {
  test.each([
    ['What does `fetch()` return?', 'what-does-fetch-return'],
    ['A [link](https://example.org/long) here', 'a-link-here'],
    ['Straße für Zoës café', 'strasse-fur-zoes-cafe'],
    ['It doesn’t', 'it-doesnt'],
    ['你好', ''],
    ['What prints?\n\n```js\nconsole.log(1)\n```', 'what-prints'],
    ['one two three four five six seven eight nine ten', 'one-two-three-four-five-six-seven-eight'],
    ['x'.repeat(60), 'x'.repeat(40)],
  ])('of %j is %j', (markdown, slug) => expect(slugOf(markdown)).toBe(slug));
});
