import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { LoadedCourse } from '../course/load.ts';
import type { CourseFiles } from '../source/files.ts';
import { bundlePages } from '../publish/bundle.ts';
import { Cache } from '../cache/cache.ts';
import type { CheckedBefore } from '../cache/checked.ts';
import { readEngine, type Engine } from '../cache/engine.ts';
import { openWorkspace } from '../cache/workspace.ts';
import type { AstroServer } from './astro-server.ts';
import { answerWithPage } from './handlers.ts';
import { afterThePage, Problems, type Check } from './problems.ts';
import { close, portOf, serve, type Answer } from './server.ts';
import { ServedCourse } from './served-course.ts';

export interface DevOptions {
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
  /** How the course is checked; asked for when the first page is there. */
  checker(before: CheckedBefore): Promise<Check>;
  /** Told what the check says, at the start and whenever that changes. */
  report(checked: LoadedCourse): void;
  /** Told in words of what else went wrong. */
  complain(message: string): void;
  /** Told what keeps the first page waiting. */
  doing?(phase: string): void;
  /** False: no component of the course is compiled or run; pages are shown without them. */
  readonly components?: boolean;
  readonly base: string;
  readonly cache: string | undefined;
  /** The next free one is taken where it is not free; 0 for any. */
  readonly port: number;
  /** Where to listen, and the name that requests may give beside those of this machine. */
  readonly host?: string;
}

export interface DevServer {
  /** Where the course page is. Whoever asks for it before the server is ready waits. */
  readonly url: string;
  /** Resolves when pages can be shown; rejects as `failed`. */
  readonly ready: Promise<void>;
  /** Rejects where the server cannot go on. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Serves a course to its author: an edit shows at once, mistakes are listed in a corner of the page and go when they are
 * fixed. Drafts are shown, too. Pages come from the same code as those of a build, as long as Lectern's own stays as it is;
 * Astro's development server, which takes seconds to start, gives the rest: lessons with components, and Vite's socket.
 */
export async function dev(options: DevOptions): Promise<DevServer> {
  const { base, host = 'localhost' } = options;
  const stop = new AbortController();
  const server = await serve(async (request, response) => (await opened).answer(request, response), options.port, host);
  const firstLook = firstAnswer(server, stop.signal);
  firstLook.catch(() => undefined); // said where it is waited for
  // The address is said before the course is read, which nobody can interrupt: a browser finds its way here meanwhile.
  const opened = nextTurn().then(() => new OpenCourse(options, server, stop.signal));
  const running = opened.then((course) => course.start(firstLook));
  const ready = opened.then((course) => course.ready());
  ready.catch(() => undefined); // `failed` says so, too
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server)}${base}`,
    ready,
    failed: new Promise(
      (_, reject) => void running.catch((error: unknown) => stop.signal.aborted || reject(error as Error)),
    ),
    async stop() {
      stop.abort();
      await running.catch(() => undefined);
      await opened.then(
        (course) => course.close(),
        () => undefined,
      );
      await close(server);
    },
  };
}

/** A course that was read, and who answers for it. */
class OpenCourse {
  readonly #options: DevOptions;
  readonly #server: Server;
  readonly #signal: AbortSignal;
  readonly #engine: Engine;
  readonly #served: ServedCourse;
  /** Gives nothing where pages cannot be compiled, or Lectern's own sources are no longer those that they were compiled of: then Astro shows what is wrong, or new. */
  #page: Promise<Answer | undefined>;
  #isDropped = false;
  #problems: Problems | undefined;
  readonly #astro = Promise.withResolvers<AstroServer>();
  #startedAstro: AstroServer | undefined;

  constructor(options: DevOptions, server: Server, signal: AbortSignal) {
    const { base, content, files, cache, complain, doing } = options;
    this.#options = options;
    this.#server = server;
    this.#signal = signal;
    const workspace = openWorkspace(cache === undefined ? undefined : new Cache(cache));
    const engine = (this.#engine = readEngine());
    // The first start of an installation compiles them, beside the reading.
    const pages = bundlePages({
      engine: engine.all,
      base,
      content,
      mdx: new Map(),
      components: '',
      cache: workspace.cache,
      compiled: workspace.compiled,
      signal,
    });
    doing?.('read the course');
    this.#served = new ServedCourse({
      content,
      files,
      base,
      workspace,
      engine,
      signal,
      components: options.components !== false,
    });
    doing?.('compile the pages');
    this.#page = pages.then(
      (compiled) => answerWithPage(this.#served, compiled),
      (error: unknown) => {
        if (!signal.aborted)
          complain(`The pages cannot be compiled: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      },
    );
  }

  readonly answer: Answer = async (request, response) => {
    if (await this.#served.answerWithFile(request, response)) return true;
    const page = await this.#page;
    // A page that cannot be made Astro cannot make either, and it shows why.
    if ((await page?.(request, response).catch(() => false)) === true) return true;
    (await this.#astro.promise).handle(request, response);
    return true;
  };

  async ready(): Promise<void> {
    await this.#page;
  }

  async start(firstLook: Promise<void>): Promise<void> {
    const { checker, complain, report } = this.#options;
    const course = this.#served.course;
    await this.#page;
    // While the rest starts nobody else gets a word in: first the page that the author came for, then what is wrong with the course.
    await Promise.race([firstLook, wait(untilSomebodyLooks, undefined, { signal: this.#signal })]);
    await wait(afterThePage, undefined, { signal: this.#signal });
    const problems = (this.#problems = new Problems(course, await checker(this.#served.before), report));
    problems.check();
    this.#served.keep();
    // Half a second of modules that the first pages do without.
    const { startAstro } = await import('./astro-server.ts');
    this.#startedAstro = await startAstro({
      served: this.#served,
      problems,
      compiled: { isCurrent: () => readEngine().all === this.#engine.all, drop: () => this.#drop() },
      server: this.#server,
      host: this.#options.host,
      complain,
      components: this.#options.components !== false,
      signal: this.#signal,
    });
    this.#astro.resolve(this.#startedAstro);
    course.warmUp().catch(() => undefined); // said when a page needs it
  }

  async close(): Promise<void> {
    this.#problems?.stop();
    await this.#startedAstro?.stop();
    this.#served.close();
  }

  #drop(): boolean {
    const wasShown = !this.#isDropped;
    this.#isDropped = true;
    this.#page = Promise.resolve(undefined);
    return wasShown;
  }
}

async function firstAnswer(server: Server, signal: AbortSignal): Promise<void> {
  const [, response] = (await once(server, 'request', { signal })) as [unknown, ServerResponse];
  await once(response, 'close', { signal });
}

/** Milliseconds until an author who has just started the server asks for a page; if nobody does, the rest goes on. */
const untilSomebodyLooks = 1500;
