import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dev, type AstroIntegration } from 'astro';
import type { ViteDevServer } from 'vite';
import { configurationPlaces } from '../source/disk-surroundings.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { developmentPolicy } from '../publish/content-security-policy.ts';
import { courseIntegrations } from '../publish/course-config.ts';
import type { CourseMdx } from '../publish/site-plugin.ts';
import { sitePages, type Frameworks } from '../publish/site-pages.ts';
import { playersAt } from '../site/pages.ts';
import { authorScriptAddress } from './author-script.ts';
import { pathOf } from './handlers.ts';
import { isIn, liveCourse, type CompiledPages } from './live.ts';
import type { Problems } from './problems.ts';
import type { ServedCourse } from './served-course.ts';

interface LiveSite {
  readonly served: ServedCourse;
  readonly problems: Problems;
  /** Left out where Astro makes every page. */
  readonly compiled?: CompiledPages;
  /** See `SitePagesOptions`. */
  readonly frameworks: Frameworks;
  /** See `SitePagesOptions`. */
  readonly below?: string;
}

interface AstroOrder extends Omit<LiveSite, 'frameworks' | 'below'> {
  /** What browsers talk to: Vite's socket is opened there. */
  readonly server: Server;
  readonly host: string | undefined;
  /** False: nothing of the course's configuration is run. */
  readonly components: boolean;
  /** Ends starting anew. */
  readonly signal: AbortSignal;
  /** Told why a changed configuration of the course is not used. */
  complain(message: string): void;
}

export interface AstroServer {
  /** Answers a request. While the server starts anew, the request waits. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  stop(): Promise<void>;
}

/** What a development server of Astro needs to show a course to its author, drafts included, and what is wrong with it. */
export function liveSite({ served, problems, compiled, below, frameworks }: LiveSite): AstroIntegration {
  const { content, course, workspace } = served;
  const courseMdx = (): CourseMdx => ({
    content,
    lessons: new Map([...course.mdx].flatMap(([file, { slug, isLesson }]) => (isLesson ? [[slug, file]] : []))),
    has: (file) => course.mdx.has(file),
    code: (file) => course.mdx.get(file)?.code(),
  });
  return {
    name: 'lectern:live',
    hooks: {
      'astro:config:setup': ({ config, injectScript, updateConfig }) => {
        injectScript('head-inline', `import(${JSON.stringify(authorScriptAddress)})`);
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
            plugins: [liveCourse({ served, problems, ...(compiled === undefined ? {} : { compiled }) })],
          },
        });
      },
    },
  };
}

/**
 * Astro's development server, to which `handle` gives what nobody else answers. It listens at a port of its own, as Astro
 * knows no other way, and nobody is told of that port. It is started anew when the course's configuration changes; where
 * the new one cannot be used, it goes on with the one before.
 *
 * @throws ComponentFailure where the configuration cannot be run.
 */
export async function startAstro({
  server,
  host,
  components,
  complain,
  signal,
  ...live
}: AstroOrder): Promise<AstroServer> {
  const { base, content, files, workspace } = live.served;
  const written = (): string | undefined => files.surroundings?.configuration()?.text;
  let used = written();
  let vite: ViteDevServer | undefined;
  const start = (frameworks: readonly AstroIntegration[]): ReturnType<typeof dev> =>
    dev({
      configFile: false,
      root: lecternRoot,
      base,
      cacheDir: path.join(workspace.cache.folder, 'astro'),
      logLevel: 'error',
      devToolbar: { enabled: false },
      server: { port: 0, host: '127.0.0.1', allowedHosts: host === undefined ? [] : [host] },
      integrations: [
        liveSite({ ...live, frameworks: () => Promise.resolve(frameworks) }),
        {
          name: 'lectern:configuration',
          hooks: {
            'astro:server:setup'({ server: { watcher }, server }) {
              vite = server;
              const places = configurationPlaces(content);
              watcher.on('all', (_, file) => void (places.includes(file) && update()));
              // It looks round first, and of what is edited meanwhile it never tells.
              watcher.once('ready', update);
            },
          },
        },
      ],
      vite: {
        cacheDir: path.join(workspace.cache.folder, 'vite'),
        // By a hook: Vite warns of the option where it merges it twice.
        plugins: [{ name: 'lectern:socket', config: () => ({ server: { ws: { server } } }) }],
      },
    });
  const configured = (options?: { readonly anew: true }): ReturnType<typeof courseIntegrations> =>
    components ? courseIntegrations(content, options) : Promise.resolve([]);
  let integrations = await configured();
  let running = start(integrations);
  let updating: Promise<void> | undefined;
  const update = (): void => void (updating ??= restart().finally(() => (updating = undefined)));
  const refuse = (error: unknown): void => {
    const message = `The configuration of the course cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    complain(`${message}\nThe one before stays in use.`);
    vite?.environments.client.hot.send({ type: 'error', err: { message, stack: '' } });
  };
  async function restart(): Promise<void> {
    while (!signal.aborted && written() !== used) {
      used = written();
      const changed = await configured({ anew: true }).catch(refuse);
      if (changed === undefined) continue;
      const before = await running;
      running = before.stop().then(() => start(changed));
      await running.then(
        () => (integrations = changed),
        (error: unknown) => {
          running = start(integrations);
          return running.then(() => refuse(error));
        },
      );
    }
  }
  await running;
  return {
    handle(request, response) {
      const { course } = live.served;
      const { address, language } = course.routeOf(pathOf(request.url));
      response.setHeader(
        'content-security-policy',
        developmentPolicy(playersAt(course.siteIn(language), address.slice(base.length))),
      );
      void running.then((astro) => astro.handle(request, response));
    },
    async stop() {
      await updating;
      await (await running).stop();
    },
  };
}
