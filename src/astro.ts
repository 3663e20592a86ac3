/**
 * Lectern as an Astro integration: with it in `astro.config.mjs`, `astro build`, `dev`, `preview` and `check` work on a
 * course.
 */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration, AstroPrerenderer } from 'astro';
import { courseForAstro, type OutputPlace, type SiteForAstro } from './publish/astro-build.ts';
import { astroConfig } from './publish/astro-config.ts';
import { lecternRoot } from './source/disk-installation.ts';
import { configurationPlaces } from './source/disk-surroundings.ts';
import { ComponentFailure } from './publish/component-failure.ts';
import { courseIntegrations } from './publish/course-config.ts';
import { Cache } from './cache/cache.ts';
import { readEngine } from './cache/engine.ts';
import { liveSite } from './dev/astro-server.ts';
import type { Answer } from './dev/server.ts';
import { Problems } from './dev/problems.ts';
import { ServedCourse } from './dev/served-course.ts';
import { sitePages, type Frameworks } from './publish/site-pages.ts';
import { courseMdx } from './publish/site-plugin.ts';
import { openWorkspace } from './cache/workspace.ts';
import { buildNotes, errorsNotice, failureNotice } from './cli/build-notes.ts';
import { makeChecker } from './cli/checker.ts';
import { contentFolder, type ContentFolder } from './cli/content.ts';
import { liveCheck } from './cli/live-check.ts';
import { basePath, siteBase } from './cli/base.ts';
import { processTerminal } from './cli/process-terminal.ts';
import { Refusal } from './cli/refusal.ts';
import { showChecked } from './cli/show-report.ts';
import type { Terminal } from './cli/terminal.ts';
import type { LoadedCourse } from './course/load.ts';
import { diskFiles } from './source/disk.ts';

export interface LecternOptions {
  /** The content folder, relative to the folder of `astro.config.mjs`. */
  readonly content?: string;
  /** The path of the course within a site that has other pages, relative to the site's base: `/learn`. */
  readonly path?: string;
}

/**
 * Builds and serves a course: as the whole site in Lectern's own repository, otherwise as a part of the site that uses
 * it.
 */
export default function lectern(options: LecternOptions = {}): AstroIntegration {
  let building: Building | undefined;
  let serving: Serving | undefined;
  let place: OutputPlace | undefined;
  return {
    name: 'lectern',
    hooks: {
      'astro:config:setup': async ({ addWatchFile, command, config, updateConfig }) => {
        const root = fileURLToPath(config.root);
        const isWhole = realpathSync(root) === realpathSync(lecternRoot);
        const terminal: Terminal = { ...processTerminal(), cwd: root };
        const part = isWhole ? undefined : partOfSite(config, options);
        const content = namedContent(options.content, terminal);
        const site = part ?? wholeSite(config, options, content.full);
        if (isWhole) updateConfig({ ...astroConfig, base: site.base });
        if (command !== 'build' && command !== 'dev') return;
        const course = {
          content,
          cache: path.join(fileURLToPath(config.cacheDir), 'lectern'),
          ...site,
        };
        if (command === 'build') {
          building = await build(course, terminal);
          updateConfig({ integrations: [building.integration] });
        } else {
          // When one of them changes, Astro starts again; if that fails, it reports why and continues as before.
          for (const place of configurationPlaces(course.content.full)) addWatchFile(place);
          serving = serve(course, terminal);
          updateConfig({ integrations: [serving.integration] });
        }
      },
      'astro:config:done': ({ buildOutput, config }) => {
        if (building !== undefined && buildOutput === 'server') {
          throw mistake(
            "A course is published as files, and this site has pages that a server makes.\nWrite `output: 'static'`, and leave out the adapter and `prerender = false`, or publish the course as a site of its own.",
          );
        }
        place = { folder: fileURLToPath(config.outDir), base: basePath(config.base) };
      },
      'astro:build:start': ({ setPrerenderer }) => {
        if (building === undefined || place === undefined) return;
        const [{ site, publish }, output] = [building, place];
        setPrerenderer((pages) => ({
          ...pages,
          name: 'lectern',
          // The whole site is rendered before Astro requests its first page, because nothing is published until all
          // links have been checked.
          async setup() {
            await pages.setup?.();
            await publish(pages, output);
          },
          getStaticPaths: () => Promise.resolve(site.paths()),
          async render(request, given) {
            const finished = site.published(new URL(request.url).pathname, output);
            return finished === undefined
              ? site.inContext(() => pages.render(request, given))
              : new Response(Buffer.from(finished));
          },
        }));
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          if (serving === undefined) return next();
          serving.answer(request, response).then((isAnswered) => isAnswered || next(), next);
        });
      },
      'astro:server:done': () => serving?.stop(),
    },
  };
}

/** The place of a course within a site. */
interface CoursePlace {
  /** `/` or `/some/path/`. */
  readonly base: string;
  /** The path relative to the base of a site with other pages; undefined if the course is the whole site. */
  readonly below?: string;
}

type SiteConfig = Pick<AstroConfig, 'base' | 'build' | 'trailingSlash'>;

function wholeSite(config: SiteConfig, { path: typed }: LecternOptions, content: string): CoursePlace {
  if (typed !== undefined)
    throw mistake(
      `Here the course is the whole site, and \`path: '${typed}'\` is for one that has other pages.\nWrite \`base: '${typed}'\` beside \`integrations\` instead.`,
    );
  return { base: asMistake(() => siteBase(config.base === '/' ? undefined : config.base, diskFiles(content))) };
}

function partOfSite({ base, build, trailingSlash }: SiteConfig, { path: typed = '/' }: LecternOptions): CoursePlace {
  if (trailingSlash === 'never' || build.format !== 'directory') {
    throw mistake(
      "The addresses of a course end with a slash, and this site’s do not.\nWrite `trailingSlash: 'ignore'` and `build: { format: 'directory' }` in `astro.config.mjs`, which are what Astro does unasked.",
    );
  }
  return { base: basePath(`${base}/${typed}`), below: basePath(typed) };
}

interface CourseToShow extends CoursePlace {
  readonly content: ContentFolder;
  readonly cache: string;
}

interface Building {
  readonly site: SiteForAstro;
  readonly integration: AstroIntegration;
  publish(pages: AstroPrerenderer, place: OutputPlace): Promise<void>;
}

/** Loads and checks the course. Diagnostics are shown as in `lectern validate`; errors fail the build. */
async function build({ content, cache, base, below }: CourseToShow, terminal: Terminal): Promise<Building> {
  const files = diskFiles(content.full);
  const refuse = (found: LoadedCourse): never => {
    terminal.err.write(errorsNotice(files, found, content, terminal));
    throw mistake('The course has errors.');
  };
  const { checked, site } = await courseForAstro({
    content: content.full,
    files,
    base,
    cache,
    isPart: below !== undefined,
    check: (read, onlooker, before) => makeChecker({ patience: 'never', ...before })(read, undefined, onlooker),
  });
  if (site === undefined) return refuse(checked);
  terminal.err.write(buildNotes(checked, content, terminal));
  const course = courseMdx(content.full, site.mdx);
  return {
    site,
    integration: sitePages({
      purpose: 'build',
      course: () => course,
      usesComponents: site.mdx.size > 0,
      frameworks: frameworksOf(content),
      outside: site.outside,
      ...(below === undefined ? {} : { below }),
    }),
    async publish(pages, output) {
      try {
        const found = await site.publish(pages, output);
        if (found !== undefined) refuse(found);
      } catch (error) {
        throw error instanceof ComponentFailure ? mistake(failureNotice(error, content)) : error;
      }
    },
  };
}

interface Serving {
  readonly integration: AstroIntegration;
  readonly answer: Answer;
  stop(): void;
}

/** Serves the course with its drafts, and updates it after each edit. */
function serve({ content, cache, base, ...place }: CourseToShow, terminal: Terminal): Serving {
  const files = diskFiles(content.full);
  const workspace = openWorkspace(new Cache(cache));
  const stop = new AbortController();
  const served = new ServedCourse({
    content: content.full,
    files,
    base,
    workspace,
    engine: readEngine(),
    signal: stop.signal,
  });
  const problems = new Problems(served.course, liveCheck(content, terminal, served.before), (checked) =>
    showChecked(files, checked, content, terminal),
  );
  return {
    integration: liveSite({ served, problems, frameworks: frameworksOf(content), ...place }),
    answer: served.answerWithFile,
    stop() {
      problems.stop();
      served.close();
      stop.abort();
    },
  };
}

/** The frameworks of the course's components. A failing configuration is reported to its author. */
function frameworksOf(content: ContentFolder): Frameworks {
  return (options) =>
    courseIntegrations(content.full, options).catch((error: unknown) => {
      throw error instanceof ComponentFailure ? mistake(failureNotice(error, content)) : error;
    });
}

function namedContent(typed: string | undefined, terminal: Terminal): ContentFolder {
  return asMistake(
    () => contentFolder(typed, terminal),
    "Say where it is: integrations: [lectern({ content: './content' })]",
  );
}

/** Runs what commands do, and says what they refuse in Astro's place. */
function asMistake<Result>(work: () => Result, wayOut?: string): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refusal ? mistake(`${error.message}\n${wayOut ?? error.wayOut}`) : error;
  }
}

/** An error in the author's content. Its stack is dropped: Astro would print it, and it would point into Lectern. */
function mistake(message: string): Error {
  const error = new Error(message);
  error.stack = '';
  return error;
}
