import fc from 'fast-check';
import { htmlToHast, markdownToHtml, markdownToMdast } from 'satteri';
import { describe, expect, test } from 'vitest';
import { Writer } from '../../src/lesson/markdown.ts';
import { renderQuizText as renderText } from '../../src/lesson/quiz-text.ts';
import type { RenderContext } from '../../src/lesson/markdown.ts';
import { isPlainProse, readQuizText } from '../../src/source/quiz-text.ts';

const renderQuizText = (markdown: string, around: RenderContext): string => renderText(readQuizText(markdown), around);
import { html, plain, read } from './body.ts';

const context = { highlight: plain, link: (url: string) => url, picture: () => undefined };

/** The tree of some HTML without what only lays it out in the source. */
function shape(text: string): unknown {
  const strip = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    const { type, tagName, properties, children, value } = node as {
      type: string;
      tagName?: string;
      properties?: object;
      children?: unknown[];
      value?: string;
    };
    if (type === 'text') return value?.replace(/\s+/g, ' ').trim();
    const inside = (children ?? []).map(strip).filter((child) => child !== '' && child !== undefined);
    return tagName === undefined ? inside : { [tagName]: inside, ...properties };
  };
  return strip(htmlToHast(text, { fragment: true }));
}

const features = { gfm: { footnotes: false }, frontmatter: false } as const;
const ours = (markdown: string): string => {
  const tree = markdownToMdast(markdown, { features, position: false });
  return new Writer(tree, context, {
    node: () => undefined,
    code: ({ lang, value }) => [{ lang: lang ?? undefined, code: value }, {}],
    taskMark: () => '',
  }).node(tree);
};
const theirs = (markdown: string): string => markdownToHtml(markdown, { features }).html;

describe('Markdown comes out as CommonMark and GFM say', () => {
  const cases = [
    'a *b* **c** ~~d~~ `e` [f](g "h") <https://example.com/?a=1&b=2>',
    'hard\\\nbreak  \nand soft\nbreak',
    '# one\n\n## two\n\n###### six',
    '> quoted\n>\n> > twice\n> - list',
    '- a\n- b\n  - c\n\n    d\n- e',
    '3. three\n4. four',
    '1. a\n\n   b\n\n2. c',
    '- [f][g]\n- [not][there]\n\n[g]: /h "i"',
    '***\n\ntext\n\n---',
    'a & b &amp; &lt;c&gt; &copy; "d" \'e\'',
    '\\*not\\* emphasised, `<b>` in code',
    'www.example.com and me@example.com',
    'Setext\n===\n\nanother\n---',
    'two  spaces, a trailing one \nand *nested **emphasis***',
    '- tight\n- list\n\nthen\n\n- loose\n\n- list',
  ];
  test.each(cases)('%j', (markdown) => {
    expect(shape(ours(markdown))).toEqual(shape(theirs(markdown)));
  });

  test('for whatever text it is given', () => {
    const word = fc.constantFrom(
      'a',
      'bc',
      '*d*',
      '**e**',
      '`f`',
      '[g](h)',
      '~~i~~',
      '&amp;',
      '<',
      '\\*',
      'j\\\nk',
      '_l_',
      '1.',
      '#',
    );
    const line = fc
      .tuple(
        fc.constantFrom('', '- ', '1. ', '> ', '## ', '  ', '- > ', '> - '),
        fc.array(word, { minLength: 1, maxLength: 5 }),
      )
      .map(([start, words]) => start + words.join(' '));
    const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, (markdown) => {
        expect(shape(ours(markdown))).toEqual(shape(theirs(markdown)));
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});

describe('Text of a quiz', () => {
  test('of one paragraph is a paragraph', () => {
    expect(renderQuizText('A `GET` request', context)).toBe('<p>A <code>GET</code> request</p>');
  });

  test('of several blocks comes as blocks', () => {
    expect(renderQuizText('Look:\n\n- a\n- b', context)).toBe('<p>Look:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>');
  });

  test('has no control in it, for it may become the label of one', () => {
    expect(renderQuizText('- [x] done\n- [ ] open', context)).toBe(
      '<ul>\n<li class="task">☑ done</li>\n<li class="task">☐ open</li>\n</ul>',
    );
  });

  test('shows raw HTML and directives as they were written', () => {
    expect(renderQuizText('press <b>Enter</b>, see localhost:3000\n\n<div>x</div>', context)).toBe(
      '<p>press &lt;b&gt;Enter&lt;/b&gt;, see localhost:3000</p>\n&lt;div&gt;x&lt;/div&gt;',
    );
  });

  test('shows no comment, and no heading that would be one of the page', () => {
    expect(renderQuizText('# Left\n\nAn answer <!-- mine --> stays.\n\n<!-- later -->', context)).toBe(
      '<p><strong>Left</strong></p>\n<p>An answer  stays.</p>',
    );
    expect(renderQuizText('<!-- a --> text <!-- b -->', context)).toContain(' text ');
  });

  test('that is plain prose is the same with and without parsing it', () => {
    const tricky = fc.array(
      fc.constantFrom(
        'a',
        'B',
        ' ',
        '  ',
        '.',
        ',',
        '1',
        '(',
        ')',
        '!',
        '?',
        '-',
        '+',
        '=',
        '#',
        '"',
        "'",
        'ü',
        '—',
        'www.',
        '$',
        '{',
        '}',
        '/',
        ';',
        '%',
        '\t',
      ),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(tricky, (parts) => {
        const text = `x${parts.join('')}`;
        if (isPlainProse(text)) expect(ours(text)).toBe(renderQuizText(text, context));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('A lesson', () => {
  test('keeps text that only looks like a directive', () => {
    expect(html('See a:b, node:fs, :wave:, localhost:3000 and :x[*y*]{z=1}.')).toBe(
      '<p>See a:b, node:fs, :wave:, localhost:3000 and :x[<em>y</em>]{z=1}.</p>',
    );
  });

  test('puts each `##` and what follows it into a section named by its heading', () => {
    expect(html('Before.\n\n## One\n\na\n\n### Deep\n\n## Two {#second}\n\nb', 'md', { sectionsAfter: 1 })).toBe(
      [
        '<p>Before.</p>',
        '<section aria-labelledby="one">\n<p class="section-number">1 of 3</p>\n<h2 id="one">One<a class="anchor" href="#one" aria-hidden="true" tabindex="-1">#</a></h2>\n<p>a</p>\n<h3 id="deep">Deep</h3>\n</section>',
        '<section aria-labelledby="second">\n<p class="section-number">2 of 3</p>\n<h2 id="second">Two<a class="anchor" href="#second" aria-hidden="true" tabindex="-1">#</a></h2>\n<p>b</p>\n</section>',
      ].join('\n'),
    );
  });

  test('numbers footnotes in the order of the text and links both ways', () => {
    expect(html('One[^b], two[^a], one again[^b].\n\n[^a]: Ay.\n[^b]: Bee.')).toBe(
      '<p>One<sup><a href="#note.b" id="noteref.b" role="doc-noteref">1</a></sup>, two<sup><a href="#note.a" id="noteref.a" role="doc-noteref">2</a></sup>, one again<sup><a href="#note.b" id="noteref.b.2" role="doc-noteref">1</a></sup>.</p>\n' +
        '<section class="footnotes" role="doc-endnotes">\n<ol>\n' +
        '<li id="note.b">\n<p>Bee. <a href="#noteref.b" role="doc-backlink" aria-label="↩ 1">↩</a> <a href="#noteref.b.2" role="doc-backlink" aria-label="↩ 1">↩</a></p>\n</li>\n' +
        '<li id="note.a">\n<p>Ay. <a href="#noteref.a" role="doc-backlink" aria-label="↩ 2">↩</a></p>\n</li>\n</ol>\n</section>',
    );
  });

  test('lets tables scroll by themselves and ties cells to their heads', () => {
    expect(html('| a | b |\n|:--|--:|\n| 1 | *2* |')).toBe(
      '<div class="scroll" tabindex="0" role="group" aria-label="a, b"><table>\n<thead>\n<tr><th scope="col" class="align-left">a</th><th scope="col" class="align-right">b</th></tr>\n</thead>\n<tbody>\n<tr><td class="align-left">1</td><td class="align-right"><em>2</em></td></tr>\n</tbody>\n</table></div>',
    );
  });

  test('names the rows of a table by its first column where nothing stands above it', () => {
    const table = html('| | text |\n|---|---|\n| a | yes |');
    expect(table).toContain('<tr><td></td><th scope="col">text</th></tr>');
    expect(table).toContain('<tr><th scope="row">a</th><td>yes</td></tr>');
  });

  test('gives a table in a question no name of its own, which would replace its cells in the name of a control', () => {
    expect(renderQuizText('| a | b |\n|---|---|\n| 1 | 2 |', context)).not.toContain('aria-label');
  });

  test('leaves out comments', () => {
    expect(html('<!-- lectern-silence some-rule: because -->\n\na')).toBe('<p>a</p>');
    expect(html('{/* lectern-silence some-rule: because */}\n\na', 'mdx')).toBe('<p>a</p>');
  });
});

describe('A highlight', () => {
  test.each([
    ['a ==b== c', '<p>a <mark>b</mark> c</p>'],
    ['==a *b* `c`==', '<p><mark>a <em>b</em> <code>c</code></mark></p>'],
    ['*==a==*', '<p><em><mark>a</mark></em></p>'],
    ['==a== ==b==', '<p><mark>a</mark> <mark>b</mark></p>'],
    ['==a\nb==', '<p><mark>a\nb</mark></p>'],
  ])('is what two signs are around: %s', (text, shown) => {
    for (const format of ['md', 'mdx'] as const) expect(html(text, format)).toBe(shown);
  });

  test.each(['a==b', 'a == b == c', 'a===b==c', '\\==a==', 'if (a==b && c==d)', '==', '==== a', 'a =='])(
    'is not where they are signs of something else: %s',
    (text) => {
      expect(html(text)).not.toContain('<mark');
    },
  );

  test('keeps the places of what it holds', () => {
    const { links } = read('a ==b [c](d)==, ==[e](f)==');
    expect(links.map(({ start }) => start.column)).toEqual([7, 19]);
  });
});

describe('A definition list', () => {
  test('has terms and what they mean, short or long', () => {
    expect(html('A *b*\n: c\n: d\n\nE\n: f\n\n  g')).toBe(
      '<dl>\n<dt>A <em>b</em></dt>\n<dd>c</dd>\n<dd>d</dd>\n<dt>E</dt>\n<dd>\n<p>f</p>\n<p>g</p>\n</dd>\n</dl>',
    );
  });
});
