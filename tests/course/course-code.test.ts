import { describe, expect, test } from 'vitest';
import { codeInLesson } from '../../src/course/course-code.ts';
import { read, render } from '../lesson/body.ts';

const codeIn = (body: string, format: 'md' | 'mdx' = 'mdx'): readonly string[] => {
  const source = read(body, format);
  return codeInLesson(source).map(({ start, end }) =>
    source.text.slice(source.located.offsetAt(start), source.located.offsetAt(end)),
  );
};

describe('A lesson is code', () => {
  test.each([
    ['Today is {new Date()}.', '{new Date()}'],
    ["import A from './A.astro';\n\nText.", "import A from './A.astro';"],
    ['export const a = process.env;\n\nText.', 'export const a = process.env;'],
    ['<A.B />', '<A.B />'],
    ['a <Chart /> b', '<Chart />'],
    ['<div title={process.env.SECRET}>\n\nx\n\n</div>', '<div title={process.env.SECRET}>'],
    ['a <b {...process.env}>x</b> c', '<b {...process.env}>'],
    ['<Question id="a" {...process.env} />', '<Question id="a" {...process.env} />'],
    ['<Fragment set:html={process.env} />', '<Fragment set:html={process.env} />'],
    ['> - {1}', '{1}'],
    ['### A {1}', '{1}'],
    ['| a |\n| - |\n| {1} |', '{1}'],
    [':::note\n{1}\n:::', '{1}'],
    ['[a{1}](#x)', '{1}'],
  ])('at one place: %j', (body, place) => {
    expect(codeIn(body).map((piece) => piece.trim())[0]).toContain(place);
  });

  test.each([
    ['Text {/* for authors */} and `{code}`.', 'mdx'],
    ['<div class="a" title="{b}">\n\nx\n\n</div>', 'mdx'],
    ['<Question id="a" />', 'mdx'],
    ['<Fragment>x</Fragment>', 'mdx'],
    ['Today is {new Date()}.', 'md'],
  ] as const)('and not at all: %j', (body, format) => {
    expect(codeIn(body, format)).toEqual([]);
    // And there is nothing that Astro would be asked to compile.
    expect(render(body, format).mdx).toBeUndefined();
  });
});
