import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { LoadedCourse } from '../course/load.ts';
import type { CourseFiles } from '../source/files.ts';
import { bundlePages } from '../publish/bundle.ts';
import { Cache } from '../cache/cache.ts';
import type { CheckedBefore } from '../cache/checked.ts';
import { readEngine, type Engine } from '../cache/engine.ts';
import { answerWithPage } from './handlers.ts';
import type { AstroServer } from './astro-server.ts';
import { isLoopbackHost } from './hosts.ts';
import { Front, type Answer } from './proxy.ts';
import { afterThePage, Problems, type Check } from './problems.ts';
import { ServedCourse } from './served-course.ts';
import { openWorkspace, type Workspace } from '../cache/workspace.ts';

export interface DevOptions {
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
  /** How the course is checked; asked for when the first page is there. */
  checker(before: CheckedBefore): Promise<Check>;
  /** Told what the check says, at the start and whenever that changes. */
  report(checked: LoadedCourse): void;
  /** Told what keeps the first page waiting. */
  doing?(phase: string): void;
  /** False: no component of the course is compiled or run; pages are shown without them. */
  readonly components?: boolean;
  readonly base: string;
  readonly cache: string | undefined;
  /** The next free one is taken where it is not free; 0 for any. */
  readonly port: number;
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
 * Serves a course to its author: an edit shows at once, a mistake is shown over the page and goes when it is fixed.
 * Drafts are shown, too. Pages come from the same code as those of a build, as long as Lectern's own stays as it is; Astro's
 * development server, which takes seconds to start, gives the rest: lessons with components, the toolbar, messages over a
 * page.
 */
export async function dev(options: DevOptions): Promise<DevServer> {
  const { host = 'localhost' } = options;
  const stop = new AbortController();
  const front = new Front(
    async (request, response) => (await opened).answer(request, response),
    (named) => isLoopbackHost(named) || named?.replace(/:\d+$/, '') === host,
  );
  const port = await front.listen(options.port, host);
  // The address is said before the course is read, which nobody can interrupt: a browser finds its way here meanwhile.
  const opened = nextTurn().then(() => new OpenCourse(options, stop.signal));
  const running = opened.then((course) => course.serve(front));
  const ready = opened.then((course) => course.ready());
  ready.catch(() => undefined); // `failed` says so, too
  return {
    url: `http://${host}:${port}${options.base}`,
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
      await front.close();
    },
  };
}

/** A course that was read, and all that its pages are made with. */
class OpenCourse {
  readonly #options: DevOptions;
  readonly #signal: AbortSignal;
  readonly #workspace: Workspace;
  readonly #engine: Engine;
  readonly #served: ServedCourse;
  /** Gives nothing where pages cannot be compiled, or Lectern's own sources are no longer those that they were compiled of: then Astro shows what is wrong, or new. */
  #page: Promise<Answer | undefined>;
  #isDropped = false;
  #tellToolbar: (scripts: string) => void = () => undefined;
  readonly #toolbar = new Promise<string>((resolve) => (this.#tellToolbar = resolve));
  #problems: Problems | undefined;
  #astro: AstroServer | undefined;

  constructor(options: DevOptions, signal: AbortSignal) {
    const { base, content, files, cache, doing } = options;
    this.#options = options;
    this.#signal = signal;
    const workspace = (this.#workspace = openWorkspace(cache === undefined ? undefined : new Cache(cache)));
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
    const { course, inContext } = (this.#served = new ServedCourse({
      files,
      base,
      workspace,
      engine,
      signal,
      components: options.components !== false,
    }));
    doing?.('compile the pages');
    this.#page = pages.then(
      (compiledPages) => answerWithPage({ course, pages: compiledPages, inContext, toolbar: this.#toolbar, base }),
      () => undefined,
    );
  }

  readonly answer: Answer = async (request, response) =>
    (await this.#served.answerWithFile(request, response)) || (await (await this.#page)?.(request, response)) === true;

  async ready(): Promise<void> {
    await this.#page;
  }

  async serve(front: Front): Promise<void> {
    const { content, files, base, checker, report } = this.#options;
    const { course, inContext } = this.#served;
    await this.#page;
    // While the rest starts nobody else gets a word in: first the page that the author came for, then what is wrong with the course.
    await Promise.race([front.answered, wait(untilSomebodyLooks, undefined, { signal: this.#signal })]);
    await wait(afterThePage, undefined, { signal: this.#signal });
    const problems = (this.#problems = new Problems(course, await checker(this.#served.before), report));
    problems.check();
    this.#served.keep();
    // Half a second of modules that the first pages do without.
    const { startAstro } = await import('./astro-server.ts');
    const compiled = { isCurrent: () => readEngine().all === this.#engine.all, drop: () => this.#drop() };
    this.#astro = await startAstro(
      {
        course,
        inContext,
        problems,
        compiled,
        content,
        files,
        base,
        workspace: this.#workspace,
        ...(this.#options.components === false ? { frameworks: () => Promise.resolve([]) } : {}),
        ready: (server) => front.handOver(server),
      },
      this.#signal,
    );
    this.#tellToolbar(this.#astro.toolbar);
    course.warmUp().catch(() => undefined); // said when a page needs it
  }

  async close(): Promise<void> {
    this.#problems?.stop();
    await this.#astro?.stop();
    this.#served.close();
  }

  #drop(): boolean {
    const wasShown = !this.#isDropped;
    this.#isDropped = true;
    this.#page = Promise.resolve(undefined);
    return wasShown;
  }
}

/** Milliseconds until an author who has just started the server asks for a page; if nobody does, the rest goes on. */
const untilSomebodyLooks = 1500;
