import { expect, test } from 'vitest';
import type { PageBundle } from '../../src/publish/bundle.ts';
import { site, styles } from '../../src/publish/page-context.ts';
import { renderPages } from '../../src/publish/render-pages.ts';
import { Walk } from '../../src/publish/walk/walk.ts';
import { wordsOf } from '../../src/words/words.ts';
import { appearanceOf } from '../../src/site/appearance.ts';
import type { SiteModel } from '../../src/site/model.ts';

const course = (title: string): SiteModel => ({
  title,
  description: '',
  language: 'en',
  words: wordsOf('en'),
  url: undefined,
  base: '/',
  root: '/',
  languages: [],
  elsewhere: [],
  categories: [],
  appearance: appearanceOf({}, [], { link: () => undefined, picture: () => undefined }),
  glossary: [],
  pages: [],
  replaced: new Set(),
  modules: [],
  search: { root: '', files: new Map() },
  htmlAround: () => [],
});

/** Resolves when as many have come as are awaited. */
function meeting(awaited: number): () => Promise<void> {
  let waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length < awaited) return;
      for (const go of waiting) go();
      waiting = [];
    });
}

test('Two courses that are rendered at the same time by the same code each have their own site and styles', async () => {
  const both = meeting(2);
  const bundle: PageBundle = {
    assets: new Map(),
    direct: (html) => html,
    outside: [],
    open: () =>
      Promise.resolve({
        inlineTexts: [],
        async render(address) {
          // Both renderings have begun before either goes on.
          await both();
          return address.endsWith('.css')
            ? new Response(styles.faces.css, { headers: { 'content-type': 'text/css' } })
            : new Response(`<p>${site.title}</p><link href="${styles.stylesheets.site}">`, {
                status: address === '/404/' ? 404 : 200,
                headers: { 'content-type': 'text/html' },
              });
        },
      }),
  };
  const rendered = async (title: string): Promise<ReadonlyMap<string, string>> => {
    const files = new Map<string, string>();
    const shown = course(title);
    await renderPages({
      sites: [{ site: shown, faces: { css: `/* ${title} */`, everywhere: [], lessons: [] } }],
      bundle,
      mdx: new Map(),
      keeps: () => false,
      ready: () => Promise.resolve(),
      walk: new Walk(shown),
      write: (file, bytes) => void files.set(file, Buffer.from(bytes).toString()),
    });
    return files;
  };
  for (const [title, files] of await Promise.all(
    ['One', 'Other'].map(async (name) => [name, await rendered(name)] as const),
  )) {
    const sheet = [...files.keys()].find((file) => /^_files\/site\.\w+\.css$/.test(file)) ?? '';
    expect(files.get(sheet)).toBe(`/* ${title} */`);
    expect(files.get('index.html')).toBe(`<p>${title}</p><link href="/${sheet}">`);
    expect(files.get('404.html')).toBe(`<p>${title}</p><link href="/${sheet}">`);
  }
});
