import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dev as serveWithAstro, type AstroIntegration } from 'astro';
import { configurationPlaces } from '../source/disk-surroundings.ts';
import type { CourseFiles } from '../source/files.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { ComponentFailure } from '../publish/component-failure.ts';
import { courseIntegrations } from '../publish/course-config.ts';
import type { CourseMdx } from '../publish/site-plugin.ts';
import { sitePages, type Frameworks } from '../publish/site-pages.ts';
import type { Workspace } from '../cache/workspace.ts';
import type { WatchedCourse } from './course-watch.ts';
import { isIn, liveCourse, type CompiledPages } from './live.ts';
import { companion } from './page-scripts.ts';
import type { Problems } from './problems.ts';

interface LiveSite {
  readonly course: WatchedCourse;
  /** Shows the course as it is now to what it calls. */
  readonly inContext: <Rendered>(render: () => Rendered) => Rendered;
  readonly problems: Problems;
  readonly compiled: CompiledPages;
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
  readonly workspace: Workspace;
  /** See `SitePagesOptions`. */
  readonly frameworks?: Frameworks;
  /** See `SitePagesOptions`. */
  readonly below?: string;
}

interface AstroOrder extends LiveSite {
  readonly base: string;
  /** Told of the server when it answers without delay, and of every one that Astro replaces it by. */
  ready(server: Server): void;
}

export interface AstroServer {
  /** The scripts that its toolbar begins with, as HTML. */
  readonly toolbar: string;
  stop(): Promise<void>;
}

/** What a development server of Astro needs to show a course to its author, drafts included, and what is wrong with it. */
export function liveSite({
  course,
  inContext,
  problems,
  compiled,
  content,
  files,
  workspace,
  below,
  frameworks = takenAgain(content),
}: LiveSite): AstroIntegration {
  const courseMdx = (): CourseMdx => ({
    content,
    lessons: new Map([...course.mdx].flatMap(([file, { slug, isLesson }]) => (isLesson ? [[slug, file]] : []))),
    has: (file) => course.mdx.has(file),
    code: (file) => course.mdx.get(file)?.code(),
  });
  return {
    name: 'lectern:live',
    hooks: {
      'astro:config:setup': ({ addDevToolbarApp, addWatchFile, config, injectScript, updateConfig }) => {
        // When one of them changes, Astro starts anew and asks again; where that fails, it says why and goes on as it was.
        for (const place of configurationPlaces(content)) addWatchFile(place);
        injectScript('head-inline', companion);
        addDevToolbarApp({
          id: 'lectern:problems',
          name: 'Problems',
          icon: 'checkmark',
          entrypoint: new URL('../islands/problems.ts', import.meta.url),
        });
        updateConfig({
          integrations: [
            sitePages({
              purpose: 'dev',
              course: courseMdx,
              usesComponents: true,
              frameworks,
              ...(below === undefined ? {} : { below }),
            }),
          ],
          vite: {
            server: {
              fs: { allow: [fileURLToPath(config.root), lecternRoot, content, workspace.cache.folder] },
              // What builds write beside Lectern is none of the pages' sources, and there is much of it.
              watch: {
                ignored: [
                  (file: string) =>
                    ['.lectern', 'dist'].some((made) => isIn(file, path.join(lecternRoot, made))) &&
                    !isIn(file, content),
                ],
              },
            },
            plugins: [liveCourse({ course, inContext, problems, compiled, content, files })],
          },
        });
      },
    },
  };
}

/** Astro's development server, at a port of its own that nobody is told of. */
export async function startAstro({ base, ready, ...live }: AstroOrder, signal: AbortSignal): Promise<AstroServer> {
  const { content, files } = live;
  let isReady = false;
  let server: Server | undefined;
  const written = (): string | undefined => files.surroundings?.configuration()?.text;
  let used = written();
  // A configuration that cannot be run is heard of with its place, which Astro would not pass on.
  const first = await courseIntegrations(content);
  const frameworks: Frameworks = async (options) => {
    used = written();
    return options.anew ? takenAgain(content)(options) : first;
  };
  const cache = live.workspace.cache.folder;
  const astro = await serveWithAstro({
    configFile: false,
    root: lecternRoot,
    base,
    cacheDir: path.join(cache, 'astro'),
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
    integrations: [liveSite({ ...live, frameworks })],
    vite: {
      cacheDir: path.join(cache, 'vite'),
      plugins: [
        {
          name: 'lectern:front',
          configureServer({ httpServer, watcher }) {
            server = httpServer as Server;
            if (!isReady) return;
            ready(server);
            // While Astro starts anew, until it has made a page, it hears of no change.
            const catchUp = (): void =>
              void (written() !== used && watcher.emit('change', configurationPlaces(content)[0]!));
            server.once('listening', () => void firstPage(server, base, signal).then(catchUp));
          },
        },
      ],
    },
  });
  // Its modules are made when a page is first asked for: so one is, before anybody waits for it.
  const page = await firstPage(server, base, signal);
  isReady = true;
  if (server !== undefined) ready(server);
  return {
    toolbar: [...page.matchAll(/<script\b.*?<\/script>/gs)]
      .map(([script]) => script)
      .filter(isOfToolbar)
      .join(''),
    stop: () => astro.stop(),
  };
}

async function firstPage(server: Server | undefined, base: string, signal: AbortSignal): Promise<string> {
  const address = server?.address() as AddressInfo | undefined;
  const answer = await fetch(`http://127.0.0.1:${address?.port}${base}`, { signal }).catch(() => undefined);
  return (await answer?.text().catch(() => undefined)) ?? '';
}

/** The frameworks of a course as its configuration names them at each start. */
const takenAgain =
  (content: string): Frameworks =>
  (options) =>
    courseIntegrations(content, options).catch(named);

/** As Astro shows it: it knows nothing of the place of a failure. */
function named(error: unknown): never {
  throw error instanceof ComponentFailure && error.place !== undefined
    ? new Error(`${path.basename(error.place.file)} cannot be used: ${error.message}`)
    : error;
}

const isOfToolbar = (script: string): boolean =>
  script.includes('/dev-toolbar/') || script.includes('__astro_dev_toolbar__');
