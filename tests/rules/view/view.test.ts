import { describe, expect, test } from 'vitest';
import { CODE, readMarkdown } from '../../../src/rules/view/markdown.ts';
import { intersects, parseQuantity } from '../../../src/rules/view/quantity.ts';
import { textBetween } from '../../../src/rules/view/text-at.ts';

describe('The visible text of Markdown', () => {
  test.each([
    ['plain', 'plain'],
    ['**bold** and _soft_ and ***both***', 'bold and soft and both'],
    ['`a  b` and ``c`d``', 'a  b and c`d'.replace('  ', ' ')],
    ['[a `b` link](https://x.example "t") ![alt](p.png)', 'a b link alt'],
    ['5 * 3 * 2 and snake_case_name', '5 * 3 * 2 and snake_case_name'],
    ['a \\* b \\_c\\_', 'a * b _c_'],
    ['&lt;b&gt; &amp; &#65;', '<b> & A'],
    ['2<sup>8</sup>', '2^8'],
    ['<https://x.example/a>', 'https://x.example/a'],
    ['## Head\n\n- one\n- two\n\n> quoted', 'Head one two quoted'],
    ['1. one\n2. two', 'one two'],
    ['before\n\n```js\nhidden()\n```\n\nafter', 'before after'],
    ['a ` b', 'a ` b'],
    ['~~gone~~', 'gone'],
    ['a*b', 'a*b'],
  ])('of %j is %j', (source, visible) => expect(readMarkdown(source).visible).toBe(visible));

  test('keeps code apart from prose', () => {
    expect(readMarkdown('Call `f()` now')).toMatchObject({ prose: `Call ${CODE} now`, code: ['f()'] });
    expect(readMarkdown('~~~\na\n  b\n~~~').fences).toEqual(['a\n  b']);
  });

  test('knows the marks of lists, and which words are emphasised', () => {
    expect(readMarkdown('Which?\n\n1. a\n2. b').labels).toEqual(['1', '2']);
    expect(readMarkdown('I. a\nII. b\n(c) d').labels).toEqual(['I', 'II', 'c']);
    const text = readMarkdown('is **not** so');
    expect(text.emphasis.map(([from, to]) => text.prose.slice(from, to))).toEqual(['not']);
  });

  test('folds white space and markup for comparison, but neither case nor code', () => {
    const same = (a: string, b: string): boolean => readMarkdown(a).identity === readMarkdown(b).identity;
    expect(same('a  **port**', 'a port')).toBe(true);
    expect(same('True', 'true')).toBe(false);
    expect(same('`a  b`', '`a b`')).toBe(false);
    expect(same('`x`', 'x')).toBe(false);
    expect(same('[x](a)', '[x](b)')).toBe(false);
  });

  test('never throws, whatever is unclosed', () => {
    for (const source of ['`', '``', '[', '](', '**', '***a**', '<', '&', '&#99999999;', '```', '~~~\nx', '![', '\\', '[a](b', '_*_*_*', '<a href="']) expect(() => readMarkdown(source)).not.toThrow();
  });
});

describe('A quantity', () => {
  test.each([
    ['1,024 bytes', 1024, 1024, 'byte'],
    ['−3.5', -3.5, -3.5, ''],
    ['10–20 ms', 10, 20, 'ms'],
    ['between 5 and 10 ms', 5, 10, 'ms'],
    ['at least 4', 4, Infinity, ''],
    ['up to 10%', -Infinity, 10, '%'],
    ['10 or more', 10, Infinity, ''],
    ['5+', 5, Infinity, ''],
  ])('is read from “%s”', (text, low, high, unit) => expect(parseQuantity(text)).toMatchObject({ low, high, unit }));

  test.each(['1.2.3', '12:30', '0x10', '1/2', '8859-15', 'ISO 8859-1', '5 and 10', 'HTTP/2', '2024-01-05', 'a 5', ''])('is none in “%s”', (text) => expect(parseQuantity(text)).toBeUndefined());

  test('meets another where an end is written in both, and not under “under”', () => {
    const meet = (a: string, b: string): boolean => intersects(parseQuantity(a) ?? never(), parseQuantity(b) ?? never());
    expect(meet('1–5', '5–9')).toBe(true);
    expect(meet('under 5', '5–9')).toBe(false);
    expect(meet('1–5 s', '1–5 min')).toBe(false);
    expect(meet('≥ 9', '5–9')).toBe(true);
    expect(meet('1–4', '5–9')).toBe(false);
  });
});

test('Text between two points counts every kind of line end', () => {
  expect(textBetween('ab\r\ncd\ref\ngh', { line: 2, column: 2 }, { line: 4, column: 2 })).toBe('d\ref\ng');
});

function never(): never {
  throw new Error('expected a quantity');
}
