import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build as buildWithAstro, type AstroIntegration } from 'astro';
import type { LoadedCourse } from '../course/load.ts';
import { courseAssets, courseCodeBlocks, siteFromCourse, usesLab, type CourseSite } from '../site/from-course.ts';
import type { SiteModel } from '../site/model.ts';
import type { CourseFiles } from '../source/files.ts';
import { labAsset, readAssets, type Asset } from './assets.ts';
import { astroConfig, projectFolder } from './astro-config.ts';
import { contentDigest, digest, engineDigest } from './digest.ts';
import { courseFonts } from './fonts/plugin.ts';
import { subsetFonts } from './fonts/subset.ts';
import { handOver } from './handover.ts';
import { highlightAll } from './highlighting/highlight.ts';
import { Output, type Written } from './output.ts';
import { drawPictures } from './pictures/draw.ts';
import { siteModules } from './site-plugin.ts';
import { Timings } from './timings.ts';

export interface BuildOptions {
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
  /** Reads the course and checks it: a site is built only if nothing it finds is an error. */
  check(files: CourseFiles): LoadedCourse | Promise<LoadedCourse>;
  /** Where the site goes. Only files that a build wrote there are ever replaced or deleted. */
  readonly out: string;
  /** `/` or `/some/path/`. */
  readonly base: string;
  /** For what speeds up the next build; may vanish at any time. */
  readonly cache: string;
  readonly progress?: (phase: string, done: number, total: number) => void;
}

export type BuildResult =
  /** Nothing was written: the course has errors. */
  | { readonly status: 'invalid'; readonly checked: LoadedCourse }
  /** Nothing had changed since the last build. */
  | { readonly status: 'unchanged'; readonly timings: Timings }
  | { readonly status: 'built'; readonly checked: LoadedCourse; readonly rendered: number; readonly kept: number; readonly files: Written; readonly timings: Timings };

/**
 * Builds the site of a course. The output is the same, byte for byte, whatever was there before; what has not changed
 * is kept instead of made again.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const timings = new Timings();
  const progress = options.progress ?? (() => undefined);
  const output = new Output(options.out);
  const before = output.manifest();
  const { engine, inputs } = await timings.measure('look for changes', () => {
    const engine = digest(engineDigest(), options.base);
    return { engine, inputs: digest(engine, contentDigest(options.files)) };
  });
  const intact = await timings.measure('look for changes', () => new Set(Object.keys(before.files).filter((file) => output.has(file, before.files[file]))));
  if (before.inputs === inputs && intact.size === Object.keys(before.files).length) return { status: 'unchanged', timings };

  const checked = await timings.measure('read and check', () => options.check(options.files));
  const { course } = checked;
  if (course === undefined || checked.diagnostics.some(({ severity }) => severity === 'error')) return { status: 'invalid', checked };

  const highlight = await timings.measure('colour code', () => highlightAll(courseCodeBlocks(course, false), options.cache, (done, total) => progress('colour code', done, total)));
  const lab = usesLab(course, false) ? await timings.measure('bundle the lab', () => labAsset(options.base)) : undefined;
  const assets = readAssets(options.files, courseAssets(course, false), options.base);
  const { site, components } = await timings.measure('render lessons', () => {
    const { site, components } = siteFromCourse(course, { base: options.base, drafts: false, highlight, asset: (file) => assets.get(file), labFrame: lab?.href });
    return { site, components: componentSources(components) };
  });
  const fonts = await timings.measure('cut fonts', () => subsetFonts(visibleText(site), path.join(options.cache, 'fonts')));

  const frame = digest(engine, fonts, frameOf(site), components.size === 0 ? '' : componentsDigest(options.files, components));
  const pages = Object.fromEntries(site.modules.map((module) => [module.href.slice(options.base.length), digest(frame, JSON.stringify(module))]));
  const kept = new Set(Object.keys(pages).filter((page) => before.pages[page] === pages[page] && isIntact(page, before.files, intact)));
  const keptFiles = new Set(Object.keys(before.files).filter((file) => [...kept].some((page) => file.startsWith(page))));

  const staged = stagingFolder(options.cache);
  try {
    let rendered = 0;
    handOver(site);
    await runAstro({ ...options, staged, fonts, components, timings, site, keeps: (page) => kept.has(page), onPage: () => progress('write pages', ++rendered, site.modules.length - kept.size) });
    await timings.measure('draw pictures', () => drawPictures(site, staged, (page) => kept.has(page)));
    await timings.measure('publish', () => writeAssets(staged, [...assets.values(), ...(lab === undefined ? [] : [lab])]));
    const files = await timings.measure('publish', () => output.publish(staged, keptFiles, inputs, pages));
    return { status: 'built', checked, rendered, kept: kept.size, files, timings };
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** The lessons that use components: file and source by module. */
type ComponentSources = ReadonlyMap<string, { readonly file: string; readonly source: string }>;

function componentSources(components: CourseSite['components']): ComponentSources {
  return new Map(
    [...components].flatMap(([slug, { file, source }]) => {
      const text = source();
      return text === undefined ? [] : [[slug, { file, source: text }] as const];
    }),
  );
}

interface AstroRun extends Pick<BuildOptions, 'base' | 'cache' | 'content'> {
  readonly staged: string;
  readonly fonts: string;
  readonly site: SiteModel;
  readonly components: ComponentSources;
  readonly timings: Timings;
  /** Whether a page (its path below the base) need not be rendered. */
  keeps(page: string): boolean;
  onPage(): void;
}

/** Lets Astro bundle the site and render the pages that are not kept into the staging folder. */
async function runAstro({ base, cache, content, staged, fonts, site, components, timings, keeps, onPage }: AstroRun): Promise<void> {
  const bySource = new Map([...components.values()].map(({ file, source }) => [path.join(content, file), source]));
  const files = new Map([...components].map(([slug, { file }]) => [slug, path.join(content, file)]));
  let bundled = performance.now();
  const integration: AstroIntegration = {
    name: 'lectern',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((inner) => ({
          ...inner,
          name: 'lectern',
          async getStaticPaths() {
            timings.add('bundle', performance.now() - bundled);
            bundled = performance.now();
            return (await inner.getStaticPaths()).filter(({ pathname }) => !keeps(withoutBase(pathname, base)));
          },
          async render(request, options) {
            const response = await inner.render(request, options);
            onPage();
            return response;
          },
        }));
      },
      'astro:build:done': () => timings.add('write pages', performance.now() - bundled),
    },
  };
  // Astro puts the pages' code beside the output only where that is in the working directory.
  const workingDirectory = process.cwd();
  process.chdir(path.dirname(staged));
  await buildWithAstro({
    ...astroConfig,
    configFile: false,
    root: projectFolder,
    base,
    ...(site.url === undefined ? {} : { site: site.url }),
    outDir: staged,
    cacheDir: path.join(cache, 'astro'),
    logLevel: 'warn',
    integrations: [integration],
    vite: {
      cacheDir: path.join(cache, 'vite'),
      // So that the pages' code runs wherever the staging folder is.
      environments: { prerender: { resolve: { noExternal: true } } },
      plugins: [siteModules(() => ({ files, source: (file) => bySource.get(file) })), courseFonts(fonts)],
    },
  }).finally(() => process.chdir(workingDirectory));
}

/** What every page depends on beside its own module. */
function frameOf(site: SiteModel): string {
  const categories = site.categories.map((category) => ({ ...category, modules: [] }));
  return JSON.stringify({ ...site, modules: [], categories });
}

/** Lessons with components are bundled together, so what any of them imports may change any page's styles. */
function componentsDigest(files: CourseFiles, components: ComponentSources): string {
  const code = contentDigest(files, (file) => !/(?:^|\/)(?:lesson\.mdx?|quiz\.yaml|proof\.json|course\.yaml)$/.test(file));
  return digest(code, JSON.stringify([...components]));
}

/** All that a reader may see, for the characters that the fonts must have. */
function visibleText(site: SiteModel): string {
  return JSON.stringify(site).replaceAll('\\n', ' ');
}

function isIntact(page: string, files: Readonly<Record<string, string>>, intact: ReadonlySet<string>): boolean {
  const own = Object.keys(files).filter((file) => file.startsWith(page));
  return own.length > 0 && own.every((file) => intact.has(file));
}

function withoutBase(pathname: string, base: string): string {
  const full = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return full.startsWith(base) ? full.slice(base.length) : full.replace(/^\//, '');
}

function writeAssets(staged: string, assets: Iterable<Asset>): void {
  for (const { path: file, bytes } of assets) {
    const target = path.join(staged, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}

/** A new folder in the cache, or, where the cache cannot be written, among the system's temporary files. */
function stagingFolder(cache: string): string {
  try {
    mkdirSync(cache, { recursive: true });
    return mkdtempSync(path.join(cache, 'staging-'));
  } catch {
    return mkdtempSync(path.join(tmpdir(), 'lectern-'));
  }
}

