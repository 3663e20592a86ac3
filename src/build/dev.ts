import type { Server } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AstroIntegration } from 'astro';
import type { LabVariant } from '../lab/variant.ts';
import { astroConfig, projectFolder } from './astro-config.ts';
import { bundlePages, keptPages, type BundleOrder } from './bundle.ts';
import { engineDigest } from './digest.ts';
import { courseFonts } from './fonts/plugin.ts';
import { cutFaces, fallbackFaces, planFaces } from './fonts/subset.ts';
import { handOverFaces } from './handover.ts';
import { colourers } from './highlighting/highlight.ts';
import { KeptReads } from './reads.ts';
import { WatchedCourse } from './serving/course-watch.ts';
import { answerWithFile, answerWithPage } from './serving/early.ts';
import { Front, type Answer } from './serving/front.ts';
import { afterThePage, isIn, liveCourse, Problems, type Checks } from './serving/live.ts';
import { siteModules } from './site-plugin.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** The course's files, how they are checked (as a build would), and who is told at the start and whenever that changes. */
export interface DevOptions extends Checks {
  /** The content folder, absolute. */
  readonly content: string;
  readonly base: string;
  readonly cache: string;
  /** The next free one is taken where it is not free; 0 for any. */
  readonly port: number;
  readonly host?: string;
}

export interface DevServer {
  /** Where the course page is. */
  readonly url: string;
  /** Rejects where the server cannot go on. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Serves a course to its author: an edit shows at once, a mistake is shown over the page and goes when it is mended.
 * Drafts are shown, too. The first pages come from the code that an earlier build made of Lectern's pages; Astro's
 * development server takes over as soon as it is ready. Where there was no build yet, all wait for it.
 */
export async function dev(options: DevOptions): Promise<DevServer> {
  const { base, content, host = 'localhost' } = options;
  const labFrame = (variant: LabVariant): string => `${base}_files/lab-${variant}.html`;
  const workspace = openWorkspace(options.cache);
  const stop = new AbortController();
  const engine = engineDigest();
  const reads = new KeptReads(workspace.cache, engine);
  const course = new WatchedCourse(options.files, base, labFrame, colourers({ threads: 1, signal: stop.signal }), reads);
  course.load();
  const plan = planFaces(latin, `${base}_files/`);
  handOverFaces(plan);
  // Cut while the server starts: a page may be there before its faces.
  const faces = cutFaces(plan, workspace.compiled, stop.signal);
  faces.catch(() => undefined); // heard of by whoever asks for one
  const courseFile = answerWithFile({ course, faces, labFrame, base });
  const order: BundleOrder = { engine, base, content, lessons: new Map(), components: '', ...workspace, signal: stop.signal };
  const pages = keptPages(order);
  const page = pages === undefined ? undefined : answerWithPage({ course, pages, base });
  const problems = new Problems(course, options);
  const front = new Front(async (request, response) => (await courseFile(request, response)) || (await page?.(request, response)) === true);
  const port = await front.listen(options.port, host).catch((error: unknown) => {
    stop.abort();
    throw error;
  });

  let astro: AstroServer | undefined;
  const start = async (): Promise<void> => {
    if (page !== undefined) {
      // While Astro starts nobody else gets a word in: first the page that the author came for, then what is wrong with the course.
      await Promise.race([front.answered, wait(untilSomebodyLooks, undefined, { signal: stop.signal })]);
      await wait(afterThePage, undefined, { signal: stop.signal });
      problems.check();
    }
    reads.close();
    astro = await startAstro({ course, problems, courseFile, options, workspace, ready: (server) => front.handOver(server) }, stop.signal);
    // For the next start.
    if (page === undefined) await bundlePages(order);
  };
  const running = start();
  return {
    url: `http://${host}:${port}${base}`,
    failed: new Promise((_, reject) => void running.catch((error: unknown) => stop.signal.aborted || reject(error as Error))),
    async stop() {
      stop.abort();
      await running.catch(() => undefined);
      await astro?.stop();
      await front.close();
      workspace.close();
    },
  };
}

/** Every character of the faces, so that what an author types next is among them. */
const latin = Array.from({ length: 0x250 - 0xa0 }, (_, index) => String.fromCodePoint(0xa0 + index)).join('');

/** Milliseconds until an author who has just started the server asks for a page; if nobody does, the rest goes on. */
const untilSomebodyLooks = 1500;

interface AstroOrder {
  readonly course: WatchedCourse;
  readonly problems: Problems;
  readonly courseFile: Answer;
  readonly options: DevOptions;
  readonly workspace: Workspace;
  /** Told of the server when it answers without delay, and of every one that Astro replaces it by. */
  ready(server: Server): void;
}

interface AstroServer {
  stop(): Promise<void>;
}

/** Astro's development server, at a port of its own that nobody is told of. */
async function startAstro({ course, problems, courseFile, options, workspace: { cache, compiled }, ready }: AstroOrder, signal: AbortSignal): Promise<AstroServer> {
  // Half a second of modules that the first pages do without.
  const { dev: serveWithAstro } = await import('astro');
  let isReady = false;
  let server: Server | undefined;
  const integration: AstroIntegration = {
    name: 'lectern',
    hooks: {
      'astro:config:setup': ({ addDevToolbarApp }) => {
        addDevToolbarApp({ id: 'lectern:problems', name: 'Problems', icon: 'checkmark', entrypoint: new URL('../islands/problems.ts', import.meta.url) });
      },
    },
  };
  const astro = await serveWithAstro({
    ...astroConfig,
    configFile: false,
    root: projectFolder,
    base: options.base,
    cacheDir: path.join(cache, 'astro'),
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
    integrations: [integration],
    vite: {
      cacheDir: path.join(cache, 'vite'),
      server: {
        fs: { allow: [projectFolder, options.content, cache] },
        // What builds write beside Lectern is none of the pages' sources, and there is much of it.
        watch: { ignored: [(file: string) => ['.lectern', 'dist'].some((made) => isIn(file, path.join(projectFolder, made))) && !isIn(file, options.content)] },
      },
      plugins: [
        siteModules(() => ({
          files: new Map([...course.components].map(([slug, { file }]) => [slug, path.join(options.content, file)])),
          source: (file) => [...course.components.values()].find((component) => path.join(options.content, component.file) === file)?.source(),
        })),
        courseFonts(() => fallbackFaces(compiled)),
        liveCourse({ course, problems, courseFile, content: options.content, files: options.files }),
        {
          name: 'lectern:front',
          configureServer({ httpServer }) {
            server = httpServer as Server;
            if (isReady) ready(server);
          },
        },
      ],
    },
  });
  // Its modules are made when a page is first asked for: so one is, before anybody waits for it.
  const warm = await fetch(`http://127.0.0.1:${astro.address.port}${options.base}`, { signal }).catch(() => undefined);
  await warm?.arrayBuffer();
  isReady = true;
  if (server !== undefined) ready(server);
  return astro;
}
