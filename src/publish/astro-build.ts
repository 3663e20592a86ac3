import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { AstroPrerenderer } from 'astro';
import type { LoadedCourse } from '../course/load.ts';
import { sitePages } from '../site/pages.ts';
import { snapshot } from '../source/snapshot.ts';
import { prerenderFolder, prerenderManifest } from './astro-private.ts';
import type { BuildOptions } from './build.ts';
import type { MdxSources, PageBundle } from './bundle.ts';
import { Cache } from '../cache/cache.ts';
import { readEngine, siteInputs } from '../cache/engine.ts';
import { filesBelow } from '../cache/folders.ts';
import { withoutFacades } from './facades.ts';
import { describeCourse, makeSite, mdxSources, readCourse, withDead } from './make-site.ts';
import { configurationFiles, OutsideFiles } from './outside.ts';
import { Output } from './output.ts';
import { inContext, noStyles } from './page-context.ts';
import { inlineTextsOf } from './page-texts.ts';
import { Timings } from './timings.ts';
import { openWorkspace } from '../cache/workspace.ts';

/** A course that Astro is about to build. */
export interface CourseForAstro {
  readonly checked: LoadedCourse;
  /** What Astro is to make of it; undefined where the course has errors. */
  readonly site: SiteForAstro | undefined;
}

export interface SiteForAstro {
  /** The lessons that use components. */
  readonly mdx: MdxSources;
  /** To be filled with the files from outside of the course that are bundled. */
  readonly outside: Set<string>;
  /**
   * Makes the whole site with the pages' code that Astro has bundled, walks it, and publishes it where Astro does.
   *
   * @returns all that was found, where something in it is dead: then nothing was published.
   * @throws ComponentFailure where a component of the course throws.
   */
  publish(pages: AstroPrerenderer, place: OutputPlace): Promise<LoadedCourse | undefined>;
  /** Calls `render`, which may show a part of the course on another page of the site. */
  inContext<Rendered>(render: () => Rendered): Rendered;
  /** What Astro is to write, the other pages of the site among it; known as soon as the site has been published. */
  paths(): StaticPaths;
  /** The published page or other file at an address; undefined where that is none of the course. */
  published(pathname: string, place: OutputPlace): Uint8Array | undefined;
}

type StaticPaths = Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>;

/** Where Astro writes its site, and where that will be published. */
export interface OutputPlace {
  readonly folder: string;
  /** `/` or `/some/path/`: the course's own base, or above it. */
  readonly base: string;
}

export interface AstroBuildOptions extends Omit<BuildOptions, 'out' | 'progress' | 'drafts'> {
  /** Whether the site has other pages than the course's. */
  readonly isPart: boolean;
}

/** Reads and checks a course for `astro build`. What shall be built is then the same as with `lectern build`, which keeps the bundle besides. */
export async function courseForAstro({
  content,
  files: read,
  base,
  cache,
  check,
  isPart,
}: AstroBuildOptions): Promise<CourseForAstro> {
  const files = snapshot(read);
  const engine = readEngine();
  const workspace = openWorkspace(cache === undefined ? undefined : new Cache(cache));
  const stop = new AbortController();
  const close = (): void => {
    stop.abort();
    workspace.close();
  };
  const common = { files, base, drafts: false, workspace, engine, signal: stop.signal, timings: new Timings() };
  const { checked, valid, colours } = await readCourse({ ...common, check });
  if (valid === undefined) {
    close();
    return { checked, site: undefined };
  }
  const described = await describeCourse(valid, { ...common, colours, published: () => undefined });
  const published = new Map(sitePages(described.sites[0].site).map(({ path: own, file }) => [trimmed(own), file]));
  const courseFolder = (place: OutputPlace): string => path.join(place.folder, base.slice(place.base.length));
  let paths: StaticPaths = [];
  const mdx = await mdxSources(described.mayUseMdx, colours);
  const outside = new Set(mdx.size === 0 ? [] : configurationFiles(content));
  return {
    checked,
    site: {
      mdx,
      outside,
      async publish(pages, place) {
        const out = courseFolder(place);
        const bundle = bundledByAstro(pages, place, outside, (all) => {
          // Not what the course has none of or brings of its own, nor as `404/index.html`, what hosts look for as `404.html`,
          // nor without its hash, what pages load by it.
          const below = base.slice(place.base.length);
          const ownPath = (pathname: string): string | undefined =>
            `${trimmed(pathname)}/`.startsWith(below)
              ? trimmed(`${trimmed(pathname)}/`.slice(below.length))
              : undefined;
          paths = all.filter(({ pathname }) => {
            const own = ownPath(pathname);
            return own === undefined || (published.has(own) && (below === '' || own !== '404'));
          });
        });
        const output = new Output(out, workspace.cache);
        const outsideFiles = new OutsideFiles(workspace.cache, content);
        try {
          const made = await makeSite({
            ...common,
            ...described,
            course: valid,
            colours,
            output,
            before: output.manifest(),
            intact: new Set(),
            inputs(bundled) {
              outsideFiles.learn(bundled);
              return siteInputs(engine, { base, drafts: false }, files, outsideFiles);
            },
            // Of what browsers load, other pages of the site may need any file: it stays where it is, and as it is.
            bundle: () =>
              Promise.resolve(
                isPart
                  ? { ...bundle, assets: new Map(), elsewhere: bundle.written.map((file) => place.base + file) }
                  : bundle,
              ),
            progress: () => undefined,
          });
          if (!isPart) for (const file of bundle.written) if (!bundle.assets.has(file)) rmSync(path.join(out, file));
          return 'dead' in made ? withDead(checked, made) : undefined;
        } finally {
          close();
        }
      },
      paths: () => paths,
      inContext: (render) => inContext({ site: described.sites[0].site, styles: noStyles }, render),
      published(pathname, place) {
        const file = pathname.startsWith(base)
          ? published.get(trimmed(decodeURI(pathname.slice(base.length))))
          : undefined;
        return file === undefined ? undefined : readFileSync(path.join(courseFolder(place), file));
      },
    },
  };
}

interface BundledByAstro extends PageBundle {
  /** What Astro wrote for browsers, scripts that only load another one included. */
  readonly written: readonly string[];
}

/** The pages' code as Astro holds it between bundling and prerendering; what browsers load lies in the output folder by then. */
function bundledByAstro(
  prerenderer: AstroPrerenderer,
  { folder, base }: OutputPlace,
  outside: ReadonlySet<string>,
  tell: (paths: StaticPaths) => void,
): BundledByAstro {
  const written = filesBelow(folder).filter((file) => !file.startsWith(prerenderFolder));
  const { assets, direct } = withoutFacades(
    new Map(written.map((file) => [file, readFileSync(path.join(folder, file))])),
  );
  return {
    assets,
    direct,
    written,
    outside: [...outside].toSorted(),
    async open() {
      const paths = await prerenderer.getStaticPaths();
      tell(paths);
      const routes = new Map(paths.map(({ pathname, route }) => [trimmed(pathname), route]));
      return {
        inlineTexts: inlineTextsOf(prerenderManifest(prerenderer)),
        async render(address) {
          const routeData = routes.get(trimmed(address.slice(base.length)));
          if (routeData === undefined) throw new Error(`Astro has no page at ${address}`);
          const rendered = await prerenderer.render(new Request(new URL(address, 'http://localhost')), { routeData });
          return 'response' in rendered ? rendered.response : rendered;
        },
      };
    },
  };
}

const trimmed = (pathname: string): string => pathname.replace(/^\/|\/$/g, '');
