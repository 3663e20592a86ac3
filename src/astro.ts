/** Lectern as an integration of Astro: `astro.config.mjs` lists it, and `astro build`, `dev`, `preview` and `check` work on a course. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import { courseForAstro, type SiteForAstro } from './build/astro-build.ts';
import { astroConfig } from './build/astro-config.ts';
import { ComponentFailure } from './build/component-failure.ts';
import { readEngine } from './build/digest.ts';
import { liveSite } from './build/serving/astro-server.ts';
import type { Answer } from './build/serving/front.ts';
import { Problems } from './build/serving/problems.ts';
import { ServedCourse } from './build/serving/served-course.ts';
import { sitePages } from './build/site-pages.ts';
import { courseMdx } from './build/site-plugin.ts';
import { openWorkspace } from './build/workspace.ts';
import { buildNotes, errorsNotice, failureNotice } from './cli/build-notes.ts';
import { makeChecker } from './cli/checker.ts';
import { contentFolder, type ContentFolder } from './cli/content.ts';
import { liveCheck } from './cli/live-check.ts';
import { basePath } from './cli/port.ts';
import { processTerminal } from './cli/process-terminal.ts';
import { Refusal } from './cli/refusal.ts';
import { showChecked } from './cli/show-report.ts';
import type { Terminal } from './cli/terminal.ts';
import type { LoadedCourse } from './course/load.ts';
import { diskFiles } from './source/disk.ts';

export interface LecternOptions {
  /** The content folder, relative to the folder of `astro.config.mjs`. */
  readonly content?: string;
}

/** Builds and serves the course in a content folder. */
export default function lectern(options: LecternOptions = {}): AstroIntegration {
  let building: Building | undefined;
  let serving: Serving | undefined;
  let out = '';
  return {
    name: 'lectern',
    hooks: {
      'astro:config:setup': async ({ command, config, updateConfig }) => {
        const terminal: Terminal = { ...processTerminal(), cwd: fileURLToPath(config.root) };
        const base = basePath(config.base);
        updateConfig({ ...astroConfig, base });
        if (command !== 'build' && command !== 'dev') return;
        const content = namedContent(options.content, terminal);
        const cache = path.join(fileURLToPath(config.cacheDir), 'lectern');
        if (command === 'build') {
          building = await build({ content, base, cache }, terminal);
          const { site } = building;
          const course = courseMdx(content.full, site.mdx);
          updateConfig({ integrations: [sitePages({ purpose: 'build', course: () => course, usesComponents: site.mdx.size > 0, ...site })] });
        } else {
          serving = serve({ content, base, cache }, terminal);
          updateConfig({ integrations: [serving.integration] });
        }
      },
      'astro:config:done': ({ config }) => {
        out = fileURLToPath(config.outDir);
      },
      'astro:build:start': ({ setPrerenderer }) => {
        if (building === undefined) return;
        const { site, publish } = building;
        setPrerenderer((pages) => ({
          ...pages,
          name: 'lectern',
          // The whole site is made before Astro asks for its first page: nothing is published before all of it has been walked.
          async setup() {
            await pages.setup?.();
            await publish(pages, out);
          },
          async render(request, options) {
            const finished = site.published(new URL(request.url).pathname, out);
            return finished === undefined ? pages.render(request, options) : new Response(Buffer.from(finished));
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

interface Place {
  readonly content: ContentFolder;
  readonly base: string;
  readonly cache: string;
}

interface Building {
  readonly site: SiteForAstro;
  publish(pages: AstroPrerenderer, out: string): Promise<void>;
}

/** Reads and checks the course; what is wrong with it is shown as `lectern validate` does, and ends the build. */
async function build({ content, base, cache }: Place, terminal: Terminal): Promise<Building> {
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
    check: (read, onlooker, kept) => makeChecker({ patience: 'never', ...kept })(read, undefined, onlooker),
  });
  if (site === undefined) return refuse(checked);
  terminal.err.write(buildNotes(checked, content, terminal));
  return {
    site,
    async publish(pages, out) {
      try {
        const found = await site.publish(pages, out);
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

/** Reads the course, and shows it with its drafts, as it is after each edit. */
function serve({ content, base, cache }: Place, terminal: Terminal): Serving {
  const files = diskFiles(content.full);
  const workspace = openWorkspace(cache);
  const stop = new AbortController();
  const served = new ServedCourse({ files, base, workspace, engine: readEngine(), signal: stop.signal });
  const problems = new Problems(served.course, liveCheck(content, terminal), (checked) => showChecked(files, checked, content, terminal));
  return {
    // Astro makes every page of the sources: there is nothing compiled that could be old.
    integration: liveSite({ course: served.course, problems, compiled: { isCurrent: () => true, drop: () => false }, content: content.full, files, workspace }),
    answer: served.answerWithFile,
    stop() {
      problems.stop();
      served.close();
      stop.abort();
    },
  };
}

function namedContent(typed: string | undefined, terminal: Terminal): ContentFolder {
  try {
    return contentFolder(typed, terminal);
  } catch (error) {
    throw error instanceof Refusal ? mistake(`${error.message}\nSay where it is: integrations: [lectern({ content: './content' })]`) : error;
  }
}

/** An error that is an author's to mend: Astro prints the stack of an error, and this one's would lead into Lectern. */
function mistake(message: string): Error {
  const error = new Error(message);
  error.stack = '';
  return error;
}
