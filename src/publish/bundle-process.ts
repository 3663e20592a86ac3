/** Bundles the site's pages with Astro: the process that `bundle.ts` starts. Takes one `BundleTask`, answers, ends. */
import path from 'node:path';
import { build as buildWithAstro, type AstroIntegration } from 'astro';
import { lecternRoot } from '../source/disk-installation.ts';
import type { BundleAnswer, BundleTask } from './bundle.ts';
import { compileFailure, ComponentFailure } from './component-failure.ts';
import { configurationFiles } from './outside.ts';
import { courseMdx } from './site-plugin.ts';
import { sitePages } from './site-pages.ts';

/** Makes `entry.mjs` export what `page-app.ts` does. */
const pageRenderer: AstroIntegration = {
  name: 'lectern',
  hooks: {
    'astro:config:done': ({ setAdapter }) =>
      setAdapter({
        name: 'lectern',
        entrypointResolution: 'auto',
        serverEntrypoint: new URL('./page-app.ts', import.meta.url),
        supportedAstroFeatures: { serverOutput: 'stable' },
      }),
  },
};

/** @returns the files that went into it from outside of the content folder and of Lectern. */
async function bundle({ folder, cache, base, content, mdx }: BundleTask): Promise<readonly string[]> {
  const outside = new Set(mdx.length === 0 ? [] : configurationFiles(content));
  const course = courseMdx(content, new Map(mdx));
  await buildWithAstro({
    configFile: false,
    root: lecternRoot,
    base,
    outDir: folder,
    // Not those of the development server, which may be running: its packages would be taken away from under its pages.
    cacheDir: path.join(cache, 'bundling/astro'),
    logLevel: 'silent', // what goes wrong is thrown, and said in our words
    // Code that renders a page when it is asked for, of any course: `astro build` makes code for one course, and throws it away.
    output: 'server',
    adapter: pageRenderer,
    integrations: [sitePages({ purpose: 'build', course: () => course, usesComponents: mdx.length > 0, outside })],
    // So that the pages' code runs wherever the cache is.
    vite: { cacheDir: path.join(cache, 'bundling/vite'), environments: { ssr: { resolve: { noExternal: true } } } },
  });
  return [...outside].toSorted();
}

const answer = (message: BundleAnswer): void => {
  process.send?.(message, () => process.exit());
};

function failureOf(error: unknown, content: string): NonNullable<BundleAnswer['failure']> {
  if (error instanceof ComponentFailure) return { message: error.message, isSystem: false, place: error.place };
  if (!(error instanceof Error)) return { message: String(error), isSystem: false, place: undefined };
  const { reason, place } = compileFailure(error, content);
  // What is no compiler's word is ours to fix: all of it helps.
  const isCompilers = place !== undefined || 'plugin' in error || 'errors' in error;
  return { message: isCompilers ? reason : error.message, isSystem: 'syscall' in error, place };
}

// Whoever wanted the bundle is gone.
process.once('disconnect', () => process.exit());
process.once('message', (task: BundleTask) => {
  bundle(task).then(
    (outside) => answer({ outside }),
    (error: unknown) => answer({ failure: failureOf(error, task.content) }),
  );
});
