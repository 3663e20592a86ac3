import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { findFrontMatter } from '../../src/source/front-matter.ts';
import { limits } from '../../src/source/limits.ts';
import { sourceText } from '../../src/source/text.ts';
import { readSubset } from '../../src/source/yaml-subset/read-subset.ts';
import { parseAllYaml, parseYaml, type YamlPath } from '../../src/source/yaml.ts';
import { pairs, runs } from '../cases.ts';
import { mistakeCases, unmark } from '../course/mistake-cases.ts';
import { writeYaml } from './yaml-writer.ts';

/** The same cases on every run and every machine. */
const seed = 20_260_101;

/** Whether the fast reader had an answer; throws unless the parser of all of YAML gives the very same one. */
function isAnswered(yaml: string): boolean {
  if (!answers(yaml)) return false;
  const text = sourceText('x', yaml);
  const fast = parseYaml(text);
  const whole = parseAllYaml(text);
  if (fast.source === undefined || fast.diagnostics.length > 0)
    throw new Error('an answer of the fast reader was not used');
  if (whole.source === undefined || whole.diagnostics.length > 0)
    throw new Error(`taken, but the parser says: ${whole.diagnostics[0]?.message ?? 'nothing'}`);
  if (!isDeepStrictEqual(fast.source.value, whole.source.value))
    throw new Error(`another value: ${JSON.stringify(fast.source.value)} for ${JSON.stringify(whole.source.value)}`);
  for (const at of pathsOf(whole.source.value)) {
    for (const [what, ours, theirs] of [
      ['span', fast.source.spanOf(at), whole.source.spanOf(at)],
      ['key', fast.source.keySpanOf(at), whole.source.keySpanOf(at)],
      ['written', fast.source.writtenAt(at), whole.source.writtenAt(at)],
    ] as const) {
      if (!isDeepStrictEqual(ours, theirs))
        throw new Error(`another ${what} at ${at.join('.')}: ${JSON.stringify(ours)} for ${JSON.stringify(theirs)}`);
    }
  }
  return true;
}

function answers(yaml: string): boolean {
  return readSubset(yaml.replace(/\r(?!\n)/g, '\n')) !== undefined;
}

/** Every path into a value, and for every collection one that leads nowhere. */
function pathsOf(value: unknown, at: YamlPath = []): YamlPath[] {
  if (typeof value !== 'object' || value === null) return [at, [...at, 'missing']];
  const inner: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return [
    at,
    [...at, 'missing'],
    [...at, inner.length],
    ...inner.flatMap(([step, item]) => pathsOf(item, [...at, step])),
  ];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every piece of YAML in the files that match: whole files, front matter, and the samples in Markdown. */
function yamlIn(...patterns: readonly string[]): { readonly file: string; readonly yaml: string }[] {
  return globSync(patterns, { cwd: root, exclude: ['**/node_modules/**'] })
    .toSorted()
    .flatMap((file) => yamlOf(file, readFileSync(path.join(root, file), 'utf8')));
}

function yamlOf(file: string, text: string): { readonly file: string; readonly yaml: string }[] {
  if (file.endsWith('.yaml')) return [{ file, yaml: text }];
  const found = findFrontMatter(sourceText(file, text));
  const frontMatter = typeof found === 'string' ? [] : [text.slice(found.yaml.start, found.yaml.end)];
  return [...frontMatter, ...[...text.matchAll(/^```yaml\b[^\n]*\n([^]*?)^```/gm)].map((match) => match[1] ?? '')].map(
    (yaml) => ({ file, yaml }),
  );
}

describe('The fast reader of YAML', () => {
  test('agrees with the parser on thousands of texts, sound ones and broken ones', () => {
    const texts = runs(10_000, 120_000);
    let taken = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(5039), { minLength: 4, maxLength: 60, size: 'max' }), (choices) => {
        if (isAnswered(writeYaml(choices))) taken++;
      }),
      { seed, numRuns: texts },
    );
    // Enough of them had an answer to compare.
    expect(taken).toBeGreaterThan(texts / 3);
  });

  test('agrees with the parser on every piece of YAML of this project, broken ones and with other line ends too', () => {
    const mistakes = mistakeCases().flatMap(({ files }) =>
      Object.entries(files).flatMap(([file, marked]) => yamlOf(file, unmark(file, marked).text)),
    );
    const pieces = [...yamlIn('{content,docs,src,tests}/**/*.{yaml,md,mdx}', '*.md'), ...mistakes];
    expect(pieces.length).toBeGreaterThan(1000);
    // Most files of a case with one mistake are the same in every other.
    const each = [...new Map(pieces.map((piece) => [piece.yaml, piece])).values()];
    const endings: readonly ((yaml: string) => string)[] = [
      (yaml) => yaml.replaceAll('\n', '\r\n'),
      (yaml) => yaml.replaceAll('\n', '\r'),
      (yaml) => yaml.trimEnd(),
    ];
    for (const [{ file, yaml }, ending] of [...pairs(each, [(yaml: string) => yaml]), ...pairs(each, endings)]) {
      try {
        isAnswered(ending(yaml));
      } catch (error) {
        throw new Error(`${file}: ${String(error)}`, { cause: error });
      }
    }
  });

  test('has an answer for every course file, front matter and sample of this project that is sound', () => {
    const sound = yamlIn('content/**/*.{yaml,md,mdx}', '{docs,src}/**/*.md').filter(
      ({ yaml }) => parseAllYaml(sourceText('x', yaml)).diagnostics.length === 0,
    );
    expect(sound.filter(({ yaml }) => !answers(yaml)).map(({ file }) => file)).toEqual([]);
    expect(sound.length).toBeGreaterThan(100);
  });

  test.each([
    ['a mapping, a list and scalars', 'a: b\nc:\n  - 1\n  - true\n', { a: 'b', c: [1, true] }],
    ['a list right below its key', 'a:\n- b\n- c\nd: e\n', { a: ['b', 'c'], d: 'e' }],
    [
      'mappings and lists that begin on the line of a dash',
      '- a: b\n  c: d\n- - e\n  - f\n',
      [{ a: 'b', c: 'd' }, ['e', 'f']],
    ],
    ['values that were left out', 'a:\nb:\n  -\n  - c\n', { a: null, b: [null, 'c'] }],
    [
      'plain text over several lines',
      'a: one\n  two\n\n  three\nb:\n  four\n  five',
      { a: 'one two\nthree', b: 'four five' },
    ],
    [
      'quoted text',
      `a: "x\\ty \\"z\\" \\u00e9"\nb: 'it''s: #1'\n"c d": e`,
      { a: 'x\ty "z" é', b: "it's: #1", 'c d': 'e' },
    ],
    ['quoted text over several lines', 'a: "one  \n\n  two"\n', { a: 'one\ntwo' }],
    [
      'literal text',
      'a: |\n  one\n\n   two\n\nb: |-\n  x\nc: |+\n  y\n\nd: |2\n    z\n',
      { a: 'one\n\n two\n', b: 'x', c: 'y\n\n', d: '  z\n' },
    ],
    ['folded text', 'a: >\n  one\n  two\n\n  three\n    four\n  five\n', { a: 'one two\nthree\n  four\nfive\n' }],
    [
      'flow collections on one line',
      'a: [b, "c, d", [1, ~], {e: f, g: []}, ]',
      { a: ['b', 'c, d', [1, null], { e: 'f', g: [] }] },
    ],
    ['JSON on one line', 'a: {"b":[1,"c"],"d" :true}', { a: { b: [1, 'c'], d: true } }],
    ['comments', '# one\na: b # two\n# three\nc: # four\n  # five\n  - d#e # six\n', { a: 'b', c: ['d#e'] }],
    ['the beginning of a document', '---\na: b\n', { a: 'b' }],
    [
      'numbers of the core schema',
      'a: [0x1F, 0o17, -1.5e3, .inf, 1_000, 0b1, 12:30, 2024-01-01]',
      { a: [31, 15, -1500, Infinity, '1_000', '0b1', '12:30', '2024-01-01'] },
    ],
    ['CRLF and CR', 'a: |\r\n  b\r\n  c\r\nd: e\rf: "g\r  h"', { a: 'b\nc\n', d: 'e', f: 'g h' }],
    ['keys that JavaScript gives a meaning', 'constructor: a\ntoString: b', { constructor: 'a', toString: 'b' }],
  ])('reads %s', (_, yaml, value) => {
    expect(isAnswered(yaml)).toBe(true);
    expect(readSubset(yaml.replace(/\r(?!\n)/g, '\n'))?.value).toEqual(value);
  });

  test.each([
    ['an anchor and an alias', 'a: &x b\nc: *x'],
    ['a tag', 'a: !!str b'],
    ['a directive', '%YAML 1.2\n---\na: b'],
    ['a second document', 'a: b\n---\nc: d'],
    ['an explicit key', '? a\n: b'],
    ['a merge key', '<<: {a: b}'],
    ['`__proto__`', '__proto__: a'],
    ['a key twice', 'a: b\na: c'],
    ['a key twice in brackets', 'a: {b: c, "b": d}'],
    ['a key of more than 1,024 characters', `${'a'.repeat(1025)}: b`],
    ['a tab as indentation', 'a:\n\tb: c'],
    ['an entry in no column', 'a:\n  - b\n - c'],
    ['a key in no column', 'a: b\n c: d'],
    ['a list on the line of a key', 'a: - b'],
    ['a colon in plain text', 'a: b: c'],
    ['a quote that is never closed', 'a: "b\nc: d'],
    ['a bracket that is never closed', 'a: [b\nc: d'],
    ['text after a value', 'a: "b" c'],
    ['a comment that touches a value', 'a: "b"#c'],
    ['an unknown escape', 'a: "\\q"'],
    ['a reserved character', 'a: @b'],
    ['a scalar or nothing as document', 'a'],
    ['no text at all', '# nothing\n'],
    [
      'collections beyond the limit',
      Array.from({ length: limits.yamlDepth + 1 }, (_, depth) => `${'  '.repeat(depth)}a:\n`).join(''),
    ],
    ['brackets beyond the limit', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ])('leaves %s to the parser', (_, yaml) => {
    expect(answers(yaml)).toBe(false);
  });

  test('is not asked about more words than a document may have', () => {
    expect(parseYaml(sourceText('x', '- a\n'.repeat(limits.yamlTokens))).diagnostics).toMatchObject([
      { code: 'file-too-large' },
    ]);
  });
});
