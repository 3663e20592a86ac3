import type { MemoryContent } from '../../src/source/memory.ts';
import { soundBody, validCourseFiles, soundFront, validQuiz } from './sound.ts';

type Content = Record<string, MemoryContent[string]>;

const many = 100_000;
const megabytes = 4_500_000;
const quiz = (text: string | Uint8Array): Content => ({ ...validCourseFiles(), 'modules/dns/quiz.yaml': text });
const lesson = (body: string, format: 'md' | 'mdx' = 'md'): Content => {
  const files = validCourseFiles(format);
  delete files['modules/dns/quiz.yaml'];
  return { ...files, [`modules/dns/lesson.${format}`]: `---\n${soundFront}---\n\n${body}` };
};
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, bom: boolean): Uint8Array =>
  new Uint8Array([
    ...(bom ? [0xff, 0xfe] : []),
    ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]),
  ]);

/**
 * Inputs made to crash, hang, fill the memory or slip through. `refused` names the code that must come, at the place
 * where it must come if that matters; `works` means that there is nothing to report.
 */
export const hostileInputs: readonly {
  readonly name: string;
  readonly files: () => Content;
  readonly refused?: string;
  readonly at?: string;
  readonly works?: true;
}[] = [
  // YAML
  {
    name: 'an alias bomb',
    files: () =>
      quiz(
        `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from(
          { length: 12 },
          (_, i) =>
            `b${i}: &b${i} [${Array(9)
              .fill(i === 0 ? '*a' : `*b${i - 1}`)
              .join(', ')}]`,
        ).join('\n')}\n`,
      ),
    refused: 'yaml-alias-expansion',
  },
  {
    name: 'an alias inside its own anchor',
    files: () => quiz('questions: &q [*q]\n'),
    refused: 'yaml-alias-cycle',
    at: '1:16',
  },
  {
    name: 'two anchors that hold each other',
    files: () => quiz('a: &a { b: *b }\nb: &b { a: *a }\n'),
    refused: 'yaml-alias-unknown',
    at: '1:12',
  },
  {
    name: 'thousands of anchors of one name',
    files: () => quiz(Array.from({ length: 2000 }, (_, i) => `a${i}: &a ${i}\nb${i}: *a`).join('\n')),
    refused: 'key-unknown',
  },
  { name: '100,000 open brackets', files: () => quiz(`a: ${'['.repeat(many)}`), refused: 'file-too-large' },
  {
    name: '100,000 closed brackets',
    files: () => quiz(`a: ${'['.repeat(many)}${']'.repeat(many)}`),
    refused: 'file-too-large',
  },
  {
    name: '20,000 nested brackets',
    files: () => quiz(`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    refused: 'yaml-too-deep',
    at: '1:67',
  },
  { name: '20,000 nested mappings', files: () => quiz(`${'{a: '.repeat(20_000)}1`), refused: 'yaml-too-deep' },
  { name: '20,000 dashes', files: () => quiz(`${'- '.repeat(20_000)}x`), refused: 'yaml-too-deep', at: '1:129' },
  { name: '20,000 question marks', files: () => quiz(`${'? '.repeat(20_000)}x`), refused: 'yaml-too-deep' },
  {
    name: '3,000 levels of indentation',
    files: () => quiz(Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
    refused: 'yaml-too-deep',
    at: '65:65',
  },
  { name: 'a million list items', files: () => quiz('- a\n'.repeat(1_000_000)), refused: 'file-too-large' },
  {
    name: 'a million entries between brackets',
    files: () => quiz(`a: [${'b,'.repeat(1_000_000)}]\n`),
    refused: 'file-too-large',
  },
  {
    name: 'as many entries between brackets as there may be',
    files: () => quiz(`a: [${'b,'.repeat(32_500)}]\n`),
    refused: 'key-unknown',
  },
  {
    name: 'as many mappings between brackets as there may be',
    files: () => quiz(`a: [${'{a: b},'.repeat(10_800)}]\n`),
    refused: 'key-unknown',
  },
  {
    name: 'as many questions without anything as there may be',
    files: () => quiz(`questions:\n${'  - a: b\n'.repeat(9_900)}`),
    refused: 'more-problems',
  },
  {
    name: 'as many questions with a syntax error as there may be',
    files: () => quiz(`questions:\n${'  - a: @b\n'.repeat(9_900)}`),
    refused: 'yaml-unquoted',
    at: '2:8',
  },
  {
    name: 'as many questions with a key twice as there may be',
    files: () => quiz(`questions:\n${'  - a: b\n    a: c\n'.repeat(5_000)}`),
    refused: 'more-problems',
  },
  {
    name: 'thousands of mistakes on one line of 4 MB',
    files: () =>
      quiz(
        `title: ${'x'.repeat(megabytes - 100_000)}\na: {${Array.from({ length: 10_000 }, (_, i) => `k${i}: 1`).join(', ')}}\n`,
      ),
    refused: 'key-unknown',
  },
  {
    name: 'thousands of options',
    files: () =>
      quiz(
        validQuiz.replace(
          /    options:\n/,
          (options) =>
            `${options}${Array.from({ length: 5000 }, (_, i) => `      - id: more-${i}\n        text: Option ${i}\n`).join('')}`,
        ),
      ),
    refused: 'value-range',
  },
  {
    name: 'a long text behind hundreds of aliases',
    files: () =>
      quiz(
        `title: &long "${'a b '.repeat(20_000)}"\nquestions:\n${'  - { id: a, type: true-false, prompt: *long }\n'.repeat(2000)}`,
      ),
    refused: 'yaml-alias-expansion',
  },
  {
    name: 'thousands of broken links in a prompt',
    files: () =>
      quiz(
        validQuiz.replace(
          /prompt: .*/,
          () => `prompt: |-\n${Array.from({ length: 12_000 }, (_, i) => `      [a${i}](b${i}.md)\n\n`).join('')}`,
        ),
      ),
    refused: 'link-file-missing',
  },
  {
    name: 'thousands of exchanges',
    files: () => lesson(`## The Lookup\n\n${':::exchange\n```js title="a.js"\na\n```\n:::\n\n'.repeat(6000)}`),
    refused: 'more-problems',
  },
  {
    name: 'thousands of silences',
    files: () => lesson(`## The Lookup\n\n${'<!-- lectern-silence spelling: x -->\n\nrecieve\n\n'.repeat(2500)}`),
  },
  { name: '100,000 formulas', files: () => lesson(`## The Lookup\n\n${'$x^2$ '.repeat(many)}\n`), refused: 'raw-math' },
  {
    name: 'thousands of signs that open something',
    files: () =>
      lesson(`## The Lookup\n\n${'$ ** == ++ {{ {% <% ]( [[x ** `` ~~ || %% @[a :a \\(\n\n'.repeat(3_000)}\n`),
    refused: 'raw-link',
  },
  {
    name: '100,000 rows without a table',
    files: () => lesson(`## The Lookup\n\n${'| a | b |\n'.repeat(40_000)}`),
    refused: 'raw-table',
  },
  {
    name: 'thousands of marks of a merge',
    files: () => lesson(`## The Lookup\n\n${'<<<<<<< a\n=======\n>>>>>>> b\n'.repeat(15_000)}`),
    refused: 'merge-conflict',
    at: '11:1',
  },
  {
    name: 'a thousand misspelt words',
    files: () =>
      lesson(
        `## The Lookup\n\n${Array.from({ length: 200_000 }, (_, i) => `recieve${String.fromCharCode(97 + (i % 26), 97 + (Math.floor(i / 26) % 26), 97 + (Math.floor(i / 676) % 26))}`).join(' ')}\n`,
      ),
    refused: 'spelling',
  },
  { name: 'four million empty lines', files: () => quiz('\n'.repeat(megabytes)), refused: 'file-too-large' },
  { name: 'a scalar of 4 MB', files: () => quiz(validQuiz.replace('Quick Quiz', 'x'.repeat(megabytes))), works: true },
  {
    name: 'a quoted scalar of 4 MB',
    files: () => quiz(validQuiz.replace('Quick Quiz', `"${'x\\n'.repeat(megabytes / 3)}"`)),
    refused: 'file-too-large',
    at: '1:8',
  },
  {
    name: 'a quoted scalar of half a MB',
    files: () => quiz(validQuiz.replace('Quick Quiz', `"${'x\\n'.repeat(160_000)}"`)),
    works: true,
  },
  {
    name: 'four megabytes of quotes',
    files: () => quiz(`a: ${"'".repeat(megabytes)}`),
    refused: 'file-too-large',
    at: '1:4',
  },
  {
    name: '20,000 unknown keys',
    files: () => quiz(Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n')),
    refused: 'more-problems',
  },
  {
    name: '15,000 times the same key',
    files: () => quiz('title: x\n'.repeat(15_000)),
    refused: 'yaml-duplicate-key',
    at: '2:1',
  },
  {
    name: 'a duplicate key',
    files: () => quiz(`${validQuiz}title: Again\n`),
    refused: 'yaml-duplicate-key',
    at: '23:1',
  },
  {
    name: 'the key __proto__',
    files: () => quiz(`${validQuiz}__proto__: { polluted: true }\n`),
    refused: 'yaml-forbidden-key',
    at: '23:1',
  },
  {
    name: 'the key __proto__ in quotes',
    files: () => quiz(`${validQuiz}"__proto__": { polluted: true }\n`),
    refused: 'yaml-forbidden-key',
    at: '23:1',
  },
  {
    name: 'the key constructor',
    files: () => quiz(`${validQuiz}constructor: { prototype: { polluted: true } }\n`),
    refused: 'key-unknown',
    at: '23:1',
  },
  {
    name: 'a context named constructor that is not there',
    files: () => quiz(validQuiz.replace('objective: lookup', 'objective: lookup\n    context: constructor')),
    refused: 'context-unknown',
  },
  {
    name: 'a tag that asks for a function',
    files: () => quiz('title: !!js/function "function () { process.exit() }"\n'),
    refused: 'yaml-tag',
    at: '1:8',
  },
  { name: 'a tag that asks for a file', files: () => quiz('title: !include /etc/passwd\n'), refused: 'yaml-tag' },
  {
    name: 'a second document',
    files: () => quiz(`${validQuiz}---\n${validQuiz}`),
    refused: 'yaml-second-document',
    at: '23:1',
  },
  { name: 'a hundred thousand documents', files: () => quiz('---\n'.repeat(40_000)), refused: 'yaml-second-document' },
  {
    name: 'a directive that brings back YAML 1.1',
    files: () => quiz(`%YAML 1.1\n---\n${validQuiz}`),
    refused: 'yaml-directive',
  },
  { name: '20,000 syntax errors', files: () => quiz('- @a\n'.repeat(20_000)), refused: 'yaml-unquoted', at: '1:3' },
  {
    name: '40,000 questions with a syntax error each',
    files: () => quiz(`questions:\n${'  - a: @b\n'.repeat(40_000)}`),
    refused: 'file-too-large',
  },
  { name: 'an empty quiz', files: () => quiz(''), refused: 'file-empty', at: '1:1' },
  { name: 'a quiz of comments', files: () => quiz('# nothing\n'.repeat(1000)), refused: 'file-empty' },
  { name: 'a quiz that is a list', files: () => quiz('- a\n- b\n'), refused: 'value-type' },
  { name: 'a quiz that is a word', files: () => quiz('hello'), refused: 'value-type' },
  {
    name: 'numbers beyond all bounds',
    files: () => quiz(validQuiz.replace('title: Quick Quiz', 'passMark: 1e999')),
    refused: 'value-type',
  },
  {
    name: 'a number that is none',
    files: () => quiz(validQuiz.replace('title: Quick Quiz', 'passMark: .nan')),
    refused: 'value-type',
  },
  {
    name: 'an integer of 400 digits as text',
    files: () => quiz(validQuiz.replace('Quick Quiz', '9'.repeat(400))),
    works: true,
  },
  // bytes
  {
    name: 'a byte that is not UTF-8',
    files: () => quiz(latin1(validQuiz.replace('The page itself', 'Caf\u00e9'))),
    refused: 'file-not-utf8',
    at: '13:18',
  },
  {
    name: 'an overlong encoding',
    files: () => quiz(bytes(0x61, 0x3a, 0x20, 0xc0, 0xaf)),
    refused: 'file-not-utf8',
    at: '1:4',
  },
  {
    name: 'a surrogate in UTF-8',
    files: () => quiz(bytes(0x61, 0xed, 0xa0, 0x80)),
    refused: 'file-not-utf8',
    at: '1:2',
  },
  {
    name: 'a sequence cut off at the end',
    files: () => quiz(bytes(0x61, 0x3a, 0x20, 0xf0, 0x9f, 0x98)),
    refused: 'file-not-utf8',
    at: '1:4',
  },
  { name: 'UTF-16 with a BOM', files: () => quiz(utf16(validQuiz, true)), refused: 'file-not-utf8', at: '1:1' },
  { name: 'UTF-16 without a BOM', files: () => quiz(utf16(validQuiz, false)), refused: 'file-nul', at: '1:2' },
  {
    name: 'a zero byte',
    files: () => quiz(validQuiz.replace('The page', 'The\0page')),
    refused: 'file-nul',
    at: '13:18',
  },
  { name: 'a BOM', files: () => quiz(`\uFEFF${validQuiz}`), works: true },
  {
    name: 'a picture saved as a quiz',
    files: () => quiz(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)),
    refused: 'file-not-utf8',
    at: '1:1',
  },
  {
    name: 'a file of 50 MB',
    files: () => quiz(new Uint8Array(50_000_000).fill(0x78)),
    refused: 'file-too-large',
    at: '1:1',
  },
  { name: 'carriage returns alone', files: () => quiz(validQuiz.replaceAll('\n', '\r')), works: true },
  // files
  {
    name: 'a link out of the tree in place of the quiz',
    files: () => ({ ...validCourseFiles(), 'modules/dns/quiz.yaml': { reason: 'outside' } }),
    refused: 'file-outside',
    at: '1:1',
  },
  {
    name: 'a device in place of the lesson',
    files: () => ({ ...validCourseFiles(), 'modules/dns/lesson.md': { reason: 'not-a-file' } }),
    refused: 'file-special',
    at: '1:1',
  },
  {
    name: 'a quiz that may not be read',
    files: () => ({ ...validCourseFiles(), 'modules/dns/quiz.yaml': { reason: 'unreadable' } }),
    refused: 'file-unreadable',
  },
  {
    name: 'a course file that may not be read',
    files: () => ({ ...validCourseFiles(), 'course.yaml': { reason: 'unreadable' } }),
    refused: 'file-unreadable',
  },
  {
    name: 'no course file',
    files: () => ({ 'modules/dns/lesson.md': `---\n${soundFront}---\n\n${soundBody}` }),
    refused: 'course-missing',
    at: '1:1',
  },
  { name: 'nothing at all', files: () => ({}), refused: 'course-missing' },
  {
    name: 'a folder in place of the lesson',
    files: () => ({
      ...validCourseFiles(),
      'modules/tls/lesson.md/x': 'text',
      'course.yaml': 'title: T\nlanguage: en\ncategories: [{ id: a, title: A, modules: [http, dns, tls] }]\n',
    }),
    refused: 'file-kind',
  },
  {
    name: 'a module called ..',
    files: () => ({
      ...validCourseFiles(),
      'course.yaml': 'title: T\nlanguage: en\ncategories: [{ id: a, title: A, modules: [http, dns, ".."] }]\n',
    }),
    refused: 'value-format',
  },
  {
    name: 'a module called ../../etc',
    files: () => ({
      ...validCourseFiles(),
      'course.yaml': 'title: T\nlanguage: en\ncategories: [{ id: a, title: A, modules: [http, dns, "../../etc"] }]\n',
    }),
    refused: 'value-format',
  },
  {
    name: 'a module called __proto__',
    files: () => ({
      ...validCourseFiles(),
      'course.yaml': 'title: T\nlanguage: en\ncategories: [{ id: a, title: A, modules: [http, dns, __proto__] }]\n',
    }),
    refused: 'value-format',
  },
  {
    name: 'names with spaces and emoji',
    files: () => ({
      ...lesson('## The Lookup\n\n![A map](<my 🗺️ map.png>)\n'),
      'modules/dns/my 🗺️ map.png': 'picture',
    }),
    works: true,
  },
  {
    name: 'names with per cent signs',
    files: () => ({ ...lesson('## The Lookup\n\n![A map](100%25.png)\n'), 'modules/dns/100%.png': 'picture' }),
    works: true,
  },
  {
    name: 'two names that are one on other systems',
    files: () => ({ ...validCourseFiles(), 'modules/dns/caf\u00e9.png': '', 'modules/dns/cafe\u0301.png': '' }),
    refused: 'file-case-clash',
  },
  // Markdown
  ...(['md', 'mdx'] as const).flatMap((format) => [
    {
      name: `100,000 quotation marks (.${format})`,
      files: () => lesson('>'.repeat(many), format),
      refused: 'markdown-too-deep',
      at: '9:101',
    },
    {
      name: `100,000 open brackets (.${format})`,
      files: () => lesson('['.repeat(many), format),
      refused: 'markdown-too-deep',
      at: '9:101',
    },
    {
      name: `100,000 list markers (.${format})`,
      files: () => lesson('- '.repeat(many), format),
      refused: 'markdown-too-deep',
    },
    {
      name: `100,000 text directives (.${format})`,
      files: () => lesson(':a'.repeat(many), format),
      refused: 'markdown-too-deep',
    },
    {
      name: `100,000 character references (.${format})`,
      files: () => lesson('&amp;'.repeat(many), format),
      refused: 'markdown-too-deep',
      at: '9:12246',
    },
    {
      name: `100,000 character references in many paragraphs (.${format})`,
      files: () => lesson(`${'&amp;'.repeat(500)}\n\n`.repeat(200), format),
      refused: 'markdown-too-deep',
    },
    {
      name: `100,000 unclosed emphases (.${format})`,
      files: () => lesson('_a'.repeat(many), format),
      refused: 'markdown-too-deep',
    },
    {
      name: `backticks that pair in many ways (.${format})`,
      files: () => lesson(`${soundBody}\n\n\`${'a\n'.repeat(50)}${'``'.repeat(40)}\n`, format),
    },
    {
      name: `many openers of formulas and code on one line (.${format})`,
      files: () => lesson(`${soundBody}\n\n${'`$'.repeat(many)}\n`, format),
    },
    {
      name: `4 MB of backticks (.${format})`,
      files: () => lesson('`'.repeat(megabytes), format),
      refused: 'fence-unclosed',
    },
    {
      name: `a fence of 49,000 empty lines (.${format})`,
      files: () => lesson(`## The Lookup\n\n\`\`\`text${'\n'.repeat(49_000)}`, format),
      refused: 'fence-unclosed',
    },
    {
      name: `3,000 nested directives (.${format})`,
      files: () => lesson(Array.from({ length: 3000 }, (_, i) => `${':'.repeat(3003 - i)}note`).join('\n'), format),
      refused: 'markdown-too-deep',
    },
    {
      name: `20,000 headings (.${format})`,
      files: () => lesson('## a\n\n'.repeat(20_000), format),
      refused: 'more-problems',
    },
    {
      name: `200,000 lines (.${format})`,
      files: () => lesson('a\n\n'.repeat(many), format),
      refused: 'file-too-large',
    },
    {
      name: `marks for a billion lines (.${format})`,
      files: () => lesson('```js {1-999999999,1-999999999}\na();\n```\n', format),
      refused: 'fence-marks-range',
    },
    {
      name: `a word of 4 MB (.${format})`,
      files: () => lesson(`## The Lookup\n\n${'a'.repeat(megabytes)}\n`, format),
      works: true as const,
    },
  ]),
  // JavaScript's grammar, which the engine reads by recursion
  ...Object.entries({
    braces: '{'.repeat(50_000),
    'parentheses in an expression': `{${'('.repeat(10_000)}1${')'.repeat(10_000)}}`,
    elements: '<a>'.repeat(many),
    'elements in an expression': `{${'<a>'.repeat(5000)}}`,
    'minus signs': `export const a = ${'- '.repeat(50_000)}1`,
    negations: `{${'!'.repeat(50_000)}1}`,
    arrows: `export const a = ${'a=>'.repeat(50_000)}1`,
    news: `{${'new '.repeat(50_000)}a}`,
    ifs: `export function a(){${'if(1)'.repeat(50_000)}1}`,
    elses: `export function a(){${'if(1);else '.repeat(30_000)}1}`,
    labels: `export function a(){${'a:'.repeat(50_000)}1}`,
    conditions: `{${'1?1:'.repeat(20_000)}1}`,
  }).map(([what, body]) => ({
    name: `tens of thousands of ${what}`,
    files: () => lesson(body, 'mdx'),
    refused: 'markdown-too-deep',
  })),
];

/** MDX that would leave a trace if anything in it ran. `CANARY` becomes a path and a name to look for afterwards. */
export const hostileMdx: readonly (readonly [name: string, body: string])[] = [
  ['an expression that writes a file', "{require('node:fs').writeFileSync('CANARY', '')}"],
  ['an expression that sets a variable', '{(globalThis.CANARY = true)}'],
  ['a function called at once', '{(() => { globalThis.CANARY = true; })()}'],
  ['an export that runs code', 'export const a = (globalThis.CANARY = true)'],
  ['an export that calls a function', 'export const a = (() => { globalThis.CANARY = true; return 1; })()'],
  ['a top-level await', 'export const a = await (async () => { globalThis.CANARY = true; })()'],
  ['an import of Node’s files', "import fs from 'node:fs'\n\nexport const a = fs.writeFileSync('CANARY', '')"],
  ['an import for its effect', "import 'node:child_process'"],
  ['a dynamic import', "{import('node:fs').then((fs) => fs.writeFileSync('CANARY', ''))}"],
  ['a dynamic import of a computed name', "{import('node:' + 'fs').then((fs) => fs.writeFileSync('CANARY', ''))}"],
  ['an import of data', "import a from 'data:text/javascript,globalThis.CANARY=true'"],
  ['an import from another host', "import a from 'https://127.0.0.1:9/CANARY.js'"],
  ['an import from outside', "import a from '../../../../../../CANARY.js'"],
  ['an absolute import', "import a from '/CANARY.js'"],
  ['an attribute that runs code', '<b title={(globalThis.CANARY = true)}>text</b>'],
  ['a spread that runs code', '<b {...(globalThis.CANARY = {})}>text</b>'],
  ['an event handler', '<b onClick={() => { globalThis.CANARY = true }}>text</b>'],
  ['a script', '<script>{`globalThis.CANARY = true`}</script>'],
  ['a template that runs code', '{`${(globalThis.CANARY = true)}`}'],
  ['a getter in an export', 'export const a = { get b() { return (globalThis.CANARY = true); } }.b'],
  ['a class with a static block', 'export class A { static { globalThis.CANARY = true; } }'],
  ['a function constructor', "{new Function('globalThis.CANARY = true')()}"],
  ['eval', "{eval('globalThis.CANARY = true')}"],
  ['a request', "{fetch('http://127.0.0.1:9/CANARY')}"],
  ['the end of the process', '{process.exit(7)}'],
  ['a comment that is none', '{/* */ (globalThis.CANARY = true) /* */}'],
  ['a prototype', '{(Object.prototype.CANARY = true)}'],
];
