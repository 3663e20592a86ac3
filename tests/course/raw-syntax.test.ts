import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/cli/fix-files.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, soundFront, validQuiz } from './sound.ts';

/** What a sound course with this body, or this text as a prompt, is told of raw syntax. */
function reportsOn(body: string, format: 'md' | 'mdx' = 'md', front = soundFront): string[] {
  const files = {
    ...validCourseFiles(format),
    [`modules/dns/lesson.${format}`]: `---\n${front}---\n\n## The Lookup\n\n${body}\n\n## The Cache\n\nText.\n`,
  };
  return loadCourse(memoryFiles(files))
    .diagnostics.map(({ code }) => code)
    .filter(isRaw);
}

function reportsOnPrompt(text: string): string[] {
  const quiz = validQuiz.replace('prompt: What does a lookup find?', `prompt: ${JSON.stringify(text)}`);
  return loadCourse(memoryFiles({ ...validCourseFiles('md'), 'modules/dns/quiz.yaml': quiz }))
    .diagnostics.map(({ code }) => code)
    .filter(isRaw);
}

const isRaw = (code: string): boolean => code.startsWith('raw-') || code === 'quotes-curly';

const folder = new URL('../../src/diagnostics/codes/', import.meta.url);
const pages = readdirSync(folder)
  .filter(isRaw)
  .map((name) => name.replace(/\.md$/, ''));

describe('What only looks like syntax', () => {
  test.each(pages)('is reported, and has a way out, as its page says: %s', (code) => {
    const examples = [
      ...readFileSync(new URL(`${code}.md`, folder), 'utf8').matchAll(/^````(md|yaml)\n([^]*?)\n````$/gm),
    ];
    const [bad, good] = examples.map(([, language, example = '']) =>
      language === 'yaml'
        ? reportsOn('Text.', 'md', soundFront.replace(/^title: .*$/m, example))
        : reportsOn(example.startsWith('```js') ? `${example}\na\n\`\`\`` : example),
    );
    expect(new Set(bad)).toEqual(new Set([code]));
    expect(good).toEqual([]);
  });

  test.each([
    ['prices', 'It costs $5 and $10, or US$ 20, at most 6$ (or $7), between $5-$10 and $5/$6.'],
    [
      'variables of a shell',
      'Set $HOME and $PATH, $HOME/bin:$PATH, $1 or $(pwd) and ${x}, jQuery’s $("a") and $.each($b, $c).',
    ],
    ['escaped signs', String.raw`\$a\$, \==a==, \[\[a\]\], a \| b, \`a, \*\*a \*, \[a] \(b), \[x\] and \(see below\).`],
    ['code', '`$x$ ==a== [[b]] {{c}} {% d %} [e] (f.md) **g * H~2~O :smile: [^1]` and `` ` ``'],
    ['fences', '```text\n$x$\n[!NOTE]\n| a | b |\n| c | d |\n{{ x }}\n<<< a.js\n##Title\n```'],
    ['code that is indented', '    $x$ and {{ y }}\n    | a |\n    | b |'],
    [
      'addresses',
      '[a](https://a.example/$x$/==y==/~z~?q={{b}}) and https://a.example/:smile:/x==y== and <https://a.example/[[b]]>',
    ],
    [
      'comparisons',
      'a == b, a===b, a == b == c, x != y, 2 ** 3 ** 4, 2**3**4, a || b || c, i++ and ++j, C++ and g++, 50 %% of it',
    ],
    [
      'times, ports and words',
      '10:30:45, localhost:3000:80, Ruby’s :name and ::Module::Class, note: this, std::vec::Vec, key:value:more',
    ],
    [
      'arrays',
      'items[0][1], matrix[i][j](k), [1][2], a[[1, 2], [3, 4]], [[1, 2]], x[[name]] and the internal slot [[Prototype]]',
    ],
    ['brackets and parentheses', 'See [this] (if you like), [a] [b], f(x)[0] and (see [there])[sic].'],
    [
      'strikes and emphasis',
      '~~struck~~, ~also struck~, **a**, *b*, ***c***, `**kwargs` and 5 * 6 * 7, a footnote*, *args* and src/**/*.js',
    ],
    ['footnotes', 'A claim[^1] and[^note].\n\n[^1]: One.\n[^note]: Two.'],
    [
      'references',
      '[a][there], [there], [there][] and ![a map][map]\n\n[there]: https://a.example\n[map]: https://a.example/map.png',
    ],
    ['tables', '| a | b |\n|:--|--:|\n| `x` | y \\| z |\n| one |\n\nText with a | bar.\n\na | b\n--|--\nc | d'],
    ['lists', '- a\n- [ ] b\n- [x] c\n\n1. a\n2. b\n\n1) a\n2) b\n\nText with -dash\nand 3. more'],
    ['broken lines', 'In the year\n1984. It was\n\nLine one  \na) two  \nb) three'],
    ['headings', '### Fine {#fine}\n\nIssue\n#12 and #hashtag\n\n#!/bin/sh'],
    ['dialogue', '– One.\n– Two.'],
    ['an element’s code', 'Press <kbd>`</kbd>, write <code>{{ x }}</code> and <code>$x$</code>.'],
    ['quotations', '> A quotation\n> of $5\n> [note] of it.'],
    ['times and ratios in definitions', 'The ratio\n:a is not one.'],
    ['an address in parentheses', 'He said [so] (and more).'],
    ['emoji', 'A smile 🙂 and :-) and :) and ;-)'],
    ['curly quotes in prose', 'He wrote a = “b” and “c”, x=“y”.'],
    ['a group of files', 'Every *.md and *.txt file, `**/*.md`, and **/*.md, too.'],
  ])('is not seen in %s', (_, text) => {
    expect(reportsOn(text)).toEqual([]);
  });

  test('is one report where two kinds could see it', () => {
    expect(reportsOn('The sum $a_1 * b_1 * c^2$, and {{ [[x]] }} or [the **page] (https://a.example).')).toEqual([
      'raw-math',
      'raw-template',
      'raw-link',
    ]);
  });

  test('is found in quotations, lists, directives, headings and tables alike', () => {
    const at = [
      '> $x^2$',
      '- $x^2$',
      '1. a\n\n   $x^2$',
      ':::note\n$x^2$\n:::',
      ':::note[$x^2$]\nText.\n:::',
      '### On $x^2$',
      '| a |\n|---|\n| $x^2$ |',
      '*so $x^2$*',
      'A claim[^1].\n\n[^1]: On $x^2$.',
    ];
    expect(at.map((body) => reportsOn(body))).toEqual(at.map(() => ['raw-math']));
    expect(at.map((body) => reportsOn(body, 'mdx'))).toEqual(at.map(() => ['raw-math']));
  });

  test('is found in the texts of a quiz, which know less Markdown', () => {
    expect(reportsOnPrompt('What is $x^2$?')).toEqual(['raw-math']);
    expect(reportsOnPrompt('What does the note say?[^1]')).toEqual(['raw-footnote']);
    expect(reportsOnPrompt('What does [[lookup]] find?')).toEqual(['raw-wiki-link']);
    expect(reportsOnPrompt('Which costs more, $5 or $6?\n\n- a\n- b\n\n| a | b |\n|---|---|\n| c | d |')).toEqual([]);
  });
});

test('The name of an emoji is written as the emoji by --fix, where it stands in a lesson or a quiz', () => {
  const lesson = `---\n${soundFront}---\n\n## The Lookup\n\nDone :tada:, and :no_such_emoji:, at 10:30:15.\n\n## The Cache\n\nText.\n`;
  const quiz = validQuiz.replace(/prompt: What does a lookup find\?/, 'prompt: What does a lookup find :thinking:?');
  expect(quiz).not.toBe(validQuiz);
  const { diagnostics } = loadCourse(
    memoryFiles({ ...validCourseFiles('md'), 'modules/dns/lesson.md': lesson, 'modules/dns/quiz.yaml': quiz }),
  );
  const fixed = (text: string, name: string): string =>
    applyEdits(
      text,
      diagnostics.filter(({ file }) => file === `modules/dns/${name}`),
    ).text;
  expect(fixed(lesson, 'lesson.md')).toBe(lesson.replace(':tada:', '🎉'));
  expect(fixed(quiz, 'quiz.yaml')).toBe(quiz.replace(':thinking:', '🤔'));
});
