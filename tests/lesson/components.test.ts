import { describe, expect, test } from 'vitest';
import type { MdxPart } from '../../src/lesson/render.ts';
import { html, render } from './body.ts';

/** A body as a page shows it: its HTML, with what only Astro can render as JSX between it. */
function shown(body: string): string {
  const { mdx, html: plain } = render(body, 'mdx');
  const write = (part: MdxPart): string => {
    switch (part.type) {
      case 'html':
        return mdx?.html[part.number] ?? '';
      case 'space':
        return part.text;
      case 'expression':
        return `{${part.code}}`;
      case 'element':
        return `<${part.name}${part.attributes.map(attribute).join('')}>${part.children.map(write).join('')}</${part.name}>`;
    }
  };
  return mdx === undefined ? plain : mdx.code.parts.map(write).join('');
}

function attribute(one: Extract<MdxPart, { type: 'element' }>['attributes'][number]): string {
  if (one.type === 'mdxJsxExpressionAttribute') return ` {${one.value}}`;
  const value = one.value ?? true;
  return value === true
    ? ` ${one.name}`
    : ` ${one.name}=${typeof value === 'string' ? JSON.stringify(value) : `{${value.value}}`}`;
}

describe('A lesson that uses components', () => {
  const lesson =
    'import Map from "./Map.astro";\nexport const zoom = 2;\n\n## Here\n\nText {zoom + 1}.\n\n<Map at="here" zoom={zoom} {...rest}>\n\nInside *it*.\n\n</Map>\n\nAfter.';

  test('is its imports and exports as written, and a tree of its components and the HTML around them', () => {
    const { mdx } = render(lesson, 'mdx');
    expect(mdx?.code).toMatchObject({
      code: 'import Map from "./Map.astro";\nexport const zoom = 2;',
      parts: [
        { type: 'html', number: 0 },
        { type: 'expression', code: 'zoom + 1' },
        { type: 'html', number: 1 },
        { type: 'element', name: 'Map', children: [{ type: 'html', number: 2 }] },
        { type: 'html', number: 3 },
      ],
    });
    expect(mdx?.html).toEqual([
      '<section aria-labelledby="here">\n<p class="section-number">1 of 1</p>\n<h2 id="here">Here<a class="anchor" href="#here" aria-hidden="true" tabindex="-1">#</a></h2>\n<p>Text ',
      '.</p>\n',
      '<p>Inside <em>it</em>.</p>',
      '\n<p>After.</p>\n</section>',
    ]);
  });

  test('is compiled from the same after an edit to its text', () => {
    expect(render('<Map />\n\nOne.', 'mdx').mdx?.code).toEqual(render('<Map />\n\nTwo, and *more*.', 'mdx').mdx?.code);
  });

  test('needs no compiling for elements that are HTML already, and for fragments', () => {
    const body =
      'Press <kbd className="key">Ctrl</kbd><br/>\n\n<div>\n\n*a*\n\n</div>\n\n<>*b*</>\n\n<Fragment>c</Fragment>';
    expect(render(body, 'mdx').mdx).toBeUndefined();
    expect(html(body, 'mdx')).toBe(
      '<p>Press <kbd class="key">Ctrl</kbd><br></p>\n<div><p><em>a</em></p></div>\n<em>b</em>\nc',
    );
  });

  test.each([
    [
      'attributes: text, flags, expressions, spreads, directives',
      '<Box a="x &amp; y" b c={[1, 2]} {...more} client:media="(min-width: 1px)" />',
      '<Box a="x & y" b c={[1, 2]} {...more} client:media="(min-width: 1px)"></Box>',
    ],
    [
      'components in components, with Markdown in them',
      '<Box>\n\n<Inner>\n\n- *a*\n\n</Inner>\n\n```js\nb\n```\n\n</Box>',
      `<Box><Inner>${html('- *a*')}</Inner>\n${html('```js\nb\n```')}</Box>`,
    ],
    ['one line in a component is no paragraph', '<Box>one *line*</Box>', '<Box>one <em>line</em></Box>'],
    [
      'elements for a named slot',
      '<Box>\n<b slot="head">*Head*</b>\n\n<Fragment slot="foot">\n\nFoot.\n\n</Fragment>\n\nBody.\n</Box>',
      '<Box><b slot="head"><em>Head</em></b><Fragment slot="foot"><p>Foot.</p></Fragment><p>Body.</p></Box>',
    ],
    [
      'a slot that no component is around is an attribute of HTML',
      '<div><b slot="x">a</b></div>\n\n{n}',
      '<div><b slot="x">a</b></div>\n{n}',
    ],
    ['an element with an expression', '<p className={name} htmlFor="x">a</p>', '<p class={name} for="x">a</p>'],
    [
      'white space is what was written',
      'H<sub>2</sub>O {a}b <C/>, <C/> <C/>',
      '<p>H<sub>2</sub>O {a}b <C></C>, <C></C> <C></C></p>',
    ],
    [
      'elements that touch each other go on touching',
      '{a}{b}\n\n<C/><C/>\n\n<sub>1</sub><sup>2</sup>',
      '{a}{b}\n<C></C><C></C>\n<sub>1</sub><sup>2</sup>',
    ],
    [
      'JSX in an expression is left to the compiler',
      '{on ? <b>**a** {b}</b> : null}',
      '{on ? <b>**a** {b}</b> : null}',
    ],
    ['comments are gone', '<Box>{/* a */}</Box>{/* b */}\n\n{/* c */}', '<Box></Box>'],
    [
      'in lists',
      '- <C/>\n- a {b}\n\n1. a\n\n   <C>\n\n   *b*\n\n   </C>',
      '<ul>\n<li><C></C></li>\n<li>a {b}</li>\n</ul>\n<ol>\n<li>\n<p>a</p>\n<C><p><em>b</em></p></C>\n</li>\n</ol>',
    ],
    [
      'in a table',
      '| a |\n|---|\n| <C>*b*</C> |',
      '<div class="scroll" tabindex="0" role="group" aria-label="a"><table>\n<thead>\n<tr><th scope="col">a</th></tr>\n</thead>\n<tbody>\n<tr><td><C><em>b</em></C></td></tr>\n</tbody>\n</table></div>',
    ],
    [
      'in a callout, and a callout in it',
      '::::note\n<C>\n\n:::tip\nA {b}\n:::\n\n</C>\n::::',
      html('::::note\n%\n::::').replace('<p>%</p>', `<C>${html(':::tip\nA %\n:::').replace('%', '{b}')}</C>`),
    ],
    [
      'in a step of a flow',
      ':::flow\n1. **a** b <C/>\n2. **c** {d}\n:::',
      html(':::flow\n1. **a** b %\n2. **c** @\n:::').replace('%', '<C></C>').replace('@', '{d}'),
    ],
  ])('%s', (_, body, expected) => {
    expect(shown(body)).toBe(expected);
  });
});
