import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EnvironmentModuleNode, Plugin, ViteDevServer } from 'vite';
import { isRunnableDevEnvironment } from 'vite';
import { configurationPlaces } from '../source/disk-surroundings.ts';
import type { CourseFiles } from '../source/files.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { mdxModuleId } from '../publish/site-plugin.ts';
import type { WatchedCourse } from './course-watch.ts';
import { shownHeader } from './page-scripts.ts';
import { afterThePage, overlay, shownProblem, type Problems } from './problems.ts';

/** Pages from the code that was compiled of Lectern's own sources. */
export interface CompiledPages {
  /** Whether the sources are still those. */
  isCurrent(): boolean;
  /** Shows them no longer. @returns whether they were shown until now. */
  drop(): boolean;
}

interface Live {
  readonly course: WatchedCourse;
  /** Shows the course as it is now to what it calls. */
  readonly inContext: <Rendered>(render: () => Rendered) => Rendered;
  readonly problems: Problems;
  readonly compiled: CompiledPages;
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
}

/** Watches the content folder and keeps pages, overlay, toolbar and terminal up to date. */
export function liveCourse({ course, inContext, problems, compiled, content, files }: Live): Plugin {
  return {
    name: 'lectern:live',
    configureServer(server) {
      const { client } = server.environments;
      const textOf = (file: string): string | undefined => {
        const bytes = files.read(file);
        return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined;
      };
      const showProblems = (): void => {
        const over = overlay(problems.errors, content, textOf);
        if (over !== undefined) client.hot.send(over);
        client.hot.send(
          'lectern:problems',
          problems.all.map((problem) => shownProblem(problem, content)),
        );
      };
      problems.listen(showProblems);
      const check = (): void => {
        problems.check();
        showProblems();
      };
      const refresh = (changed?: ReadonlySet<string>): void => {
        const before = compiledFrom(course);
        const { broken } = course.load(changed);
        if (!broken) {
          invalidateLessons(server, course, before, content);
          for (const environment of Object.values(server.environments))
            if (environment !== client) environment.hot.send('astro:content-changed', {});
          client.hot.send({ type: 'full-reload' });
        }
        if (broken) setImmediate(check);
        // The page first: on a large course the rules take longer than an edit may.
        clearTimeout(checking);
        checking = setTimeout(settle, afterThePage);
      };
      // Of two edits within a moment, the system may have told of the first only.
      const settle = (): void => {
        checking = undefined;
        if (course.isBehind()) refresh();
        else check();
      };

      server.watcher.add([content, ...configurationPlaces(content)]);
      // Whoever works on Lectern itself sees its pages as they are now: Astro makes them of the sources, and tells of those from then on.
      const showSources = (): void => {
        if (compiled.drop()) client.hot.send({ type: 'full-reload' });
      };
      let waiting: NodeJS.Timeout | undefined;
      let changed: Set<string> | undefined = new Set();
      server.watcher.on('all', (event, file) => {
        if (!isIn(file, content)) return isSource(file) ? showSources() : undefined;
        if (event === 'change') changed?.add(path.relative(content, file).split(path.sep).join('/'));
        else changed = undefined;
        clearTimeout(waiting);
        // An editor may write several files, or one in several steps; what comes later is noticed later.
        waiting = setTimeout(() => {
          const told = changed;
          changed = new Set();
          refresh(told);
        }, 10);
      });
      // What was wrong may be fixed by now, and nothing takes a message over a page away again: after an edit, the check tells.
      const showKnown = (): void => {
        if (checking === undefined) showProblems();
      };
      client.hot.on('vite:client:connect', showKnown);
      client.hot.on('lectern:problems?', showKnown);
      // A page from before the watching began, or before its edit was heard of.
      client.hot.on('lectern:shown', (version, { send }) => {
        if (version !== undefined && version !== course.version) send({ type: 'full-reload' });
      });

      server.middlewares.use((request, response, next) => {
        response.setHeader(...shownHeader(course));
        course.prepare(request.url ?? '/').then(() => inContext(next), next);
      });
      let checking: NodeJS.Timeout | undefined = setTimeout(settle, afterThePage);
      const closed = new AbortController();
      server.httpServer?.once('close', () => closed.abort());
      const catchUp = (): void => {
        if (!compiled.isCurrent()) showSources();
        if (checking === undefined && course.isBehind()) refresh();
      };
      whenWatched(server, content, files, closed.signal).then(catchUp, () => undefined);
    },
  };
}

/**
 * Waits until the watcher tells of every file: it looks round first, and of what is edited meanwhile it never tells. A file
 * that it leaves out for a reason of its own is waited for no longer than a minute. Rejects where the server ends before.
 */
async function whenWatched(
  { watcher }: ViteDevServer,
  content: string,
  files: CourseFiles,
  closed: AbortSignal,
): Promise<void> {
  const all = files
    .list()
    .flatMap(({ kind, path: file }) => (kind === 'file' ? [path.parse(path.join(content, file))] : []));
  for (let turn = 0; turn < 240; turn++) {
    await wait(250, undefined, { ref: false, signal: closed });
    const watched = watcher.getWatched();
    if (all.every(({ dir, base }) => watched[dir]?.includes(base))) return;
  }
}

/** What each lesson that uses components is compiled from. */
function compiledFrom({ mdx }: WatchedCourse): ReadonlyMap<string, string> {
  return new Map([...mdx].map(([file, { code }]) => [file, JSON.stringify(code()) ?? '']));
}

/** Lessons that use components are modules of the server: those whose components changed must be made again. */
function invalidateLessons(
  server: ViteDevServer,
  course: WatchedCourse,
  before: ReadonlyMap<string, string>,
  content: string,
): void {
  const after = compiledFrom(course);
  const changed = [...after]
    .filter(([file, code]) => before.get(file) !== code)
    .map(([file]) => mdxModuleId(content, file));
  const listChanged = after.size !== before.size || [...after.keys()].some((file) => !before.has(file));
  for (const environment of Object.values(server.environments)) {
    for (const id of listChanged ? [...changed, '\0lectern:lessons'] : changed) {
      const module = environment.moduleGraph.getModuleById(id);
      if (module === undefined) continue;
      const touched = new Set<EnvironmentModuleNode>();
      environment.moduleGraph.invalidateModule(module, touched, Date.now(), true);
      if (!isRunnableDevEnvironment(environment)) continue;
      for (const { id: touchedId } of touched) {
        const evaluated = touchedId === null ? undefined : environment.runner.evaluatedModules.getModuleById(touchedId);
        if (evaluated !== undefined) environment.runner.evaluatedModules.invalidateModule(evaluated);
      }
    }
  }
}

const isSource = (file: string): boolean =>
  ['src', 'schemas'].some((folder) => isIn(file, path.join(lecternRoot, folder)));

/** Whether a file is a folder or lies below it. */
export function isIn(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
