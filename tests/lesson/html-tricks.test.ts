import { describe, expect, test } from 'vitest';
import { checkElements } from '../../src/course/checks/elements.ts';
import { strangerIn } from '../../src/course/served-html.ts';
import { html, read } from './body.ts';
import { tricks } from './html-tricks.ts';

describe('Of tricks to get more into a page than a lesson may have', () => {
  test('there are many, and none gets in: it is an error, or it is text', () => {
    expect(tricks.length).toBeGreaterThan(3000);
    let refused = 0;
    const got: string[] = [];
    for (const trick of tricks) {
      const body = `Before.\n\n${trick}\n\nAfter.\n`;
      if (checkElements(read(body)).some(({ severity }) => severity === 'error')) refused++;
      else if (strangerIn(safely(body)) !== undefined) got.push(trick);
    }
    expect(got).toEqual([]);
    // Most are seen where they stand, and not only kept out.
    expect(refused).toBeGreaterThan(tricks.length / 2);
  });

  test('what the check would let pass is still not served', () => {
    const missed = tricks.filter((trick) => {
      const body = read(`Before.\n\n${trick}\n\nAfter.\n`);
      if (body.html.size === 0) return false;
      try {
        return strangerIn(html(`Before.\n\n${trick}\n\nAfter.\n`)) !== undefined;
      } catch {
        return false;
      }
    });
    expect(missed).toEqual([]);
  });

  test('the last wall sees each that is written into a page as it is', () => {
    for (const stranger of [
      '<script>x</script>',
      '<p onclick=x>',
      '<a href=" java\nscript:x">y</a>',
      '</main><p>x',
      '<svg><foreignObject></foreignObject></svg>',
      '<iframe></iframe>',
      '<img srcset="a.png 1x, data:x 2x">',
    ])
      expect(strangerIn(`<section>${stranger}</section>`), stranger).toBeDefined();
    expect(strangerIn('<section><p class="x">y <b>z</b></p></section>')).toBeUndefined();
  });
});

/** A body as it is served; what refuses to serve it is silent here. */
function safely(body: string): string {
  try {
    return html(body);
  } catch {
    return '<script></script>';
  }
}
