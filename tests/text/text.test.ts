import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closingBracket } from '../../src/text/brackets.ts';
import { count, plural } from '../../src/text/count.ts';
import { escapeAttribute, escapeText } from '../../src/text/escape.ts';
import { hash32, hash64 } from '../../src/text/hash.ts';
import { lowerFirst } from '../../src/text/letters.ts';
import { listed, named } from '../../src/text/lists.ts';
import { byCodeUnit } from '../../src/text/order.ts';
import { isRunning } from '../../src/text/processes.ts';
import { randomFrom } from '../../src/text/random.ts';

describe('Things counted in words', () => {
  test.each([
    [count(0, 'warning'), '0 warnings'],
    [count(1, 'warning'), '1 warning'],
    [count(2, 'warning'), '2 warnings'],
    [count(1, 'entry', 'entries'), '1 entry'],
    [count(3, 'entry', 'entries'), '3 entries'],
    [plural(1, 'is', 'are'), 'is'],
    [plural(0, 'is', 'are'), 'are'],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected);
  });
});

describe('A list in a sentence', () => {
  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('of %j is “%s”', (words, sentence) => {
    expect(listed(words)).toBe(sentence);
  });

  test('of names puts each between backticks', () => {
    expect(named(['a', 'b'])).toBe('`a`, `b`');
    expect(named(['a', 'b', 'c'], 'or')).toBe('`a`, `b` or `c`');
  });
});

describe('Escaped text', () => {
  test('holds no markup, and between quotes no quote', () => {
    expect(escapeText('a < b & "c" > d')).toBe('a &lt; b &amp; "c" &gt; d');
    expect(escapeAttribute('a < b & "c"')).toBe('a &lt; b &amp; &quot;c&quot;');
  });

  test('is escaped once, whatever it holds', () => {
    const read = (html: string): string =>
      html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    fc.assert(
      fc.property(fc.string(), (text) => read(escapeAttribute(text)) === text),
      { seed: 11 },
    );
  });
});

describe('The bracket that closes another', () => {
  const inText = { within: 'text', skipsCode: true } as const;
  const onLine = { within: 'line', skipsCode: false } as const;
  test.each([
    ['[a [b] c] d', inText, 8],
    ['[a \\] c] d', inText, 7],
    ['[a `]` c] d', inText, 8],
    ['[a `]` c] d', onLine, 4],
    ['[a\nb]', inText, 4],
    ['[a\nb]', onLine, 5],
    ['[a', inText, 2],
  ])('in %j (%j) is at %i', (text, reach, at) => {
    expect(closingBracket(text, 0, reach)).toBe(at);
  });
});

describe('Order and names', () => {
  test('do not depend on a locale', () => {
    expect(['b', 'B', 'ä', 'a', 'Z'].toSorted(byCodeUnit)).toEqual(['B', 'Z', 'a', 'b', 'ä']);
    expect(lowerFirst('Unexpected end')).toBe('unexpected end');
    expect(lowerFirst('')).toBe('');
  });
});

describe('Hashes and chance', () => {
  // Fingerprints are stored in browsers and reports, and shuffling must be the same in every one of them.
  test('give what they have always given', () => {
    expect([hash32(''), hash32('a'), hash32('a lesson')]).toEqual([0x811c9dc5, 0xe40c292c, 904082856]);
    expect([hash64(''), hash64('a')]).toEqual(['cbf29ce484222325', 'af63dc4c8601ec8c']);
    const numbers = (seed: number | string): number[] =>
      Array.from({ length: 3 }, randomFrom(seed)).map((number) => Math.floor(number * 2 ** 32));
    expect(numbers(0)).toEqual([1144304738, 1416247, 958946056]);
    expect(numbers('a')).toEqual(numbers(0xe40c292c));
    expect(numbers(-1)).toEqual(numbers(0xffffffff));
  });

  test('lie between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string(), (seed) =>
        Array.from({ length: 20 }, randomFrom(seed)).every((number) => number >= 0 && number < 1),
      ),
      { seed: 12 },
    );
  });
});

describe('A process', () => {
  test('runs while it does', () => {
    expect(isRunning(process.pid)).toBe(true);
    expect(isRunning(2 ** 22 + 1)).toBe(false);
  });
});

describe('No folder but this one', () => {
  const src = fileURLToPath(new URL('../../src/', import.meta.url));
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(?:ts|astro|mjs)$/.test(name) && !name.startsWith('text'),
  );

  test.each([
    ['makes a plural by hand', /=== 1 \? (?:''|(['`])(.*?)\1) : (?:'s'|'e?s'|(['`])\2s\3|'are'|'entries')/],
    ['escapes markup by hand', /'&(?:amp|quot);'/],
    ['has a generator of its own', /0x6d2b79f5/],
    ['hashes by hand', /0x811c9dc5|0xcbf29ce484222325/],
    ['asks by hand whether a process runs', /process\.kill\([^,]+, 0\)/],
  ])('%s', (_, pattern) => {
    expect(sources.filter((name) => pattern.test(readFileSync(path.join(src, name), 'utf8')))).toEqual([]);
  });
});

describe('The folder', () => {
  const folder = fileURLToPath(new URL('../../src/text/', import.meta.url));
  test('imports nothing but itself, so that everything can import it', () => {
    const imports = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        [...readFileSync(path.join(folder, name), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from = '']) => from),
      );
    expect(imports.filter((from) => !/^\.\/[a-z]+\.ts$/.test(from))).toEqual([]);
  });
});
