import { expect, test } from 'vitest';
import { parseLesson, rangeOf, walk, type MdastNode } from '../../src/source/markdown.ts';
import { codeSpansIn, replaceCodeSpans } from '../../src/text/code-spans.ts';
import { randomFrom } from '../../src/text/random.ts';
import { runs } from '../cases.ts';

const pieces = ['`', '``', '```', 'a', ' ', '\\', '\nb', '\n\nb'];

test('Code stands where Markdown finds it, however its backticks are paired', () => {
  const random = randomFrom('code spans');
  for (let index = 0; index < runs(500, 20_000); index += 1) {
    const length = 1 + Math.floor(random() * 24);
    const text = `b${Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join('')}`;
    const found: (readonly [number, number])[] = [];
    walk(parseLesson(text, 'md') as MdastNode, (node) => {
      if (node.type === 'inlineCode') found.push(rangeOf(node));
    });
    expect([text, codeSpansIn(text).map(({ start, end }) => [start, end])]).toEqual([text, found]);
  }
});

test('Other words can stand for code, of as many backticks as one asks for', () => {
  expect(replaceCodeSpans('a `b` c ``d ` e`` ```f``` `g', '#')).toBe('a # c # # `g');
  expect(replaceCodeSpans('a `b` c ``d ` e`` ```f``` `g', '#', 2)).toBe('a # c # ```f``` `g');
});
