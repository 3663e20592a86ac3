/**
 * What we use of Astro that it does not document. After an update of Astro or `@astrojs/mdx`, `tests/build/mdx.browser.test.ts` says
 * whether what lessons with components need still holds, `astro.test.ts` and `astro-part.test.ts` beside it the rest.
 *
 * - `astro/runtime/server/astro-island.prebuilt.js` and `astro-island-styles.js` (Astro 7): the script that makes
 *   `<astro-island>` alive and the style around it, which `runtime/server/scripts.js` puts into pages with an island; and
 *   `clientDirectives` of the manifest, the script of each `client:` directive. A page's policy must name them. Should they
 *   go, read them off a page that has an island.
 * - `?astroPropagatedAssets` (Astro 7, `content/vite-plugin-content-assets.js`): a module that is imported with it keeps its
 *   styles to itself, as `collectedLinks` and `collectedStyles` beside `getMod()`; without, every page of the route would carry the styles of all
 *   lessons. Should it go, pages are only larger: import lessons without it.
 * - `processor.createMdxRenderer` of `@astrojs/mdx` 8 (and of `markdown.processor` of Astro 7, which it takes where it has none)
 *   with `process(content, path, frontmatter)`: how it compiles by another way than its own; and that `satteri().createMdxRenderer` runs our `hastPlugins` before those that find islands
 *   (`@astrojs/markdown-satteri`, `mdx/create-processor.js`): they must see the elements that `astro-mdx.ts` puts into the
 *   tree. Should either go, transform `*.mdx` before `@astrojs/mdx` does, with `mdxToJs` of Sätteri itself.
 * - `app` of the prerenderer that Astro hands to `setPrerenderer` (Astro 7, `core/build/default-prerenderer.js`): the app that
 *   renders pages, of whose manifest (`SSRManifest`, the same as an adapter gets) the policy of each page learns the scripts
 *   and styles that are the site's own. Should it go, read the manifest in `astro:build:ssr`.
 * - When the prerenderer is set up, all that browsers load lies in the output folder, and of the pages' code only what is in
 *   `.prerender/` (Astro 7, `core/build/static-build.js`). Should that change, collect the files in `generateBundle` of Vite.
 * - `/404/` is the address that Astro renders `404.html` at (Astro 7, `core/build/generate.js`), and `404/index.html` the file of
 *   such a page below the top. Should that change, `tests/build/astro.process.test.ts` and `astro-part.test.ts` show which page is missing.
 */
import type { AstroPrerenderer, SSRManifest } from 'astro';
import islandScript from 'astro/runtime/server/astro-island.prebuilt.js';
import { ISLAND_STYLES } from 'astro/runtime/server/astro-island-styles.js';

/** The scripts and the style of islands, by the directives that there are. */
export function islandTexts(directives: ReadonlyMap<string, string>): readonly string[] {
  return [islandScript, ISLAND_STYLES, ...directives.values()];
}

/** Of a module's address: its styles come with it, and to no page that does not import it. */
export const keepingStyles = '?astroPropagatedAssets';

/** Where the pages' code lies while Astro prerenders, in the output folder. */
export const prerenderFolder = '.prerender/';

/** The manifest of the app that Astro prerenders pages with; it is there when the prerenderer is set up. */
export function prerenderManifest(prerenderer: AstroPrerenderer): SSRManifest {
  const { app } = prerenderer as AstroPrerenderer & { readonly app?: { readonly manifest?: SSRManifest } };
  if (app?.manifest === undefined)
    throw new Error(
      'this version of Astro does not say what its pages are made with: see `src/publish/astro-private.ts`',
    );
  return app.manifest;
}
