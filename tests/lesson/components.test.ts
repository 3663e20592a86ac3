import { describe, expect, test } from 'vitest';
import { render } from './body.ts';

describe('A lesson that uses components', () => {
  const lesson = render('import Map from "./Map.astro";\nexport const zoom = 2;\n\n## Here\n\nText {zoom + 1}.\n\n<Map at="here" zoom={zoom} {...rest}>\n\nInside *it*.\n\n</Map>\n\nAfter.', 'mdx');

  test('becomes an Astro component that keeps their source as written', () => {
    expect(lesson.component).toBe(
      [
        '---',
        'import Map from "./Map.astro";\nconst zoom = 2;',
        '---',
        '<Fragment set:html={Astro.props.parts[0]} />{zoom + 1}<Fragment set:html={Astro.props.parts[1]} />' +
          '<Map at={"here"} zoom={zoom} {...rest}><Fragment set:html={Astro.props.parts[2]} /></Map><Fragment set:html={Astro.props.parts[3]} />',
      ].join('\n'),
    );
  });

  test('gives it the HTML around them, the same that Markdown would give', () => {
    expect(lesson.parts).toEqual([
      '<section aria-labelledby="here">\n<p class="section-number">1 of 1</p>\n<h2 id="here">Here<a class="anchor" href="#here" aria-hidden="true" tabindex="-1">#</a></h2>\n<p>Text ',
      '.</p>\n',
      '<p>Inside <em>it</em>.</p>',
      '\n<p>After.</p>\n</section>',
    ]);
  });

  test('is the same component after an edit to its text', () => {
    expect(render('<Map />\n\nOne.', 'mdx').component).toBe(render('<Map />\n\nTwo, and *more*.', 'mdx').component);
  });

  test('needs none for elements that are HTML already', () => {
    const { html, component } = render('Press <kbd className="key">Ctrl</kbd><br/>\n\n<div>\n\n*a*\n\n</div>', 'mdx');
    expect(component).toBeUndefined();
    expect(html).toBe('<p>Press <kbd class="key">Ctrl</kbd><br></p>\n<div><p><em>a</em></p></div>');
  });
});
