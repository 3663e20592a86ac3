import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/course/load.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { checkCourse } from '../../src/rules/check-course.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { mistakeCases, unmark } from './mistake-cases.ts';

type Texts = Readonly<Record<string, string>>;

const sound: Texts = {
  'course.yaml': `title: How Names Work
language: en
categories:
  - id: net
    title: The Net
    modules: [http, dns]
  - id: other
    title: Others
    modules: [tls]
rules:
  stem-too-long: off
vocabulary: [server]
`,
  'modules/http/lesson.md': '---\ntitle: What Is HTTP?\nsummary: Browsers ask, servers answer.\nobjectives:\n  - id: ask\n    text: Explain a request\n---\n\n## The Request\n\nA browser asks.\n',
  'modules/tls/lesson.md': '---\ntitle: What Is TLS?\nsummary: Nobody reads along.\nobjectives:\n  - id: trust\n    text: Explain a handshake\n---\n\n## The Handshake\n\nA browser asks.\n',
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

A browser asks for the address of a name. See [below](#the-cache).

![A tree of names](tree.svg)

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
results:
  - from: 100
    title: Great
`,
  'modules/dns/tree.svg': '<svg/>',
};

function reportsOf(files: Texts): readonly Diagnostic[] {
  const loaded = loadCourse(memoryFiles(files));
  const judged = loaded.sound === undefined ? loaded.diagnostics : checkCourse(loaded.sound, { speller: undefined, sizeOf: () => undefined, found: loaded.diagnostics, otherCodes: [] });
  return judged.filter(({ severity }) => severity !== 'info');
}

/** One slip: a letter lost, another word, capitals. */
const slips: readonly ((word: string) => string)[] = [(word) => word.slice(0, 1) + word.slice(2), () => 'zebra', (word) => word.toUpperCase()];

/** A name that several places use: each place that does is one to mend. */
const ofManyPlaces: ReadonlySet<string> = new Set(['link-section-unknown', 'objective-unknown', 'section-unknown', 'transcript-actor']);

/** Reports that stand beside the one that says what is wrong, until links, pictures and blanks are resolved but once. */
const stillTwice: ReadonlySet<string> = new Set(['file-orphaned', 'link-module-unlisted', 'link-section-unknown', 'blank-unknown']);

function isOneReport(reports: readonly Diagnostic[]): boolean {
  const own = reports.filter(({ code }) => !stillTwice.has(code));
  // A silence of no rule silences nothing.
  const heard = own.some(({ code }) => code === 'rule-unknown') ? own.length - 1 : own.length;
  return heard <= 1 || own.every(({ code }) => ofManyPlaces.has(code));
}

describe('One mistake is one report', () => {
  const known = new Set(reportsOf(sound).map(({ code, file }) => `${code} ${file}`));

  test.each(['course.yaml', 'modules/dns/lesson.md', 'modules/dns/quiz.yaml'])('wherever a word of %s is wrong', { timeout: 120_000 }, (file) => {
    const text = sound[file] ?? '';
    const words = Map.groupBy(text.matchAll(/\p{L}[\p{L}\p{N}_.-]*[\p{L}\p{N}]/gu), ([word]) => word);
    const twice = [...words.values()].flatMap((places) => places.slice(0, 2)).flatMap(({ 0: word, index }) =>
      slips.flatMap((slip) => {
        const wrong = slip(word);
        if (wrong === word) return [];
        const reports = reportsOf({ ...sound, [file]: text.slice(0, index) + wrong + text.slice(index + word.length) }).filter((report) => !known.has(`${report.code} ${report.file}`));
        return isOneReport(reports) ? [] : [`${word} → ${wrong}: ${reports.map(({ code, message }) => `${code} ${message}`).join(' | ')}`];
      }),
    );
    expect(twice).toEqual([]);
  });

  const cases = mistakeCases().map((mistake) => [mistake.name, Object.fromEntries(Object.entries(mistake.files).map(([file, marked]) => [file, unmark(file, marked).text.replaceAll('§', 'x')]))] as const);
  test.each(cases.filter(([name]) => !/^(?:two mistakes|a mistake in each|a reference in a question with a schema error|a name the engine takes)/.test(name)))('as seeded: %s', (_, files) => {
    const { diagnostics } = loadCourse(memoryFiles(files));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.filter(({ code }) => !stillTwice.has(code)).length).toBeLessThanOrEqual(1);
  });
});
