import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MdxCode } from '../lesson/render.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { ComponentFailure, type FailurePlace } from './component-failure.ts';
import { digest } from '../cache/digest.ts';
import { withoutFacades, type Scripts } from './facades.ts';
import type { Cache } from '../cache/cache.ts';
import { filesIn } from '../cache/folders.ts';
import { outsideDigest } from './outside.ts';

/** The lessons and parts that use components, by their path in the content folder. */
export type MdxSources = ReadonlyMap<string, MdxSource>;

export interface MdxSource {
  /** The module whose lesson it is, or that shows the part first. */
  readonly slug: string;
  readonly isLesson: boolean;
  readonly code: MdxCode;
}

/** What the code of the pages depends on. The course is not among it, but for lessons that use components. */
export interface BundleOrder {
  /** Hash of Lectern and all it stands on. */
  readonly engine: string;
  readonly base: string;
  /** The content folder, absolute. */
  readonly content: string;
  readonly mdx: MdxSources;
  /** Hash of what they may import. */
  readonly components: string;
  readonly cache: Cache;
  /** Where pages are kept that no component of a course is part of. */
  readonly compiled: Cache;
  /** Ends bundling that nobody waits for any more. */
  readonly signal: AbortSignal;
}

/** The site's pages as Astro bundled them: code that renders any of them, and what browsers fetch beside the pages. */
export interface PageBundle extends Scripts {
  /** Files that went into it from outside of the content folder and of Lectern. */
  readonly outside: readonly string[];
  /** Addresses of files that its pages load from elsewhere in the site that the course is part of. */
  readonly elsewhere?: readonly string[];
  /** Loads the code, which takes the course from `page-context.ts`. */
  open(): Promise<typeof import('./page-app.ts')>;
}

/** What `bundle-process.ts` is told. */
export interface BundleTask {
  /** An empty folder: `client/` and `server/` are made in it. */
  readonly folder: string;
  readonly cache: string;
  readonly base: string;
  readonly content: string;
  readonly mdx: readonly (readonly [file: string, source: MdxSource])[];
}

/** What it answers. */
export interface BundleAnswer {
  /** Files that went into it from outside of the content folder and of Lectern. */
  readonly outside?: readonly string[];
  readonly failure?: { readonly message: string; readonly isSystem: boolean; readonly place: FailurePlace | undefined };
}

/**
 * Lets Astro bundle the pages, or takes the bundle that an earlier build left. Bundling runs in a process
 * of its own, so that the course can be read meanwhile and its memory is given back.
 *
 * @throws ComponentFailure where a component of the course cannot be compiled.
 */
export async function bundlePages(order: BundleOrder): Promise<PageBundle> {
  const { engine, base, content, mdx, components, cache, compiled, signal } = order;
  const folder = await (mdx.size === 0 ? compiled : cache).made('pages', {
    // It knows where Lectern and the components lie.
    key: digest(engine, lecternRoot, base, ...(mdx.size === 0 ? [] : [content, components, JSON.stringify([...mdx])])),
    isCurrent: (before) => isCurrent(outsideOf(before)),
    async make(fresh) {
      const { failure, outside = [] } = await inOwnProcess(
        { folder: fresh, cache: cache.folder, base, content, mdx: [...mdx] },
        signal,
      );
      if (failure === undefined)
        return void writeFileSync(
          path.join(fresh, outsideName),
          JSON.stringify({ files: outside, digest: outsideDigest(outside) } satisfies Outside),
        );
      throw mdx.size === 0 || failure.isSystem
        ? new Error(failure.message)
        : new ComponentFailure(failure.message, failure.place, undefined);
    },
  });
  return {
    ...withoutFacades(
      new Map(
        filesIn(folder).flatMap((file) =>
          file.startsWith('client/') ? [[file.slice('client/'.length), readFileSync(path.join(folder, file))]] : [],
        ),
      ),
    ),
    outside: outsideOf(folder).files,
    open: () => import(pathToFileURL(path.join(folder, 'server/entry.mjs')).href) as ReturnType<PageBundle['open']>,
  };
}

interface Outside {
  readonly files: readonly string[];
  /** As they were when they were bundled. */
  readonly digest: string;
}

const outsideName = 'outside.json';
const outsideOf = (folder: string): Outside =>
  JSON.parse(readFileSync(path.join(folder, outsideName), 'utf8')) as Outside;
const isCurrent = ({ files, digest: then }: Outside): boolean => outsideDigest(files) === then;

function inOwnProcess(task: BundleTask, signal: AbortSignal): Promise<BundleAnswer> {
  // Astro puts the pages' code beside the output only where that is in the working directory.
  mkdirSync(task.folder, { recursive: true });
  const child = fork(new URL('./bundle-process.ts', import.meta.url), {
    cwd: task.folder,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal,
  });
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
      if (answer === undefined)
        reject(new Error(`bundling the pages ended with ${String(signal ?? status)}\n${complaint}`));
      else resolve(answer);
    });
    child.send(task);
  });
}
