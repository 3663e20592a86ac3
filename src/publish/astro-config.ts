import type { AstroUserConfig } from 'astro';

/** How Astro writes the site's pages, whatever the course and whoever starts Astro. */
export const astroConfig = {
  trailingSlash: 'always',
  compressHTML: true,
  markdown: { syntaxHighlight: false },
  build: { format: 'directory', inlineStylesheets: 'never' },
} satisfies AstroUserConfig;
