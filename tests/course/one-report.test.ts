import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { ReadMemory } from '../../src/course/load.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { checkCourse } from '../../src/rules/check-course.ts';
import { RuleMemory } from '../../src/rules/engine/memory.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { pairs } from '../cases.ts';
import { mistakeCases } from './mistake-cases.ts';

type Texts = Readonly<Record<string, string>>;

function quizOf(objective: string, section: string): string {
  return `title: Quick Quiz
questions:
  - id: first
    type: true-false
    prompt: The browser of ${objective} speaks before the server.
    objective: ${objective}
    section: ${section}
    answer: true
    explanation: It is the browser of ${objective} that begins, and the server waits for it.
`;
}

const sound: Texts = {
  'course.yaml': `title: How Names Work
description: From names to pages.
language: en
categories:
  - id: net
    title: The Net
    modules: [http, dns]
  - id: other
    title: Others
    modules: [tls, tcp]
rules:
  stem-too-long: off
  question-untaught: off
vocabulary: [server]
`,
  'modules/http/lesson.md': `---
title: What Is HTTP?
summary: Browsers ask, servers answer.
objectives:
  - id: ask
    text: Explain a request
---

## The Request

A browser asks.
`,
  'modules/http/quiz.yaml': quizOf('ask', 'the-request'),
  'modules/tls/quiz.yaml': quizOf('trust', 'the-handshake'),
  'modules/tcp/quiz.yaml': quizOf('count', 'the-window'),
  'modules/tcp/lesson.mdx': `---
title: What Is TCP?
summary: Every byte is counted.
prerequisites: [http, dns]
objectives:
  - id: count
    text: Explain a window
---

import Card from './Card.astro'
import Intro from './intro.md'
import { label } from './label.ts'

<Intro />

## The Window

<details open>
<summary>What is <kbd>SYN</kbd>?</summary>

A <abbr title="Transmission Control Protocol">TCP</abbr> segment, see <a href="#numbers">the numbers</a>.

</details>

<table id="numbers">
<caption>Numbers</caption>
<tbody>
<tr><th>Byte</th><td>{label}</td></tr>
</tbody>
</table>

<Card title="Window" />

<video src="window.mp4" poster="window.png" controls aria-label="A window"></video>

<picture><source srcset="wide.png 2x" /><img src="narrow.png" alt="A segment" /></picture>

:::note[A word]
See [the intro](#the-start) and [the card][card].
:::

[card]: ../dns/lesson.md#the-cache
`,
  'modules/tcp/intro.md': '## The Start\n\nIt begins with ![a hand](hand.png).\n',
  'modules/tcp/Card.astro': '---\nconst { title } = Astro.props;\n---\n<p>{title}</p>\n',
  'modules/tcp/label.ts': "export const label = '42';\n",
  'modules/tcp/window.mp4': 'mp4',
  'modules/tcp/window.png': 'png',
  'modules/tcp/wide.png': 'png',
  'modules/tcp/narrow.png': 'png',
  'modules/tcp/hand.png': 'png',
  'modules/tls/lesson.md': `---
title: What Is TLS?
summary: Nobody reads along.
prerequisites: [dns]
objectives:
  - id: trust
    text: Explain a handshake
---

## The Handshake

A browser asks [as before](../http/lesson.md#the-request), with [a name](../dns/lesson.md#lookup).
`,
  'modules/dns/lesson.md': `---
title: What Is DNS?
summary: Names become addresses.
prerequisites: [http]
aliases: [names]
figure: layers
objectives:
  - id: lookup
    text: Explain a lookup
  - id: cache
    text: Explain a cache
---

## The Lookup {#lookup}

A browser asks for the address of a name. See [below](#the-cache), and [a request](../http/lesson.md#the-request).

![A tree of names](tree.svg)

Take [the list of roots](files/roots.csv), or read on.

<figure id="zones" aria-labelledby="caption"><img src="zones.png" alt="Three zones"><figcaption id="caption">Three zones</figcaption></figure>

:::insight[Key]
Text.
:::

:::flow[Steps]{loop="again"}
1. **Ask** a question
2. **Answer** it
:::

\`\`\`js title="a.js" {1}
run();
\`\`\`

:::exchange[Talk]{lab clients="2"}
\`\`\`js title="server.js" label="Node.js" runs="node"
a();
\`\`\`
\`\`\`js title="client.js" runs="browser"
b();
\`\`\`
\`\`\`transcript
server: hello
client-1: hello
server: and you
\`\`\`
:::

::question{id="first"}

## The Cache

It remembers the answer for a while.
`,
  'modules/dns/quiz.yaml': `title: Quick Quiz
passMark: 60
contexts:
  log: A server prints three lines.
questions:
  - id: first
    prompt: What does a lookup find?
    objective: lookup
    section: lookup
    context: log
    options:
      - id: address
        text: The address of a name
        correct: true
        feedback: That is what it is for.
      - id: page
        text: The page itself
        feedback: The page comes later.
      - id: server
        text: The server near
        feedback: The server comes later.
    explanation: A lookup turns a name into an address that a browser can call.
  - id: second
    type: true-false
    prompt: Answers are remembered for a while.
    objective: cache
    section: the-cache
    answer: true
    feedback:
      true: Yes, they are kept.
    explanation: They are kept as long as the answer says they may be kept.
  - id: third
    type: fill-in
    prompt: Fill in the blank.
    objective: lookup
    section: lookup
    text: A name becomes an [[address]] here.
    blanks:
      address: { accept: [address] }
    silence: { explanation-missing: it is plain }
  - id: fourth
    type: matching
    scoring: partial
    prompt: What belongs to what here?
    objective: lookup
    section: lookup
    pairs:
      - { left: A, right: IPv4 }
      - { left: AAAA, right: IPv6 }
    explanation: They are kept as long as the answer says they may be kept.
  - id: fifth
    type: multiple-choice
    prompt: What do you see in the picture?
    context: log
    objective: lookup
    section: lookup
    options:
      - { id: root, text: '![A root](root.png)', correct: true, feedback: It is there. }
      - { id: zone, text: A zone of names, correct: true, feedback: It is there. }
      - { id: mail, text: A mail of somebody, feedback: It is not there. }
    explanation: The picture has a root, and under it the zones that belong to it.
  - id: sixth
    type: ordering
    prompt: In which order does it happen?
    objective: lookup
    section: lookup
    items:
      - { id: ask, text: The browser asks }
      - { id: find, text: The server looks for it }
      - { id: tell, text: The server answers }
    explanation: Nobody can answer before being asked, or before having looked for it.
  - id: seventh
    type: numeric
    prompt: How many seconds does a day have?
    objective: cache
    section: the-cache
    answer: 86400
    tolerance: 10
    explanation: A day has 24 hours of 3600 seconds each, which makes 86400 of them.
  - id: eighth
    type: short-answer
    prompt: Which record holds an address of four bytes?
    objective: lookup
    section: lookup
    accept: [A]
    explanation: The record A holds an address of the fourth version of the protocol.
  - id: ninth
    type: predict-output
    prompt: What does this print?
    objective: cache
    section: the-cache
    program: |
      console.log(1 + 1);
    language: js
    output: "2"
    explanation: The sum of one and one is two, and that is what the console prints.
results:
  - from: 100
    title: Great
`,
  'modules/dns/tree.svg': '<svg/>',
  'modules/dns/zones.png': 'zones',
  'modules/dns/root.png': 'root',
  'modules/dns/files/roots.csv': 'a',
};

/** What was read and judged stays so until its text is another: `read-again.test.ts` and `rules/memory.test.ts` hold them to it. */
const read = new ReadMemory();
const judged = new RuleMemory();

function reportsOf(files: Texts): readonly Diagnostic[] {
  const loaded = loadCourse(memoryFiles(files), read);
  const found =
    loaded.valid === undefined
      ? loaded.diagnostics
      : checkCourse(loaded.valid, {
          memory: judged,
          speller: undefined,
          sizeOf: () => undefined,
          found: loaded.diagnostics,
          otherCodes: [],
        });
  return found.filter(({ severity }) => severity !== 'info');
}

const known = new Set(reportsOf(sound).map(nameOf));

function nameOf({ code, file, message }: Diagnostic): string {
  return `${code} ${file} ${message}`;
}

/** Mistakes that are two: another name in the place of one that is nowhere else written, so that what it stood for is missing as well. */
const areTwo: ReadonlySet<string> = new Set([
  // No rule is silenced or switched off.
  'explanation-missing → zebra',
  'question-untaught → zebra',
  // Words that only seem to be an import, and components that nobody imports.
  'import → zebra',
]);

/** What a mistake adds, beyond one report. */
function beyondOne(files: Texts): readonly string[] {
  const reports = reportsOf(files).filter((report) => !known.has(nameOf(report)));
  return reports.length <= 1 ? [] : reports.map(nameOf);
}

/** One slip: a letter lost, two letters swapped, another word, capitals. */
const slips: readonly ((word: string) => string)[] = [
  (word) => word.slice(0, 1) + word.slice(2),
  (word) => word.replace(/^(.)(.)(.)/, '$1$3$2'),
  () => 'zebra',
  (word) => word.toUpperCase(),
];

describe('One mistake is one report', () => {
  test('where there is none', () => {
    expect([...known]).toEqual([]);
  });

  test.each(Object.keys(sound).filter((file) => /\.(?:mdx?|yaml)$/.test(file)))(
    'wherever a word of %s is wrong',
    { timeout: 120_000 },
    (file) => {
      const text = sound[file] ?? '';
      const words = Map.groupBy(text.matchAll(/\p{L}[\p{L}\p{N}_.-]*[\p{L}\p{N}]/gu), ([word]) => word);
      const places = [...words.values()].flatMap((all) => all.slice(0, 3));
      const twice = pairs(places, slips).flatMap(([{ 0: word, index }, slip]) => {
        const wrong = slip(word);
        if (wrong === word || areTwo.has(`${word} → ${wrong}`)) return [];
        const reports = beyondOne({
          ...sound,
          [file]: text.slice(0, index) + wrong + text.slice(index + word.length),
        });
        return reports.length === 0 ? [] : [[`${word} → ${wrong}`, ...reports]];
      });
      expect(twice).toEqual([]);
    },
  );

  /** Names of files and folders, misspelt. */
  const renamed = Object.keys(sound).flatMap((path) =>
    path
      .split('/')
      .flatMap((name, index, parts) =>
        slips.map(
          (slip) =>
            [
              parts.slice(0, index + 1).join('/'),
              [...parts.slice(0, index), name.replace(/^[^.]+/, slip)].join('/'),
            ] as const,
        ),
      ),
  );

  test.each([
    ...new Map(
      renamed
        .filter(([from, to]) => from !== to && !areTwo.has(`${from} → ${to}`))
        .map((pair) => [pair.join(' → '), pair]),
    ).values(),
  ])('where %s is called %s', (from, to) => {
    const files = Object.fromEntries(
      Object.entries(sound).map(([path, text]) => [
        path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path,
        text,
      ]),
    );
    expect(beyondOne(files)).toEqual([]);
  });

  const tree = '![A tree of names](tree.svg)';

  test.each<readonly [how: string, files: Texts]>([
    ['a picture that is missing', { 'modules/dns/trees.svg': '<svg/>' }],
    ['a picture whose name has another case', { 'modules/dns/Tree.svg': '<svg/>' }],
    ['a picture with another ending', { 'modules/dns/tree.png': 'png' }],
    ['a picture in a folder below', { 'modules/dns/files/tree.svg': '<svg/>' }],
    ['a picture in the folder above', { 'modules/tree.svg': '<svg/>' }],
    ['a picture beside the course', { 'tree.svg': '<svg/>' }],
    ['a picture in a folder beside the modules', { 'assets/tree.svg': '<svg/>' }],
    ['a picture that the author calls otherwise', { 'modules/dns/hierarchy.svg': '<svg/>' }],
  ])('where there is %s', (_, files) => {
    expect(reportsOf({ ...without('modules/dns/tree.svg'), ...files }).map(nameOf)).toHaveLength(1);
  });

  test.each([
    ['as an address from the root of the site', '![A tree of names](/tree.svg)'],
    ['as an address of the author’s disk', '![A tree of names](file:///home/ada/tree.svg)'],
    ['as an address of Windows', '![A tree of names](C:\\\\course\\\\tree.svg)'],
    ['as an address outside of the content folder', '![A tree of names](../../../tree.svg)'],
    ['as a picture of another host', '![A tree of names](https://example.com/tree.svg)'],
    ['with a space before the address', '![A tree of names] (tree.svg)'],
    ['as an element that nobody may use', '<iframe src="tree.svg"></iframe>'],
    ['as a picture of a wiki', '![[tree.svg]]'],
  ])('where a picture is written %s', (_, written) => {
    expect(reportsOf(inLesson(tree, written)).map(nameOf)).toHaveLength(1);
  });

  test('where a picture of another module has the name of one’s own', () => {
    expect(
      reportsOf({
        ...inLesson(tree, '![A tree of names](../http/tree.svg)'),
        'modules/http/tree.svg': '<svg/>',
        'modules/http/lesson.md': `${sound['modules/http/lesson.md']}\n${tree}\n`,
      }).map(nameOf),
    ).toHaveLength(1);
  });

  test('where two pictures differ in the case of their letters alone', () => {
    expect(reportsOf({ ...sound, 'modules/dns/Tree.svg': '<svg/>' }).map(nameOf)).toHaveLength(1);
  });

  test.each(['', '    id: second\n'])('where a question begins with %j, and its hyphen is lost', (line) => {
    const file = 'modules/http/quiz.yaml';
    const question = quizOf('ask', 'the-request').replace(/^[^]*?- id: first\n/, '');
    const reports = reportsOf({ ...sound, [file]: `${sound[file]}${line}${question}` });
    expect(reports.map(({ code }) => code)).toEqual(['yaml-duplicate-key']);
  });

  test('where a comment cuts an explanation', () => {
    const file = 'modules/dns/quiz.yaml';
    const cut = sound[file]?.replace('explanation: They are kept as', 'explanation: They are # kept as') ?? '';
    expect(cut).not.toBe(sound[file]);
    expect(reportsOf({ ...sound, [file]: cut }).map(({ code }) => code)).toEqual(['text-cut']);
  });

  test('where a picture that is missing is shown twice', () => {
    expect(
      reportsOf(
        inLesson(tree, '![A tree](root-zone.svg), and again ![A tree](root-zone.svg)', 'modules/dns/tree.svg'),
      ).map(nameOf),
    ).toHaveLength(1);
  });

  test('for each tab that is written as a leaf, and none for what stands below it', () => {
    const tab = (name: string): string => `::tab[${name}]\n\n\`\`\`sh\nls\n\`\`\`\n\nThe files.`;
    expect(
      reportsOf(inLesson(tree, `${tree}\n\n:::tabs\n${tab('Linux')}\n\n${tab('macOS')}\n:::`)).map(({ code }) => code),
    ).toEqual(['directive-kind', 'directive-kind']);
  });

  test('where a module that others link to is not listed', () => {
    expect(
      reportsOf({ ...sound, 'course.yaml': sound['course.yaml']?.replace('[http, dns]', '[dns]') ?? '' }).map(nameOf),
    ).toHaveLength(1);
  });

  test.each(['dns', 'net/dns', 'modules/net/dns', 'modules/http/dns'])('where a module lies in %s', (folder) => {
    expect(reportsOf(moved('modules/dns', folder)).map(nameOf)).toEqual([
      `module-missing course.yaml no folder \`modules/dns\`, but there is \`${folder}\``,
    ]);
  });

  test('and names the folder that should be called `modules`', () => {
    expect(reportsOf(moved('modules', 'module')).map(nameOf)).toEqual([
      'file-misnamed module unexpected folder `module`, expected `modules`',
    ]);
    expect(reportsOf(moved('modules', 'lessons')).map(nameOf)).toEqual([
      'file-misnamed lessons unexpected folder `lessons`, expected `modules`',
    ]);
  });

  test.each(['```{r}', '```{python echo=FALSE}', '```{mermaid}', '``` {.js}'])(
    'where a fence begins with %s',
    (opener) => {
      expect(reportsOf(inLesson('```js title="a.js" {1}', opener)).map(nameOf)).toHaveLength(1);
    },
  );

  test.each(['[[Address]]', '[[the address]]'])('where the blank %s has no name that can be one', (blank) => {
    const quiz = sound['modules/dns/quiz.yaml'] ?? '';
    expect(
      reportsOf({ ...sound, 'modules/dns/quiz.yaml': quiz.replace('address: {', `${blank.slice(2, -2)}: {`) }).map(
        nameOf,
      ),
    ).toHaveLength(1);
    expect(
      reportsOf({
        ...sound,
        'modules/dns/quiz.yaml': quiz.replace('address: {', `${blank.slice(2, -2)}: {`).replace('[[address]]', blank),
      }).map(nameOf),
    ).toHaveLength(1);
  });

  const lesson = 'modules/dns/lesson.md';
  const components = 'modules/tcp/lesson.mdx';

  test.each<readonly [what: string, file: string, right: string, wrong: string]>([
    ['a colon of a directive that holds blocks', lesson, ':::insight[Key]', '::insight[Key]'],
    ['a colon of an exchange', lesson, ':::exchange', '::exchange'],
    ['the bracket behind a label', lesson, '[Talk]', '[Talk'],
    ['the brace before attributes', lesson, '{lab clients', 'lab clients'],
    ['the equals sign of an attribute of a fence', lesson, 'title="a.js"', 'title"a.js"'],
    ['a quote of an attribute of a fence', lesson, 'title="a.js"', 'title="a.js'],
    ['the brace before marks', lesson, '{1}', '1}'],
    ['the end of the last fence', lesson, 'and you\n```', 'and you'],
    ['the equals sign of an attribute of HTML', lesson, 'id="zones"', 'id"zones"'],
    ['a quote of an id in HTML', lesson, 'id="zones"', 'id="zones'],
    ['a quote of an address in HTML', lesson, 'src="zones.png"', 'src="zones.png'],
    ['a quote of an id that is referred to', lesson, 'id="caption">', 'id="caption>'],
    ['the import of a component', components, "import Card from './Card.astro'\n", ''],
    ['the import of a part with pictures', components, "import Intro from './intro.md'\n", ''],
    ['the import of a name', components, "import { label } from './label.ts'\n", ''],
    ['a bracket of the modules of a category', 'course.yaml', '[http, dns]', 'http, dns]'],
    ['a comma between modules', 'course.yaml', '[tls, tcp]', '[tls tcp]'],
    ...[...(sound[lesson] ?? '').matchAll(/(?<=:::exchange[^]*)^```.*$/gm)].map(
      ({ 0: line, index }, place) =>
        [
          `a backtick of fence ${place + 1} of an exchange`,
          lesson,
          (sound[lesson] ?? '').slice(index - 20, index) + line,
          (sound[lesson] ?? '').slice(index - 20, index) + line.slice(1),
        ] as const,
    ),
  ])('where %s is left out', (_, file, right, wrong) => {
    expect(sound[file]).toContain(right);
    const reports = reportsOf({ ...sound, [file]: sound[file]?.replace(right, () => wrong) ?? '' });
    expect(reports.map(nameOf)).toEqual([expect.any(String)]);
  });

  test('and names the other places that a mistake breaks', () => {
    const [report, ...others] = reportsOf(inLesson('{#lookup}', '{#look-up}'));
    expect(others).toEqual([]);
    expect(report?.related?.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['modules/dns/quiz.yaml', 'modules/tls/lesson.md']),
    );
  });

  test('and no error is silenced by what is none', () => {
    const misspelt = reportsOf(inLesson('```transcript', '```transcirpt'));
    expect(misspelt.map(({ code, severity }) => [code, severity])).toEqual([['fence-language-unknown', 'error']]);
  });

  test.each(mistakeCases().map(({ name, files, atStart }) => [name, files, atStart] as const))(
    'as seeded: %s',
    (_, files, atStart) => {
      const texts = Object.values(files).join('\n');
      expect(texts.match(/⟧\{[a-z-]+\}\{[a-z-]+\}/g) ?? []).toEqual([]);
      if (atStart.some(({ code }) => code === 'file-orphaned'))
        expect(texts).not.toMatch(/\{(?:image-(?:missing|outside)|link-file-missing|mdx-import-missing)\}/);
    },
  );
});

function without(path: string): Texts {
  return Object.fromEntries(Object.entries(sound).filter(([file]) => file !== path));
}

function moved(from: string, to: string): Texts {
  return Object.fromEntries(
    Object.entries(sound).map(([path, text]) => [
      path.startsWith(`${from}/`) ? to + path.slice(from.length) : path,
      text,
    ]),
  );
}

/** The course with something else in the lesson on DNS, and without a file. */
function inLesson(right: string, wrong: string, gone = ''): Texts {
  const file = 'modules/dns/lesson.md';
  return { ...without(gone), [file]: sound[file]?.replace(right, () => wrong) ?? '' };
}
