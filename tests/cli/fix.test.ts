import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import type { CheckedContent } from '../../src/cli/content.ts';
import { fixFiles, type FixResult } from '../../src/cli/fix-files.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { ReadMemory } from '../../src/course/load.ts';
import { makeReport } from '../../src/diagnostics/report.ts';
import type { CourseFiles } from '../../src/source/files.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';
import { decodeText } from '../../src/source/text.ts';
import { mistakeCases, unmark } from '../course/mistake-cases.ts';
import { soundBody, validCourseFiles, soundFront, validQuiz } from '../course/sound.ts';
import { runs } from '../cases.ts';

type Texts = Readonly<Record<string, string>>;

const sound = validCourseFiles() as Texts;
const quizFile = 'modules/dns/quiz.yaml';
const lessonFile = 'modules/dns/lesson.md';

/** What no fix changes is read once: `read-again.test.ts` holds the memory to it. */
const read = new ReadMemory();

function check(files: CourseFiles): CheckedContent {
  const { diagnostics, modules, questions } = loadCourse(files, read);
  return {
    report: makeReport(diagnostics, { modules, questions }),
    course: undefined,
    files: files.list().map(({ path }) => path),
    textOf: (file) => decodeText(file, files.read(file)).source?.text,
  };
}

const fixed = (texts: MemoryContent): FixResult => fixFiles(memoryFiles(texts), check);

/** The files as `--fix` leaves them. */
function after(texts: Texts): Texts {
  return { ...texts, ...Object.fromEntries(fixed(texts).files.map(({ file, after: text }) => [file, text])) };
}

const errorsIn = (texts: MemoryContent): number => check(memoryFiles(texts)).report.summary.errors;
const withLesson = (body: string, front = soundFront): Texts => ({
  ...sound,
  [lessonFile]: `---\n${front}---\n\n${soundBody}\n${body}`,
});
const withQuiz = (from: string, to: string): Texts => ({ ...sound, [quizFile]: validQuiz.replace(from, to) });

/** A question of a type the sound quiz has not. */
const asking = (keys: string): Texts => ({
  ...sound,
  [quizFile]: `${validQuiz}  - id: third\n    prompt: What is it?\n    objective: lookup\n    section: the-lookup\n${keys.replace(/^(?=.)/gm, '    ')}`,
});

describe('--fix writes another key', () => {
  test.each([
    ['prompt:', 'promt:'],
    ['explanation:', 'explantion:'],
    ['feedback:', 'feed_back:'],
    ['objective:', 'Objective:'],
    ['correct: true', 'corect: true'],
    ['title: Quick Quiz', 'titel: Quick Quiz'],
    ['questions:', 'qestions:'],
  ])('%s where a slip made it %s', (right, wrong) => {
    expect(after(withQuiz(right, wrong))).toEqual(sound);
  });

  test.each([
    ['what can hold the value is another word', asking('type: true-false\nanswer: true\ngrade: 2\n')],
    ['it is another word, and the value would fit', asking('type: true-false\nanswer: true\ngrade: [one, two]\n')],
    ['what it names is not there', asking('type: true-false\nanswer: true\ncontext: x\n'.replace('context', 'contxt'))],
    ['the value would not fit', asking('type: true-false\nanswer: true\nhnts: 2\n')],
    ['two keys could be the one', asking('type: true-false\nanswer: true\nexplantion: One.\nexplanaton: Two.\n')],
    ['the right one is there, too', withQuiz('    prompt: What', '    promt: Or so?\n    prompt: What')],
    ['the name would be taken', asking('type: true-false\nanswer: true\naliasis: [first]\n')],
    ['it would be the second with that id', withQuiz('  - id: second', '  - idd: first')],
  ])('never where %s', (_, texts) => {
    expect(fixed(texts).files).toEqual([]);
  });

  test('and says what can be written there instead', () => {
    const messages = (keys: string): string[] =>
      check(memoryFiles(asking(`type: true-false\nanswer: true\n${keys}`))).report.diagnostics.map(
        ({ message }) => message,
      );
    expect(messages('grade: 2\n')).toEqual([
      'unexpected key `grade`, expected one of `hints`, `explanation`, `context`, `points`, `aliases`, `silence`, `feedback`',
    ]);
    expect(messages('content: algebra\n')).toEqual([
      'unexpected key `content`, expected one of `hints`, `explanation`, `context`, `points`, `aliases`, `silence`, `feedback`',
    ]);
    expect(messages('hint: Think.\n')).toEqual(['unexpected key `hint`, expected `hints`']);
  });
});

describe('--fix writes another value', () => {
  test.each([
    ['type: true-false', 'type: true-flase'],
    ['type: true-false', 'type: True_False'],
    ['answer: true', "answer: 'true'"],
    ['correct: true', 'correct: "true"'],
    ['section: the-cache', 'section: The Cache'],
    ['section: the-lookup', 'section: "The lookup"'],
  ])('%s where it was %s', (right, wrong) => {
    expect(after(withQuiz(right, wrong))).toEqual(sound);
  });

  test('the id of a heading that has one of its own', () => {
    const texts = {
      ...withLesson('## What Is Kept {#kept}\n'),
      [quizFile]: validQuiz.replace('section: the-cache', 'section: What Is Kept?'),
    };
    expect(after(texts)[quizFile]).toBe(validQuiz.replace('section: the-cache', 'section: kept'));
  });

  test.each([
    ['what is in quotes would be out of range', { ...sound, [quizFile]: `passMark: "170"\n${validQuiz}` }],
    ['a word in a list would be no entry of it', asking('options: nothing\n')],
    ['what is named is not there', withLesson('', `${soundFront}prerequisites: htpp\n`)],
    ['the question would have another mistake', asking('type: numerc\nanswer: many\n')],
    [
      'two sections have that title',
      { ...withLesson('## Kept\n\n## Kept\n'), [quizFile]: validQuiz.replace('section: the-cache', 'section: KEPT') },
    ],
    ['other places would change with it', asking('type: true-false\nanswer: &yes "true"\nexplanation: *yes\n')],
  ])('never where %s', (_, texts) => {
    expect(fixed(texts).files).toEqual([]);
  });
});

describe('--fix puts text into quotes', () => {
  const explained = (text: string): Texts => asking(`type: true-false\nanswer: true\nexplanation: ${text}\n`);
  const valueOf = (texts: Texts): unknown =>
    parseDocument(texts[quizFile] ?? '').getIn(['questions', 2, 'explanation']);

  test.each([
    'HTTP: the basics',
    'Note:',
    '@home is a name',
    '`GET` asks',
    '50 %: half',
    '%d is a number',
    '*Never* do that',
    '**Bold** words',
    '*Always*',
    '[The lookup](#the-lookup) says so',
    "It's so: it is",
    'Say "yes": it is',
    'A\\B: a path',
    '& more',
  ])('%s', (text) => {
    const texts = after(explained(text));
    expect(valueOf(texts)).toBe(text);
    expect(errorsIn(texts)).toBe(0);
  });

  test.each([
    'HTTP: the basics # note',
    'one\n  and: two',
    'What is it? type: true-false',
    '"So": it is',
    '- one: two',
    '> so: it is',
    '[a] and b',
    '{a} b',
    '!important: so',
    '*one',
  ])('never where that would be a guess: %s', (text) => {
    expect(fixed(explained(text)).files).toEqual([]);
  });

  test('also where it is an entry of a list', () => {
    const texts = after(asking('type: true-false\nanswer: true\nhints:\n  - Think: what is asked?\n  - @home\n'));
    expect(parseDocument(texts[quizFile] ?? '').getIn(['questions', 2, 'hints', 0])).toBe('Think: what is asked?');
    expect(errorsIn(texts)).toBe(0);
  });

  test('whatever it is, so that it reads as it was written, or not at all', () => {
    const piece = fc.constantFrom(
      'a',
      'Word',
      ': ',
      ':',
      '"',
      "'",
      '#',
      ' #',
      '@',
      '*',
      '**',
      '&',
      '!',
      '[',
      ']',
      '(x)',
      '{',
      '}',
      '`',
      '%',
      '|',
      '> ',
      '- ',
      ', ',
      ' ',
      '\\',
      '?',
      'é',
      '日本',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const text = pieces.join('').trim();
        fc.pre(text !== '');
        const texts = explained(text);
        const { files } = fixed(texts);
        if (files.length > 0) expect(valueOf(after(texts))).toBe(text);
      }),
      { seed: 21, numRuns: runs(120, 600) },
    );
  });
});

describe('--fix writes an address as its file is called', () => {
  const pictures = { 'modules/dns/Tree of Names.svg': '<svg/>', 'modules/dns/img/Map.png': 'x' };
  test.each([
    ['![A tree](<tree of names.svg>) ![A map](img/Map.png)', '![A tree](<Tree of Names.svg>) ![A map](img/Map.png)'],
    [
      '![A tree](tree%20of%20names.SVG) ![A map](img/Map.png)',
      '![A tree](Tree%20of%20Names.svg) ![A map](img/Map.png)',
    ],
    [
      '![A tree](<Tree of Names.svg>) ![A map](./IMG/map.PNG)',
      '![A tree](<Tree of Names.svg>) ![A map](./img/Map.png)',
    ],
    [
      '![A tree](<Tree of Names.svg>) ![A map](img/Map.png) [HTTP](../HTTP/Lesson.md#the-request)',
      '![A tree](<Tree of Names.svg>) ![A map](img/Map.png) [HTTP](../http/lesson.md#the-request)',
    ],
    [
      '![A tree](<Tree of Names.svg>) <img alt="A map" src="img/map.png">',
      '![A tree](<Tree of Names.svg>) <img alt="A map" src="img/Map.png">',
    ],
  ])('%s becomes %s', (wrong, right) => {
    expect(after({ ...withLesson(`${wrong}\n`), ...pictures })[lessonFile]).toBe(withLesson(`${right}\n`)[lessonFile]);
  });

  test('in a quiz, too', () => {
    const texts = {
      ...withQuiz('prompt: What does', 'prompt: Where is ![it](MAP.png)? What does'),
      'modules/dns/Map.png': 'x',
    };
    expect(after(texts)[quizFile]).toContain('![it](Map.png)');
  });

  test.each([
    ['two files differ in case alone', '![A map](MAP.png)', { 'modules/dns/Map.png': 'x', 'modules/dns/map.png': 'x' }],
    ['it is another name', '![A map](mapp.png)', { 'modules/dns/Map.png': 'x' }],
  ])('never where %s', (_, wrong, files) => {
    expect(fixed({ ...withLesson(`${wrong}\n`), ...files }).files).toEqual([]);
  });
});

describe('--fix names the language of code', () => {
  const fence = (language: string): Texts => withLesson(`\`\`\`${language}\ncode();\n\`\`\`\n`);
  test.each([
    ['javscript', 'javascript'],
    ['JavaScript', 'javascript'],
    ['JS', 'js'],
    ['pyhton', 'python'],
    ['typescipt', 'typescript'],
    ['shell-session', 'console'],
    ['golang', 'go'],
    ['C++', 'c++'],
  ])('%s is %s', (wrong, right) => {
    expect(after(fence(`${wrong} title="a"`))).toEqual(fence(`${right} title="a"`));
  });

  test.each(['foo', 'jav', 'octave', 'mylang', 'postgresql', 'constructor'])(
    'but not %s, which may be one',
    (language) => {
      expect(fixed(fence(language)).files).toEqual([]);
    },
  );

  test.each([
    ['```js titel="a.js"\n', '```js title="a.js"\n'],
    ['```js run="node"\n', '```js runs="node"\n'],
    ['```js showLineNumbers ins={1} "a()"\n', '```js numbers ins="1" mark="a()"\n'],
    ['```js hl_lines="1" linenums="5"\n', '```js {1} numbers="5"\n'],
    ['```js filename="a.js" wrap=true\n', '```js title="a.js" wrap\n'],
    ['```js [a.js]\n', '```js title="a.js"\n'],
    ['```js{1}\n', '```js {1}\n'],
    ['```rust,ignore\n', '```rust\n'],
  ])('and writes %j as %j', (wrong, right) => {
    expect(after(withLesson(`${wrong}a();\n\`\`\`\n`))).toEqual(withLesson(`${right}a();\n\`\`\`\n`));
  });

  test.each(['```js run\n', '```js run="deno"\n', '```js titel\n', '```js title="a" titel="b"\n'])(
    'but leaves %j, which would be another mistake',
    (wrong) => {
      expect(fixed(withLesson(`${wrong}a();\n\`\`\`\n`)).files).toEqual([]);
    },
  );
});

describe('--fix calls a directive by its name', () => {
  test('where everything in it fits', () => {
    expect(after(withLesson(':::insigth[Remember]\nText.\n:::\n'))).toEqual(
      withLesson(':::insight[Remember]\nText.\n:::\n'),
    );
    expect(after(withLesson(':::flow{lop="again"}\n1. **Ask** a question\n:::\n'))).toEqual(
      withLesson(':::flow{loop="again"}\n1. **Ask** a question\n:::\n'),
    );
  });

  test.each([
    [
      '::::challenge[Ask]\nText.\n\n:::answer\nIt.\n:::\n::::\n',
      '::::exercise[Ask]\nText.\n\n:::solution\nIt.\n:::\n::::\n',
    ],
    [':::callout\nText.\n:::\n', ':::note\nText.\n:::\n'],
    [
      ':::code-group\n```sh title="a"\n1\n```\n```sh title="b"\n2\n```\n:::\n',
      ':::tabs\n```sh title="a"\n1\n```\n```sh title="b"\n2\n```\n:::\n',
    ],
  ])('where other tools have another name for it: %j', (wrong, right) => {
    expect(after(withLesson(wrong))).toEqual(withLesson(right));
  });

  test.each([
    ':::flows\nText.\n:::\n',
    ':::notes{loop="x"}\nText.\n:::\n',
    '::questoin{id="nothing"}\n',
    ':::flow{lop}\n1. **Ask** a question\n:::\n',
    ':::top\nText.\n:::\n',
  ])('and not in %j', (body) => {
    expect(fixed(withLesson(body)).files).toEqual([]);
  });
});

describe('Whatever is wrong, --fix', () => {
  const cases = mistakeCases().map(
    ({ name, files }) =>
      [
        name,
        Object.fromEntries(
          Object.entries(files).map(([file, marked]) => [file, unmark(file, marked).text.replaceAll('§', 'x')]),
        ),
      ] as const,
  );

  test.each(cases)('makes no other mistake, and has nothing left to do: %s', (_, texts) => {
    const result = after(texts);
    expect(errorsIn(result)).toBeLessThanOrEqual(errorsIn(texts));
    expect(fixed(result).files).toEqual([]);
  });

  const slips: readonly ((word: string, at: number) => string)[] = [
    (word, at) => word.slice(0, at) + word.slice(at + 1),
    (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at),
    (word, at) => word.slice(0, at) + 'x' + word.slice(at + 1),
    (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
    (word) => word.toUpperCase(),
    (word) => `${word}s`,
    () => 'grade',
    () => 'content',
    () => 'title',
  ];
  const rich = asking(
    'type: matching\nscoring: partial\npairs:\n  - { left: A, right: IPv4 }\n  - { left: AAAA, right: IPv6 }\nhints: [Think twice.]\ncontext: log\n',
  );
  const start: Texts = { ...rich, [quizFile]: `contexts:\n  log: A line.\npassMark: 60\n${rich[quizFile] ?? ''}` };
  const files = ['course.yaml', quizFile, lessonFile] as const;
  const mutation = fc.record({
    file: fc.constantFrom(...files),
    word: fc.nat(),
    slip: fc.nat(slips.length - 1),
    at: fc.nat(12),
  });

  /** The text with one word of its YAML misspelt: a key, or a value of one word. */
  function misspelt(
    texts: Texts,
    {
      file,
      word,
      slip,
      at,
    }: { readonly file: string; readonly word: number; readonly slip: number; readonly at: number },
  ): Texts {
    const text = texts[file] ?? '';
    const words = [...text.matchAll(/(?<=^[ ]*(?:- )?)[\w-]+(?=:(?:\s|$))|(?<=: )[\w-]+$/gm)].filter(
      ({ index }) => !file.endsWith('.md') || index < text.indexOf('\n---\n', 4),
    );
    const chosen = words[word % words.length];
    if (chosen === undefined) return texts;
    const wrong = slips[slip]!(chosen[0], at % chosen[0].length);
    return { ...texts, [file]: text.slice(0, chosen.index) + wrong + text.slice(chosen.index + chosen[0].length) };
  }

  /** Every value of a course's YAML, by file and path; undefined for a file that cannot be read. */
  function valuesOf(texts: Texts): Map<string, string> {
    const values = new Map<string, string>();
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) values.set(path, JSON.stringify(value));
      else for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`);
    };
    for (const file of files) {
      const text = texts[file] ?? '';
      const document = parseDocument(file.endsWith('.md') ? text.slice(4, text.indexOf('\n---\n', 4)) : text);
      if (document.errors.length === 0) walk(document.toJS(), file);
    }
    return values;
  }

  function stepsApart(one: string, other: string): number {
    const [steps, others] = [one.split('/'), other.split('/')];
    return steps.length === others.length ? steps.filter((step, index) => step !== others[index]).length : Infinity;
  }

  test('never makes more mistakes than there were, and leaves every value as it was, or as it was meant', () => {
    const original = valuesOf(start);
    expect(errorsIn(start)).toBe(0);
    const courses = runs(100, 500);
    let restored = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 2 }), (mutations) => {
        const wrong = mutations.reduce(misspelt, start);
        const result = after(wrong);
        expect(errorsIn(result)).toBeLessThanOrEqual(errorsIn(wrong));
        const written = [...valuesOf(wrong)];
        // A key that was renamed keeps what stands under it.
        for (const [path, value] of valuesOf(result))
          expect(
            [
              original.get(path),
              ...written.flatMap(([from, old]) => (stepsApart(from, path) <= mutations.length ? [old] : [])),
            ],
            path,
          ).toContain(value);
        if (JSON.stringify(result) === JSON.stringify(start) && JSON.stringify(wrong) !== JSON.stringify(start))
          restored += 1;
      }),
      { seed: 8, numRuns: courses },
    );
    expect(restored).toBeGreaterThan(courses / 13);
  });
});
