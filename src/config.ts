import type { AstroIntegration } from 'astro';

/** What `lectern.config.ts` beside a content folder may say. */
export interface LecternConfig {
  /** Frameworks whose components lessons use: `preact()` of `@astrojs/preact`, and so on. */
  readonly integrations?: readonly AstroIntegration[];
}

/** The configuration of a course, as its default export; `build` and `dev` run it, `validate` only reads it. */
export function defineConfig(config: LecternConfig): LecternConfig {
  return config;
}
