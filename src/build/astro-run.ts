import path from 'node:path';
import { build as buildWithAstro, type AstroIntegration } from 'astro';
import type { SiteModel } from '../site/model.ts';
import { withoutBase } from '../site/address.ts';
import { astroConfig, projectFolder } from './astro-config.ts';
import { courseFonts } from './fonts/plugin.ts';
import { handOver } from './handover.ts';
import { withOwnPolicy } from './policy.ts';
import { siteModules } from './site-plugin.ts';
import type { Timings } from './timings.ts';

/** The lessons that use components, by module: the file, relative to the content folder, and the component it became. */
export type LessonSources = ReadonlyMap<string, { readonly file: string; readonly source: string }>;

export interface AstroRun {
  readonly site: SiteModel;
  readonly lessons: LessonSources;
  /** The content folder, absolute. */
  readonly content: string;
  readonly cache: string;
  /** Where the pages go: an empty folder. */
  readonly staged: string;
  /** The folder of the faces. */
  readonly fonts: string;
  readonly timings: Timings;
  /** Whether a page (its path below the base) need not be made. */
  keeps(page: string): boolean;
  /** Called for every page that was made. */
  onPage(): void;
}

/** Lets Astro bundle the site, and make the pages that are not kept. */
export async function runAstro({ site, lessons, content, cache, staged, fonts, timings, keeps, onPage }: AstroRun): Promise<void> {
  const bySource = new Map([...lessons.values()].map(({ file, source }) => [path.join(content, file), source]));
  const files = new Map([...lessons].map(([slug, { file }]) => [slug, path.join(content, file)]));
  let phaseStart = performance.now();
  const endPhase = (phase: string): void => {
    timings.add(phase, performance.now() - phaseStart);
    phaseStart = performance.now();
  };
  const integration: AstroIntegration = {
    name: 'lectern',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((inner) => ({
          ...inner,
          name: 'lectern',
          async getStaticPaths() {
            endPhase('bundle');
            const all = await inner.getStaticPaths();
            return all.filter(({ pathname }) => !keeps(withoutBase(site, pathname.endsWith('/') ? pathname : `${pathname}/`)));
          },
          async render(request, options) {
            const page = withoutBase(site, new URL(request.url).pathname);
            try {
              const result = await inner.render(request, options);
              onPage();
              return result instanceof Response ? await ownPage(result) : { ...result, response: await ownPage(result.response) };
            } catch (error) {
              throw componentFailure(error, [...lessons].find(([slug]) => page === `modules/${slug}/`)?.[1].file);
            }
          },
        }));
      },
      'astro:build:done': () => endPhase('write pages'),
    },
  };
  handOver(site);
  // Astro puts the pages' code beside the output only where that is in the working directory.
  const workingDirectory = process.cwd();
  process.chdir(path.dirname(staged));
  await buildWithAstro({
    ...astroConfig,
    configFile: false,
    root: projectFolder,
    base: site.base,
    ...(site.url === undefined ? {} : { site: site.url }),
    outDir: staged,
    cacheDir: path.join(cache, 'astro'),
    logLevel: 'silent', // what goes wrong is thrown, and said in our words
    integrations: [integration],
    vite: {
      cacheDir: path.join(cache, 'vite'),
      // So that the pages' code runs wherever the staging folder is.
      environments: {
        prerender: { resolve: { noExternal: true } },
        client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [asking] } } } } },
      },
      plugins: [siteModules(() => ({ files, source: (file) => bySource.get(file) })), courseFonts(fonts)],
    },
  })
    .catch((error: unknown) => {
      throw lessons.size === 0 ? error : componentFailure(error, undefined);
    })
    .finally(() => process.chdir(workingDirectory));
}

/** A component of the course could not be compiled, or threw while its page was made. */
export class ComponentFailure extends Error {
  /** The lesson whose page was being made, relative to the content folder; unknown where no page was begun. */
  readonly lesson: string | undefined;

  constructor(reason: string, lesson: string | undefined, cause: unknown) {
    super(reason, { cause });
    this.name = 'ComponentFailure';
    this.lesson = lesson;
  }
}

/** What our own pages and the file system do wrong passes through: that is no component's fault. */
function componentFailure(error: unknown, lesson: string | undefined): unknown {
  if (!(error instanceof Error) || error instanceof ComponentFailure) return error;
  if ('syscall' in error) return error;
  // The bundler puts a heading, its plugin's name and a stack around place and reason.
  const reason = error.message.replace(/^Build failed with .*$/m, '').replace(/^\[plugin [^\]]*\] /gm, '');
  return new ComponentFailure(reason.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line)).join(' '), lesson, error);
}

/** What every page that asks questions needs goes into one file: many small ones cost a page more in requests than they spare it in bytes. */
const asking = { name: 'asking', test: /src\/(?:questions\/(?:kit|single-choice|multiple-choice|true-false)|islands\/(?:choices|key|question|statements)|learner\/(?:names|state|store))/ };

/** A page with a policy of its own; other answers as they are. */
async function ownPage(response: Response): Promise<Response> {
  if (response.headers.get('content-type')?.startsWith('text/html') !== true) return response;
  return new Response(withOwnPolicy(await response.text()), response);
}
