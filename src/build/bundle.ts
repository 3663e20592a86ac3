import { fork } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './astro-config.ts';
import { componentFailure } from './component-failure.ts';
import { digest } from './digest.ts';
import { withoutFacades, type Scripts } from './facades.ts';
import { keptFiles, keptFolder } from './kept-folder.ts';

/** The lessons that use components, by module: the file, relative to the content folder, and the component it became. */
export type LessonSources = ReadonlyMap<string, { readonly file: string; readonly source: string }>;

/** What the code of the pages depends on. The course is not among it, but for lessons that use components. */
export interface BundleOrder {
  /** Hash of Lectern and all it stands on. */
  readonly engine: string;
  readonly base: string;
  /** The content folder, absolute. */
  readonly content: string;
  readonly lessons: LessonSources;
  /** Hash of the files that those lessons may import. */
  readonly components: string;
  readonly cache: string;
  /** Where pages are kept that no component of a course is part of. */
  readonly compiled: string;
  /** Ends bundling that nobody waits for any more. */
  readonly signal: AbortSignal;
}

/** The site's pages as Astro bundled them: code that renders any of them, and what browsers fetch beside the pages. */
export interface PageBundle extends Scripts {
  /** Loads the code, which takes the course from `handover.ts`. */
  open(): Promise<Pick<typeof import('./page-app.ts'), 'render' | 'scripts' | 'styles'>>;
}

/** What `bundle-process.ts` is told. */
export interface BundleTask {
  /** An empty folder: `client/` and `server/` are made in it. */
  readonly folder: string;
  readonly cache: string;
  readonly compiled: string;
  readonly base: string;
  readonly content: string;
  readonly lessons: readonly (readonly [string, { readonly file: string; readonly source: string }])[];
}

/** What it answers: nothing where all went well. */
export interface BundleAnswer {
  readonly failure?: { readonly message: string; readonly isSystem: boolean };
}

/** Bundles of other bases and courses stay, so that whoever builds in turns does not pay each time. */
const most = 6;

/**
 * Lets Astro bundle the pages, or takes the bundle that an earlier build left. Bundling runs in a process
 * of its own, so that the course can be read meanwhile and its memory is given back.
 *
 * @throws ComponentFailure where a component of the course cannot be compiled.
 */
export async function bundlePages(order: BundleOrder): Promise<PageBundle> {
  const { engine, base, content, lessons, components, cache, compiled, signal } = order;
  const folder = await keptFolder({
    folder: path.join(lessons.size === 0 ? compiled : cache, 'pages'),
    // It knows where Lectern and the components lie.
    key: digest(engine, projectFolder, base, ...(lessons.size === 0 ? [] : [content, components, JSON.stringify([...lessons])])),
    most,
    async make(fresh) {
      const { failure } = await inOwnProcess({ folder: fresh, cache, compiled, base, content, lessons: [...lessons] }, signal);
      if (failure === undefined) return;
      const error = new Error(failure.message);
      throw lessons.size === 0 || failure.isSystem ? error : componentFailure(error, undefined);
    },
  });
  return {
    ...withoutFacades(new Map(keptFiles(folder).flatMap((file) => (file.startsWith('client/') ? [[file.slice('client/'.length), readFileSync(path.join(folder, file))]] : [])))),
    open: () => import(pathToFileURL(path.join(folder, 'server/entry.mjs')).href) as Promise<typeof import('./page-app.ts')>,
  };
}

function inOwnProcess(task: BundleTask, signal: AbortSignal): Promise<BundleAnswer> {
  // Astro puts the pages' code beside the output only where that is in the working directory.
  mkdirSync(task.folder, { recursive: true });
  const child = fork(new URL('./bundle-process.ts', import.meta.url), { cwd: task.folder, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], signal });
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint += String(chunk)));
  // A build that is stopped takes it along.
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  return new Promise<BundleAnswer>((resolve, reject) => {
    let answer: BundleAnswer | undefined;
    child.once('message', (message: BundleAnswer) => (answer = message));
    child.once('error', reject);
    child.once('close', (status, signal) => {
      process.off('exit', stop);
      if (answer === undefined) reject(new Error(`bundling the pages ended with ${String(signal ?? status)}\n${complaint}`));
      else resolve(answer);
    });
    child.send(task);
  });
}
