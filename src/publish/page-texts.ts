import type { SSRManifest } from 'astro';
import { themeScript } from '../site/theme-script.ts';
import { islandTexts } from './astro-private.ts';

/** The scripts that the pages' code puts into pages, and the one style of islands: whatever else stands in one is not the site's own. */
export function scriptsOf({ clientDirectives, inlinedScripts, routes }: SSRManifest): readonly string[] {
  return [
    themeScript,
    ...islandTexts(clientDirectives),
    ...inlinedScripts.values(),
    ...routes.flatMap(({ scripts }) =>
      scripts.flatMap((script) =>
        'children' in script ? [script.children] : script.type === 'inline' ? [script.value] : [],
      ),
    ),
  ];
}

/** The styles that it puts into pages. */
export function stylesOf({ routes }: SSRManifest): readonly string[] {
  return routes.flatMap(({ styles }) => styles.flatMap((style) => (style.type === 'inline' ? [style.content] : [])));
}
