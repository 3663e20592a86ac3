/**
 * What we use of Astro that it does not document, for lessons with components. After an update of Astro or `@astrojs/mdx`,
 * `tests/build/mdx.test.ts` says whether all of it still holds.
 *
 * - `astro/runtime/server/astro-island.prebuilt.js` and `astro-island-styles.js` (Astro 7): the script that makes
 *   `<astro-island>` alive and the style around it, which `runtime/server/scripts.js` puts into pages with an island; and
 *   `clientDirectives` of the manifest, the script of each `client:` directive. A page's policy must name them. Should they
 *   go, read them off a page that has an island.
 * - `?astroPropagatedAssets` (Astro 7, `content/vite-plugin-content-assets.js`): a module that is imported with it keeps its
 *   styles to itself, as `collectedStyles` beside `getMod()`; without, every page of the route would carry the styles of all
 *   lessons. Should it go, pages are only larger: import lessons without it.
 * - `processor.createMdxRenderer` of `@astrojs/mdx` 8 with `process(content, path, frontmatter)`: how it compiles by another
 *   way than its own; and that `satteri().createMdxRenderer` runs our `hastPlugins` before those that find islands
 *   (`@astrojs/markdown-satteri`, `mdx/create-processor.js`): they must see the elements that `astro-mdx.ts` puts into the
 *   tree. Should either go, transform `*.mdx` before `@astrojs/mdx` does, with `mdxToJs` of Sätteri itself.
 */
import islandScript from 'astro/runtime/server/astro-island.prebuilt.js';
import { ISLAND_STYLES } from 'astro/runtime/server/astro-island-styles.js';

/** The scripts and the style of islands, by the directives that there are. */
export function islandTexts(directives: ReadonlyMap<string, string>): readonly string[] {
  return [islandScript, ISLAND_STYLES, ...directives.values()];
}

/** Of a module's address: its styles come with it, and to no page that does not import it. */
export const keepingStyles = '?astroPropagatedAssets';
