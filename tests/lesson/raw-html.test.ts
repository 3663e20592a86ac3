import fc from 'fast-check';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { checkElements } from '../../src/course/checks/elements.ts';
import { html, read } from './body.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** Codes of what is wrong with the HTML of a body. */
const wrongWith = (body: string, format: 'md' | 'mdx' = 'md'): readonly string[] =>
  checkElements(read(body, format)).map(({ code }) => code);

const childrenOf = (node: DefaultTreeAdapterTypes.Node): readonly Node[] =>
  'childNodes' in node ? node.childNodes : [];

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  return 'value' in node ? node.value : childrenOf(node).map(textOf).join('');
}

function named(node: DefaultTreeAdapterTypes.Node, name: string): readonly DefaultTreeAdapterTypes.Element[] {
  return childrenOf(node).flatMap((child) => [
    ...(child.nodeName === name && 'tagName' in child ? [child] : []),
    ...named(child, name),
  ]);
}

describe('Raw HTML in a lesson', () => {
  const pieces = [
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<div>',
    '</div>',
    '<details>',
    '<summary>',
    '</summary>',
    '</details>',
    '<p>',
    '</p>',
    '<table>',
    '<tr>',
    '<td>',
    '</td>',
    '</tr>',
    '</table>',
    '<ul>',
    '<li>',
    '</ul>',
    '<br>',
    '<svg>',
    '<path/>',
    '</svg>',
    '<sub>',
    '</sub>',
    '<a href="#x">',
    '</a>',
    '[link](https://example.com)',
    '<!-- note -->',
    '<h3>',
    '</h3>',
    '<button>',
    '</button>',
    '> ',
    '- ',
    '\n',
    '\n\n',
    '\n\n## Section\n\n',
    '*',
    '**',
    ' ',
    '<T>',
    '&lt;',
    '<select>',
    '<option>',
    '</select>',
    '| a |\n| - |\n| ',
    '<b>x</b>',
    '<div>y</div>',
    '<p>z</p>',
    '\n\n<details><summary>s</summary>\n\n',
    '\n\n</details>\n\n',
    '<kbd>k</kbd>',
    '<table><tr><td>c</td></tr></table>',
    '<br>',
  ];

  test('that passes leaves the page around it alone, and nothing an author wrote is lost', () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }), (parts) => {
        const body = `Start.\n\n${parts.map((part, index) => `${part}word${index} `).join('')}\n\nEnd.\n`;
        if (wrongWith(body).length > 0) return;
        passed++;
        const page = parse(`<!doctype html><main id="main">${html(body)}</main><footer>foot</footer>`);
        const [main] = named(page, 'main');
        const [footer] = named(page, 'footer');
        expect(main?.parentNode, body).toBe(named(page, 'body')[0]);
        expect(footer?.parentNode, body).toBe(main?.parentNode);
        expect(textOf(footer!)).toBe('foot');
        for (const word of ['Start.', 'End.', ...parts.map((_, index) => `word${index}`)])
          expect(textOf(main!), body).toContain(word);
        for (const section of named(main!, 'section')) expect(section.parentNode, body).toBe(main);
      }),
      { seed: 11, numRuns: 4000 },
    );
    expect(passed).toBeGreaterThan(300);
  });

  test.each([
    ['H<sub>2</sub>O and <kbd>Ctrl</kbd>', '<p>H<sub>2</sub>O and <kbd>Ctrl</kbd></p>'],
    ['<!-- for authors -->\nText', '<p>Text</p>'],
    ['<b title="a &quot; b">x</b>', '<p><b title="a &quot; b">x</b></p>'],
    ['<IMG SRC=x.png ALT=x>', '<img src="x.png" alt="x" loading="lazy" decoding="async">'],
    ['<p>Tom &amp; Jerry &copy;</p>', '<p>Tom &amp; Jerry ©</p>'],
  ])('%j becomes %j', (body, expected) => expect(html(body)).toBe(expected));

  test.each([
    '<details><summary>More</summary>\n\nText\n\n</details>',
    '<ul><li>one<li>two</ul>',
    '<table><tr><td>a<td>b<tr><td>c</table>',
    'a <br> b <br/> c',
    '<svg viewBox="0 0 1 1"><path d="M0 0"/><title>Dot</title></svg>',
    '<dl>\n<dt>a</dt>\n<dd>\n\nb **c**\n\n</dd>\n</dl>',
    '- <b>tight</b>\n- x <div>block in a tight item</div>',
    '<figure>\n\n![a](b.png)\n\n<figcaption>c</figcaption>\n</figure>',
    'List`<string>` and a < b and 1 <2',
    '<span id="here"></span>',
    '<a id="here"></a> and <a href="#here"><img src="a.png" alt="up"></a>',
    '<label>Name <input></label> <label for="f">Age</label> <input id="f"> <input aria-label="c"> <input type="hidden"> <button>**Go**</button>',
  ])('%j is fine', (body) => expect(wrongWith(body)).toEqual([]));

  test('is read with the same result in plain Markdown and in MDX', () => {
    for (const body of ['<div id="a" class="b">\n\nText **x**\n\n</div>', 'H<sub>2</sub>O', '<p>one <b>two</b></p>'])
      expect(html(body, 'mdx').replaceAll('\n', '')).toBe(html(body, 'md').replaceAll('\n', ''));
  });

  test('is located where it stands, whatever stands before its lines', () => {
    for (const [before, body] of [
      ['> ', '> <div>\n> <your-name>\n> </div>'],
      ['  ', '- <div>\n  <your-name>\n  </div>'],
      ['> > ', '> > <div>\n> > <your-name>\n> > </div>'],
    ] as const) {
      const [found] = checkElements(read(body));
      expect(found?.start).toMatchObject({ column: before.length + 1 });
      expect(found?.code).toBe('html-element-unknown');
    }
  });
});
