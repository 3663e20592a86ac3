import { describe, expect, test } from 'vitest';
import { withoutFacades } from '../../src/publish/facades.ts';

const files = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));

describe('Scripts that only load another file', () => {
  const scripts = withoutFacades(
    files({
      '_astro/a.1.js': 'import"./both.2.js";',
      '_astro/b.3.js': 'import"./both.2.js";b();',
      '_astro/c.4.js': "import {x} from './both.2.js'",
      '_astro/both.2.js': 'export{}',
    }),
  );

  test('are left out, and their pages load that file itself', () => {
    expect([...scripts.assets.keys()]).toEqual(['_astro/b.3.js', '_astro/c.4.js', '_astro/both.2.js']);
    expect(scripts.direct('<p>a.1.js</p><script type="module" src="/base/_astro/a.1.js"></script>')).toBe(
      '<p>a.1.js</p><script type="module" src="/base/_astro/both.2.js"></script>',
    );
  });

  test('are no scripts that do anything of their own, and nothing else on a page', () => {
    const page =
      '<script type="module" src="/_astro/b.3.js"></script><script src="/_astro/c.4.js"></script><img src="a.1.js">';
    expect(scripts.direct(page)).toBe(page);
  });
});
