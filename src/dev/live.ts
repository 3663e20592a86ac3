import path from 'node:path';
import type { EnvironmentModuleNode, Plugin, ViteDevServer } from 'vite';
import { isRunnableDevEnvironment } from 'vite';
import { configurationPlaces } from '../source/disk-surroundings.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { mdxModuleId } from '../publish/site-plugin.ts';
import type { WatchedCourse } from './course-watch.ts';
import { shownHeader } from './handlers.ts';
import { afterThePage, pageReport, type Problems } from './problems.ts';
import type { ServedCourse } from './served-course.ts';

/** Pages from the code that was compiled of Lectern's own sources. */
export interface CompiledPages {
  /** Whether the sources are still those. */
  isCurrent(): boolean;
  /** Shows them no longer. @returns whether they were shown until now. */
  drop(): boolean;
}

interface Live {
  readonly served: ServedCourse;
  readonly problems: Problems;
  readonly compiled?: CompiledPages;
}

/** Watches the content folder and keeps pages, their panel of problems and the terminal up to date. */
export function liveCourse({ served, problems, compiled }: Live): Plugin {
  const { course, content, base, inContext } = served;
  return {
    name: 'lectern:live',
    // First: the watcher has not looked round yet, so it is not yet ready.
    enforce: 'pre',
    configureServer(server) {
      const { watcher } = server;
      const { client } = server.environments;
      const showProblems = (): void => client.hot.send('lectern:problems', pageReport(problems, course, content, base));
      problems.listen(showProblems);
      const check = (): void => {
        problems.check();
        showProblems();
      };
      const refresh = (changed?: ReadonlySet<string>): void => {
        const before = compiledFrom(course);
        const { broken } = course.load(changed);
        problems.edited();
        if (broken) setImmediate(check);
        else {
          invalidateLessons(server, course, before, content);
          for (const environment of Object.values(server.environments))
            if (environment !== client) environment.hot.send('astro:content-changed', {});
          client.hot.send({ type: 'full-reload' });
        }
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
      let checking: NodeJS.Timeout | undefined = setTimeout(settle, afterThePage);

      // Whoever works on Lectern itself sees its pages as they are now: Astro makes them of the sources, and tells of those from then on.
      const showSources = (): void => {
        if (compiled?.drop() === true) client.hot.send({ type: 'full-reload' });
      };
      let waiting: NodeJS.Timeout | undefined;
      let changed: Set<string> | undefined = new Set();
      watcher.add([content, ...configurationPlaces(content)]);
      watcher.on('all', (event, file) => {
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
      // It looks round first, and of what is edited meanwhile it never tells.
      watcher.once('ready', () => {
        if (compiled?.isCurrent() === false) showSources();
        if (checking === undefined && course.isBehind()) refresh();
      });
      // After an edit the check tells: what is known until then may be fixed by now.
      client.hot.on('vite:client:connect', () => {
        if (checking === undefined) showProblems();
      });
      // A page from before the watching began, or before its edit was heard of.
      client.hot.on('lectern:shown', (version, { send }) => {
        if (version !== undefined && version !== course.version) send({ type: 'full-reload' });
      });

      server.middlewares.use((request, response, next) => {
        response.setHeader(...shownHeader(course));
        const { address, language } = course.routeOf(request.url ?? '/');
        course.prepare(request.url ?? '/').then(() => {
          // A page has one route, whatever its language.
          request.url = address;
          inContext(next, { language });
        }, next);
      });
    },
  };
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
