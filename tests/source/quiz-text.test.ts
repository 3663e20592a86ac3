import { describe, expect, test } from 'vitest';
import { CODE, readQuizText } from '../../src/source/quiz-text.ts';

describe('The visible text of a quiz’s Markdown', () => {
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
  ])('of %j is %j', (source, visible) => expect(readQuizText(source).visible).toBe(visible));

  test('keeps code apart from prose', () => {
    expect(readQuizText('Call `f()` now')).toMatchObject({ prose: `Call ${CODE} now`, code: ['f()'] });
    expect(readQuizText('~~~\na\n  b\n~~~').fences).toEqual(['a\n  b']);
  });

  test('knows the marks of lists, and which words are emphasised', () => {
    expect(readQuizText('Which?\n\n1. a\n2. b').labels).toEqual(['1', '2']);
    expect(readQuizText('I. a\nII. b\n(c) d').labels).toEqual(['I', 'II', 'c']);
    const text = readQuizText('is **not** so');
    expect(text.emphasis.map(([from, to]) => text.prose.slice(from, to))).toEqual(['not']);
  });

  test('folds white space and markup for comparison, but neither case nor code', () => {
    const same = (a: string, b: string): boolean => readQuizText(a).identity === readQuizText(b).identity;
    expect(same('a  **port**', 'a port')).toBe(true);
    expect(same('True', 'true')).toBe(false);
    expect(same('`a  b`', '`a b`')).toBe(false);
    expect(same('`x`', 'x')).toBe(false);
    expect(same('[x](a)', '[x](b)')).toBe(false);
  });

  test('never throws, whatever is unclosed', () => {
    for (const source of [
      '`',
      '``',
      '[',
      '](',
      '**',
      '***a**',
      '<',
      '&',
      '&#99999999;',
      '```',
      '~~~\nx',
      '![',
      '\\',
      '[a](b',
      '_*_*_*',
      '<a href="',
    ])
      expect(() => readQuizText(source)).not.toThrow();
  });
});
