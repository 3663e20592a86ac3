import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { astroConfig } from './astro-config.ts';
import { mdxIntegration } from './astro-mdx.ts';
import { courseIntegrations } from './course-config.ts';
import { courseFonts } from './fonts/plugin.ts';
import { isOutside } from './outside.ts';
import { mdxBehind, siteModules, type CourseMdx } from './site-plugin.ts';

export interface SitePagesOptions {
  readonly purpose: 'build' | 'dev';
  /** The lessons with components, as they are now. */
  course(): CourseMdx;
  /** Whether there may be any: pages that no component of a course is part of do without MDX and frameworks. */
  readonly usesComponents: boolean;
  /** The integrations of the frameworks that components are written in; `anew` where Astro starts again. */
  readonly frameworks?: (options: { readonly anew: boolean }) => Promise<readonly AstroIntegration[]>;
  /** Takes the files from outside of the content folder and of Lectern that are bundled. */
  readonly outside?: Set<string>;
}

/**
 * How Astro makes the pages of a course: the one description that `astro build` and `astro dev` (`src/astro.ts`), the bundle
 * that `lectern build` reuses (`bundle-process.ts`) and `lectern dev` (`serving/astro-server.ts`) share.
 */
export function sitePages({ purpose, course, usesComponents, frameworks = (options) => courseIntegrations(course().content, options), outside }: SitePagesOptions): AstroIntegration {
  return {
    name: 'lectern:pages',
    hooks: {
      'astro:config:setup': async ({ isRestart, updateConfig }) => {
        updateConfig({
          ...astroConfig,
          integrations: usesComponents ? [mdxIntegration((id) => mdxBehind(id, course())), ...(await frameworks({ anew: isRestart })).filter(Boolean)] : [],
          vite: {
            // Of lessons with components Astro makes modules that begin with a directive of its own, and the bundler warns of each.
            build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
            environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [asking, lab] } } } } } },
            plugins: [siteModules(course, purpose), courseFonts(), ...(outside === undefined ? [] : [noteOutside(outside, course().content)])],
          },
        });
      },
    },
  };
}

/**
 * What pages that ask questions share goes into one file, and so does what a lab needs before Run: many small files cost
 * a page more in requests than they spare it in bytes.
 */
const asking = { name: 'asking', test: /src\/(?:questions\/(?:kit\/(?:grade|options|random|registry|response|secret)|single-choice|multiple-choice|true-false)|islands\/(?:choices|keeping|key|question|quiz|statements|store)|learner\/(?:names|state|store))/ };
const lab = { name: 'lab', test: /src\/islands\/lab|vite\/preload-helper/ };

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
