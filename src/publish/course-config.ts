import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { LecternConfig } from '../config.ts';
import { configurationFile } from '../source/disk-surroundings.ts';
import { ComponentFailure } from './component-failure.ts';

/**
 * Runs the configuration beside a content folder, and gives the integrations that it lists; none without one. With
 * `anew`, it is run as it is now, though this process has run it before.
 */
export async function courseIntegrations(
  content: string,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<AstroIntegration[]> {
  const file = configurationFile(content);
  if (file === undefined) return [];
  const name = path.basename(file);
  const { default: config } = await imported(
    anew ? `${pathToFileURL(file).href}?${++runs}` : pathToFileURL(file).href,
  ).catch((error: unknown) => {
    throw new ComponentFailure(
      `it cannot be run: ${error instanceof Error ? error.message : String(error)}`,
      { file: `../${name}` },
      error,
    );
  });
  const integrations: unknown = (config as LecternConfig | undefined)?.integrations ?? [];
  if (typeof config !== 'object' || config === null || !Array.isArray(integrations)) {
    throw new ComponentFailure(
      'its default export is no configuration: write `export default defineConfig({ integrations: […] })`',
      { file: `../${name}` },
      undefined,
    );
  }
  return (integrations as AstroIntegration[]).flat();
}

/** An address that was imported gives the same for ever. */
let runs = 0;

/** Imports a configuration, which finds `lectern/config` and what Lectern itself stands on wherever it lies. */
async function imported(url: string): Promise<{ readonly default?: unknown }> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (/^lectern(?:\/config)?$/.test(specifier))
        return { url: new URL('../config.ts', import.meta.url).href, shortCircuit: true };
      if (context.parentURL !== url || /^[./]|^[a-z]+:/.test(specifier)) return next(specifier, context);
      try {
        return next(specifier, context);
      } catch (error) {
        try {
          return next(specifier, { ...context, parentURL: import.meta.url });
        } catch {
          throw error;
        }
      }
    },
  });
  try {
    return (await import(url)) as { readonly default?: unknown };
  } finally {
    hooks.deregister();
  }
}
