import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { dev as serveWithAstro, type AstroIntegration } from 'astro';
import { configurationPlaces } from '../../source/disk-surroundings.ts';
import type { CourseFiles } from '../../source/files.ts';
import { astroConfig, projectFolder } from '../astro-config.ts';
import { mdxIntegration } from '../astro-mdx.ts';
import { ComponentFailure } from '../component-failure.ts';
import { courseIntegrations } from '../course-config.ts';
import { courseFonts } from '../fonts/plugin.ts';
import { mdxBehind, siteModules, type CourseMdx } from '../site-plugin.ts';
import type { Workspace } from '../workspace.ts';
import type { WatchedCourse } from './course-watch.ts';
import { isIn, liveCourse, type CompiledPages } from './live.ts';
import { companion } from './page-scripts.ts';
import type { Problems } from './problems.ts';

interface AstroOrder {
  readonly course: WatchedCourse;
  readonly problems: Problems;
  readonly compiled: CompiledPages;
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
  readonly base: string;
  readonly workspace: Workspace;
  /** Told of the server when it answers without delay, and of every one that Astro replaces it by. */
  ready(server: Server): void;
}

export interface AstroServer {
  /** The scripts that its toolbar begins with, as HTML. */
  readonly toolbar: string;
  stop(): Promise<void>;
}

/** Astro's development server, at a port of its own that nobody is told of. */
export async function startAstro({ course, problems, compiled, content, files, base, workspace, ready }: AstroOrder, signal: AbortSignal): Promise<AstroServer> {
  let isReady = false;
  let server: Server | undefined;
  const written = (): string | undefined => files.surroundings?.configuration()?.text;
  let used = written();
  const first = await courseIntegrations(content);
  const integration: AstroIntegration = {
    name: 'lectern',
    hooks: {
      'astro:config:setup': async ({ addDevToolbarApp, addWatchFile, injectScript, isRestart, updateConfig }) => {
        // When one of them changes, Astro starts anew and asks again; where that fails, it says why and goes on as it was.
        for (const place of configurationPlaces(content)) addWatchFile(place);
        used = written();
        const integrations = isRestart ? await courseIntegrations(content, { anew: true }).catch(named) : first;
        updateConfig({ integrations: integrations.filter(Boolean) });
        injectScript('head-inline', companion);
        addDevToolbarApp({ id: 'lectern:problems', name: 'Problems', icon: 'checkmark', entrypoint: new URL('../../islands/problems.ts', import.meta.url) });
      },
    },
  };
  const courseMdx = (): CourseMdx => ({
    content,
    lessons: new Map([...course.mdx].flatMap(([file, { slug, isLesson }]) => (isLesson ? [[slug, file]] : []))),
    has: (file) => course.mdx.has(file),
    code: (file) => course.mdx.get(file)?.code(),
  });
  const astro = await serveWithAstro({
    ...astroConfig,
    configFile: false,
    root: projectFolder,
    base,
    cacheDir: path.join(workspace.cache, 'astro'),
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
    integrations: [mdxIntegration((id) => mdxBehind(id, courseMdx())), integration],
    vite: {
      cacheDir: path.join(workspace.cache, 'vite'),
      server: {
        fs: { allow: [projectFolder, content, workspace.cache] },
        // What builds write beside Lectern is none of the pages' sources, and there is much of it.
        watch: { ignored: [(file: string) => ['.lectern', 'dist'].some((made) => isIn(file, path.join(projectFolder, made))) && !isIn(file, content)] },
      },
      plugins: [
        siteModules(courseMdx, 'dev'),
        courseFonts(),
        liveCourse({ course, problems, compiled, content, files }),
        {
          name: 'lectern:front',
          configureServer({ httpServer, watcher }) {
            server = httpServer as Server;
            if (!isReady) return;
            ready(server);
            // While Astro starts anew, until it has made a page, it hears of no change.
            const catchUp = (): void => void (written() !== used && watcher.emit('change', configurationPlaces(content)[0]!));
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
  return { toolbar: [...page.matchAll(/<script\b.*?<\/script>/gs)].map(([script]) => script).filter(isOfToolbar).join(''), stop: () => astro.stop() };
}

async function firstPage(server: Server | undefined, base: string, signal: AbortSignal): Promise<string> {
  const address = server?.address() as AddressInfo | undefined;
  const answer = await fetch(`http://127.0.0.1:${address?.port}${base}`, { signal }).catch(() => undefined);
  return (await answer?.text().catch(() => undefined)) ?? '';
}

/** As Astro shows it: it knows nothing of the place of a failure. */
function named(error: unknown): never {
  throw error instanceof ComponentFailure && error.place !== undefined ? new Error(`${path.basename(error.place.file)} cannot be used: ${error.message}`) : error;
}

const isOfToolbar = (script: string): boolean => script.includes('/dev-toolbar/') || script.includes('__astro_dev_toolbar__');
