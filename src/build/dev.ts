import path from 'node:path';
import { dev as serveWithAstro, type AstroIntegration } from 'astro';
import type { EnvironmentModuleNode, Plugin, ViteDevServer } from 'vite';
import { isRunnableDevEnvironment } from 'vite';
import type { LoadedCourse, ReadMemory } from '../course/load.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { labVariants, type LabVariant } from '../lab/variant.ts';
import type { CourseFiles } from '../source/files.ts';
import { astroConfig, projectFolder } from './astro-config.ts';
import { courseFonts } from './fonts/plugin.ts';
import { cutFaces, fallbackFaces, planFaces } from './fonts/subset.ts';
import { handOverFaces } from './handover.ts';
import { buildLabFrame } from './lab-frame.ts';
import { WatchedCourse } from './serving/course-watch.ts';
import { overlay, shownProblem } from './serving/problems.ts';
import { siteModules } from './site-plugin.ts';
import { openWorkspace } from './workspace.ts';

export interface DevOptions {
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
  /** Reads and checks the course as a build would. */
  check(files: CourseFiles, memory: ReadMemory): LoadedCourse;
  /** Called with everything there is to say about the course: at the start, and whenever that changes. */
  report(checked: LoadedCourse): void;
  readonly base: string;
  readonly cache: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly host?: string;
}

export interface DevServer {
  /** Where the course page is. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves a course to its author: an edit shows at once, a mistake is shown over the page and goes when it is mended.
 * Drafts are shown, too.
 */
export async function dev(options: DevOptions): Promise<DevServer> {
  const labFrame = (variant: LabVariant): string => `${options.base}_files/lab-${variant}.html`;
  const { cache, compiled, close } = openWorkspace(options.cache);
  const course = new WatchedCourse(options.files, options.base, labFrame);
  course.load();
  const plan = planFaces(latin, `${options.base}_files/`);
  handOverFaces(plan);
  // Cut while the server starts: a page may be there before its faces.
  const faces = cutFaces(plan, cache, new AbortController().signal);
  faces.catch(() => undefined); // heard of by whoever asks for one
  const integration: AstroIntegration = {
    name: 'lectern',
    hooks: {
      'astro:config:setup': ({ addDevToolbarApp }) => {
        addDevToolbarApp({ id: 'lectern:problems', name: 'Problems', icon: 'checkmark', entrypoint: new URL('../islands/problems.ts', import.meta.url) });
      },
    },
  };
  const server = await serveWithAstro({
    ...astroConfig,
    configFile: false,
    root: projectFolder,
    base: options.base,
    cacheDir: path.join(cache, 'astro'),
    logLevel: 'error',
    server: { port: options.port, ...(options.host === undefined ? {} : { host: options.host }) },
    integrations: [integration],
    vite: {
      cacheDir: path.join(cache, 'vite'),
      server: { fs: { allow: [projectFolder, options.content, cache] } },
      plugins: [
        siteModules(() => ({
          files: new Map([...course.components].map(([slug, { file }]) => [slug, path.join(options.content, file)])),
          source: (file) => [...course.components.values()].find((component) => path.join(options.content, component.file) === file)?.source(),
        })),
        courseFonts(() => fallbackFaces(compiled)),
        liveCourse(course, faces, labFrame, options),
      ],
    },
  });
  const [local] = server.resolvedUrls.local;
  return {
    url: local ?? `http://localhost:${server.address.port}${options.base}`,
    async stop() {
      await server.stop();
      close();
    },
  };
}

/** Every character of the faces, so that what an author types next is among them. */
const latin = Array.from({ length: 0x250 - 0xa0 }, (_, index) => String.fromCodePoint(0xa0 + index)).join('');

/** Milliseconds in which a browser that was told to reload has its page. */
const afterThePage = 300;
/** Milliseconds until an author who has just started the server asks for a page; if nobody does, the rules have their say. */
const untilSomebodyLooks = 4000;

/** Watches the content folder and keeps pages, overlay, toolbar and terminal up to date. */
function liveCourse(course: WatchedCourse, faces: Promise<ReadonlyMap<string, Uint8Array>>, labFrame: (variant: LabVariant) => string, options: DevOptions): Plugin {
  let problems: readonly Diagnostic[] = [];
  let reported = false;
  return {
    name: 'lectern:live',
    configureServer(server) {
      const { client } = server.environments;
      const textOf = (file: string): string | undefined => {
        const bytes = options.files.read(file);
        return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined;
      };
      const errors = (): readonly Diagnostic[] => problems.filter(({ severity }) => severity === 'error');
      const showProblems = (): void => {
        const over = overlay(errors(), options.content, textOf);
        if (over !== undefined) client.hot.send(over);
        client.hot.send('lectern:problems', problems.map((problem) => shownProblem(problem, options.content)));
      };
      const check = (): void => {
        const checked = options.check(options.files, course.memory);
        const news = JSON.stringify(checked.diagnostics) !== JSON.stringify(problems) || !reported;
        problems = checked.diagnostics;
        reported = true;
        if (news) options.report(checked);
        showProblems();
      };
      const refresh = (): void => {
        const before = new Map([...course.components].map(([slug, { source }]) => [slug, source()]));
        const { broken } = course.load();
        if (!broken) {
          invalidateLessons(server, course, before, options.content);
          for (const environment of Object.values(server.environments)) if (environment !== client) environment.hot.send('astro:content-changed', {});
          client.hot.send({ type: 'full-reload' });
        }
        if (broken) setImmediate(check);
        // The page first: on a large course the rules take longer than an edit may.
        clearTimeout(checking);
        checking = setTimeout(settle, afterThePage);
      };
      // Of two edits within a moment, the system may have told of the first only.
      const settle = (): void => {
        if (course.isBehind()) refresh();
        else check();
      };

      server.watcher.add(options.content);
      let waiting: NodeJS.Timeout | undefined;
      let checking: NodeJS.Timeout | undefined;
      server.watcher.on('all', (_event, file) => {
        if (!isBelow(file, options.content)) return;
        clearTimeout(waiting);
        waiting = setTimeout(refresh, 15); // an editor may write several files, or one in several steps
      });
      client.hot.on('vite:client:connect', showProblems);
      client.hot.on('lectern:problems?', showProblems);

      server.middlewares.use((request, response, next) => {
        const pathname = decodeURI((request.url ?? '/').replace(/[?#].*$/, ''));
        const isAsked = (href: string): boolean => href === pathname || href === options.base.slice(0, -1) + pathname;
        const variant = labVariants.find((one) => isAsked(labFrame(one)));
        if (variant !== undefined) {
          response.setHeader('content-type', 'text/html');
          buildLabFrame(variant).then(({ html }) => response.end(html), next);
          return;
        }
        if (pathname.endsWith('.woff2')) {
          const sendFace = (cut: ReadonlyMap<string, Uint8Array>): void => {
            const face = [...cut].find(([file]) => isAsked(`${options.base}_files/${file}`));
            if (face === undefined) return next();
            response.setHeader('content-type', 'font/woff2');
            response.end(face[1]);
          };
          faces.then(sendFace, next);
          return;
        }
        const asset = course.assets.find(({ href }) => isAsked(href));
        if (asset !== undefined) {
          response.setHeader('content-type', mediaTypes[path.extname(asset.path)] ?? 'application/octet-stream');
          response.end(asset.bytes);
          return;
        }
        // The first page before the rules, as after an edit.
        if (!reported) response.once('finish', () => {
          clearTimeout(checking);
          checking = setTimeout(settle, afterThePage);
        });
        course.prepare(pathname).then(() => next(), next);
      });
      checking = setTimeout(settle, untilSomebodyLooks);
    },
  };
}

/** Lessons that use components are modules of the server: those whose component changed must be made again. */
function invalidateLessons(server: ViteDevServer, course: WatchedCourse, before: ReadonlyMap<string, string | undefined>, content: string): void {
  const after = new Map([...course.components].map(([slug, component]) => [slug, component]));
  const changed = [...after].filter(([slug, { source }]) => before.get(slug) !== source()).map(([, { file }]) => `${path.join(content, file)}.astro`);
  const listChanged = after.size !== before.size || [...after.keys()].some((slug) => !before.has(slug));
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

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};
