import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { astroConfig } from './astro-config.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { courseProcessor, mdxIntegration, siteMdxIntegration, type CompiledMdx } from './astro-mdx.ts';
import { courseIntegrations } from './course-config.ts';
import { isOutside, manifestOf } from './outside.ts';
import { mdxBehind, siteModules, type CourseMdx } from './site-plugin.ts';

export type Frameworks = (options: { readonly anew: boolean }) => Promise<readonly AstroIntegration[]>;

export interface SitePagesOptions {
  readonly purpose: 'build' | 'dev';
  /** The lessons with components, as they are now. */
  course(): CourseMdx;
  /** Whether there may be any: pages that no component of a course is part of do without MDX and frameworks. */
  readonly usesComponents: boolean;
  /** The integrations of the frameworks that components are written in; `anew` where Astro starts again. */
  readonly frameworks?: Frameworks;
  /** Where the pages are to be, of a site that has others: that site's configuration stays as it is. Otherwise Lectern's own folder is Astro's root. */
  readonly below?: string;
  /** Takes the files from outside of the content folder and of Lectern that are bundled. */
  readonly outside?: Set<string>;
}

/**
 * How Astro makes the pages of a course: the one description that `astro build` and `astro dev` (`src/astro.ts`), the bundle
 * that `lectern build` reuses (`bundle-process.ts`) and `lectern dev` (`serving/astro-server.ts`) share.
 */
export function sitePages({
  purpose,
  course,
  usesComponents,
  frameworks = (options) => courseIntegrations(course().content, options),
  below,
  outside,
}: SitePagesOptions): AstroIntegration {
  return {
    name: 'lectern:pages',
    hooks: {
      'astro:config:setup': async ({ config, injectRoute, isRestart, updateConfig }) => {
        if (below !== undefined)
          for (const [pattern, entrypoint] of routes) injectRoute({ pattern: `${below}${pattern}`, entrypoint });
        const source = (id: string): CompiledMdx | undefined => mdxBehind(id, course());
        if (below === undefined) updateConfig(astroConfig);
        if (usesComponents) {
          const hasMdx = below !== undefined && config.integrations.some(({ name }) => name === '@astrojs/mdx');
          const mdx = below === undefined ? mdxIntegration(source) : siteMdxIntegration();
          if (below !== undefined)
            updateConfig({ markdown: { processor: courseProcessor(config.markdown.processor, source) } });
          updateConfig({
            integrations: [...(hasMdx ? [] : [mdx]), ...(await frameworks({ anew: isRestart })).filter(Boolean)],
          });
        }
        updateConfig({
          vite: {
            // Of lessons with components Astro makes modules that begin with a directive of its own, and the bundler warns of each.
            build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
            environments: {
              client: {
                build: {
                  rolldownOptions: {
                    output: { codeSplitting: { groups: below === undefined ? [asking, lab] : [asking] } },
                  },
                },
              },
            },
            plugins: [
              siteModules(course, purpose, fileURLToPath(config.root)),
              ...(below === undefined ? [smallLoader] : []),
              ...(outside === undefined ? [] : [noteOutside(outside, course().content)]),
            ],
          },
        });
      },
    },
  };
}

const pagesFolder = path.join(lecternRoot, 'src/pages');

/** Every page as Astro would find it in a folder of pages: its address with parameters, and its file. */
const routes = readdirSync(pagesFolder, { recursive: true, withFileTypes: true }).flatMap(
  (entry): [pattern: string, file: URL][] => {
    if (!entry.isFile()) return [];
    const file = path.join(entry.parentPath, entry.name);
    const pattern = path
      .relative(pagesFolder, file)
      .split(path.sep)
      .join('/')
      .replace(/\.(?:astro|[jt]s)$/, '')
      .replace(/(?:^|\/)index$/, '');
    return [[pattern, pathToFileURL(file)]];
  },
);

/** Of Lectern's own sources alone: other pages of a site may have files of the same names. */
const own = (files: string): RegExp => new RegExp(`^${lecternRoot.replace(/[^\w/-]/g, '\\$&')}src/${files}`);

/**
 * What pages that ask questions share before anybody answers goes into one file, and so does what a lab needs before Run:
 * many small files cost a page more in requests than they spare it in bytes.
 */
const asking = {
  name: 'asking',
  test: own(
    '(?:questions/kit/(?:random|registry|response|secret)|islands/(?:enhance-quiz|focus|header|keeping|key|question|quiz|store)|learner/(?:attempt|state|store))|vite/preload-helper',
  ),
};
const lab = { name: 'lab', test: own('islands/lab') };

/**
 * What the bundler wraps around each `import()`, without its preloading of scripts, which would cost every page with a
 * quiz 0.7 kB: it only makes sure that styles are there before the script that needs them.
 */
const smallLoader: Plugin = {
  name: 'lectern:loader',
  enforce: 'pre',
  apply: 'build',
  configEnvironment: (name) => (name === 'client' ? { build: { modulePreload: false } } : undefined),
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler() {
      return `export const __vitePreload = (load, files = []) => Promise.all(files.filter((file) => file.endsWith('.css')).map((file) => new Promise((done) => {
        const href = ${JSON.stringify(this.environment.config.base)} + file;
        if (document.querySelector('link[href="' + href + '"]')) return done();
        document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: done, onerror: done }));
      }))).then(load);`;
    },
  },
};

/** Notes the files of packages and others that are bundled and lie elsewhere. */
function noteOutside(outside: Set<string>, content: string): Plugin {
  return {
    name: 'lectern:outside',
    generateBundle() {
      for (const id of this.getModuleIds()) {
        const file = id.replace(/\?.*$/, '');
        if (!isOutside(file, content)) continue;
        outside.add(file);
        // A style sheet may import others, of which the bundler does not tell: they change with the version of the package.
        const manifest = manifestOf(file);
        if (manifest !== undefined) outside.add(manifest);
      }
    },
  };
}
