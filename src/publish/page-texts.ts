import type { SSRManifest } from 'astro';
import { themeScript } from '../site/theme-script.ts';
import { islandTexts } from './astro-private.ts';

/** The inline scripts and styles that the pages' code puts into pages: whatever else stands in one is not the site's own. */
export function inlineTextsOf({ clientDirectives, inlinedScripts, routes }: SSRManifest): readonly string[] {
  return [
    themeScript,
    ...islandTexts(clientDirectives),
    ...inlinedScripts.values(),
    ...routes.flatMap(({ scripts, styles }) => [
      ...scripts.flatMap((script) =>
        'children' in script ? [script.children] : script.type === 'inline' ? [script.value] : [],
      ),
      ...styles.flatMap((style) => (style.type === 'inline' ? [style.content] : [])),
    ]),
  ];
}
