/** Bundles the site's pages with Astro: the process that `bundle.ts` starts. Takes one `BundleTask`, answers, ends. */
import path from 'node:path';
import { build as buildWithAstro, type AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { astroConfig, projectFolder } from './astro-config.ts';
import { mdxIntegration } from './astro-mdx.ts';
import type { BundleAnswer, BundleTask } from './bundle.ts';
import { compileFailure, ComponentFailure } from './component-failure.ts';
import { courseIntegrations } from './course-config.ts';
import { courseFonts } from './fonts/plugin.ts';
import { configurationFiles, isOutside } from './outside.ts';
import { mdxBehind, siteModules, type CourseMdx } from './site-plugin.ts';

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

/** @returns the files that went into it from outside of the content folder and of Lectern. */
async function bundle({ folder, cache, base, content, mdx }: BundleTask): Promise<readonly string[]> {
  const outside = new Set(mdx.length === 0 ? [] : configurationFiles(content));
  const sources = new Map(mdx);
  const course: CourseMdx = { content, lessons: new Map(mdx.flatMap(([file, { slug, isLesson }]) => (isLesson ? [[slug, file]] : []))), has: (file) => sources.has(file), code: (file) => sources.get(file)?.code };
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
    // Pages that no component of a course is part of do without.
    integrations: mdx.length === 0 ? [] : [mdxIntegration((id) => mdxBehind(id, course)), ...(await courseIntegrations(content))],
    vite: {
      cacheDir: path.join(cache, 'bundling/vite'),
      // So that the pages' code runs wherever the cache is.
      environments: {
        ssr: { resolve: { noExternal: true } },
        client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [asking, lab] } } } } },
      },
      plugins: [siteModules(() => course, 'build'), noteOutside(outside, content), courseFonts()],
    },
  });
  return [...outside].toSorted();
}

/** Notes the files of packages and others that are bundled and lie elsewhere. */
function noteOutside(outside: Set<string>, content: string): Plugin {
  return {
    name: 'lectern:outside',
    generateBundle() {
      for (const id of this.getModuleIds()) {
        const file = id.replace(/\?.*$/, '');
        if (isOutside(file, content)) outside.add(file);
      }
    },
  };
}

const answer = (message: BundleAnswer): void => {
  process.send?.(message, () => process.exit());
};

function failureOf(error: unknown, content: string): NonNullable<BundleAnswer['failure']> {
  if (error instanceof ComponentFailure) return { message: error.message, isSystem: false, place: error.place };
  if (!(error instanceof Error)) return { message: String(error), isSystem: false, place: undefined };
  const { reason, place } = compileFailure(error, content);
  // What is no compiler's word is ours to mend: all of it helps.
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
