import { fileURLToPath } from 'node:url';
import type { AstroUserConfig } from 'astro';

/** Lectern's own folder: the pages, layouts and components of the site are in it. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/** How Astro writes the site's pages, whatever the course and whoever starts Astro. */
export const astroConfig = {
  trailingSlash: 'always',
  compressHTML: true,
  markdown: { syntaxHighlight: false },
  build: { format: 'directory', inlineStylesheets: 'always' },
} satisfies AstroUserConfig;
