import type { AstroIntegration } from 'astro';

/** The configuration in `lectern.config.ts` next to a content folder. */
export interface LecternConfig {
  /** Frameworks whose components lessons use, such as `preact()` from `@astrojs/preact`. */
  readonly integrations?: readonly AstroIntegration[];
}

/**
 * Defines the configuration of a course, for the default export. `build` and `dev` run it, `validate` only parses it.
 */
export function defineConfig(config: LecternConfig): LecternConfig {
  return config;
}
