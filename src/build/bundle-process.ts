/** Bundles the site's pages with Astro: the process that `bundle.ts` starts. Takes one `BundleTask`, answers, ends. */
import path from 'node:path';
import { build as buildWithAstro, type AstroIntegration } from 'astro';
import { astroConfig, projectFolder } from './astro-config.ts';
import type { BundleAnswer, BundleTask } from './bundle.ts';
import { courseFonts } from './fonts/plugin.ts';
import { fallbackFaces } from './fonts/subset.ts';
import { siteModules } from './site-plugin.ts';

/**
 * What pages that ask questions share goes into one file, and so does what a lab needs before Run: many small files cost
 * a page more in requests than they spare it in bytes.
 */
const asking = { name: 'asking', test: /src\/(?:questions\/(?:kit\/(?:grade|options|random|registry|response|secret)|single-choice|multiple-choice|true-false)|islands\/(?:choices|keeping|key|question|quiz|statements|store)|learner\/(?:names|state|store))/ };
const lab = { name: 'lab', test: /src\/islands\/lab|vite\/preload-helper/ };

/** Makes `entry.mjs` export what `page-app.ts` does. */
const pageRenderer: AstroIntegration = {
  name: 'lectern',
  hooks: {
    'astro:config:done': ({ setAdapter }) =>
      setAdapter({ name: 'lectern', entrypointResolution: 'auto', serverEntrypoint: new URL('./page-app.ts', import.meta.url), supportedAstroFeatures: { serverOutput: 'stable' } }),
  },
};

async function bundle({ folder, cache, compiled, base, content, lessons }: BundleTask): Promise<void> {
  const files = new Map(lessons.map(([slug, { file }]) => [slug, path.join(content, file)]));
  const sources = new Map(lessons.map(([, { file, source }]) => [path.join(content, file), source]));
  await buildWithAstro({
    ...astroConfig,
    configFile: false,
    root: projectFolder,
    base,
    outDir: folder,
    // Not those of the development server, which may be running: its packages would be taken away from under its pages.
    cacheDir: path.join(cache, 'bundling/astro'),
    logLevel: 'silent', // what goes wrong is thrown, and said in our words
    adapter: pageRenderer,
    vite: {
      cacheDir: path.join(cache, 'bundling/vite'),
      // So that the pages' code runs wherever the cache is.
      environments: {
        ssr: { resolve: { noExternal: true } },
        client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [asking, lab] } } } } },
      },
      plugins: [siteModules(() => ({ files, source: (file) => sources.get(file) })), courseFonts(() => fallbackFaces(compiled))],
    },
  });
}

const answer = (message: BundleAnswer): void => {
  process.send?.(message, () => process.exit());
};

// Whoever wanted the bundle is gone.
process.once('disconnect', () => process.exit());
process.once('message', (task: BundleTask) => {
  bundle(task).then(
    () => answer({}),
    (error: unknown) => answer({ failure: { message: error instanceof Error ? error.message : String(error), isSystem: error instanceof Error && 'syscall' in error } }),
  );
});
