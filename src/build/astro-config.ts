import { fileURLToPath } from 'node:url';
import type { AstroUserConfig } from 'astro';

/** Lectern's own folder: the pages, layouts and components of the site are in it. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/**
 * How Astro builds the site, whatever the course. Pages are rendered when they are asked for: in `dev` by the server, in
 * a build once each, by the bundle that `bundle.ts` makes, and given a policy by `policy.ts`.
 */
export const astroConfig = {
  output: 'server',
  trailingSlash: 'always',
  compressHTML: true,
  markdown: { syntaxHighlight: false },
  build: { format: 'directory', inlineStylesheets: 'always' },
} satisfies AstroUserConfig;
