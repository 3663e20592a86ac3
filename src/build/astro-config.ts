import { fileURLToPath } from 'node:url';
import type { AstroUserConfig } from 'astro';

/** Lectern's own folder: the pages, layouts and components of the site are in it. */
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/**
 * How Astro builds the site, whatever the course. Pages are rendered when they are asked for: in `dev` by the server, in
 * a build once each, by the bundle that `bundle.ts` makes. Everything a page runs is allowed by its hash; there is no
 * inline style and no request to another host, so the policy need not allow either.
 */
export const astroConfig = {
  output: 'server',
  trailingSlash: 'always',
  compressHTML: true,
  markdown: { syntaxHighlight: false },
  build: { format: 'directory', inlineStylesheets: 'always' },
  security: {
    csp: {
      directives: ["default-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "frame-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"],
    },
  },
} satisfies AstroUserConfig;
