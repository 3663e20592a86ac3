import { createHash } from 'node:crypto';
import path from 'node:path';
import type { LoadedCourse, Onlooker } from '../course/load.ts';
import type { Course } from '../course/model.ts';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { provenRecord } from '../proof/record.ts';
import {
  courseFiles,
  courseCharacters,
  everywhereIn,
  courseCodeBlocks,
  courseDiagrams,
  labVariants,
  inAllLanguages,
  sitesFromCourse,
  type CourseSite,
} from '../site/from-course.ts';
import type { LabVariant } from '../lab/variant.ts';
import type { CodeBlock, Highlight } from '../lesson/code/tokens.ts';
import { codeBlocks } from '../lesson/render.ts';
import type { SectionEntry } from '../search/entry.ts';
import type { SiteModel } from '../site/model.ts';
import type { CourseFiles } from '../source/files.ts';
import type { LessonSource } from '../source/lesson.ts';
import { Diagrams } from '../assets/diagrams.ts';
import { labAssets, readAssets, type PublishedFile } from '../assets/files.ts';
import type { MdxSource, MdxSources, PageBundle } from './bundle.ts';
import { checkedBefore, type CheckedBefore } from '../cache/checked.ts';
import { digest } from '../cache/digest.ts';
import type { Engine } from '../cache/engine.ts';
import { subsetFonts, planSubsets } from '../assets/fonts/subset.ts';
import { Colouring } from './highlighting/highlight.ts';
import type { Manifest, Output, Written } from './output.ts';
import { outsideDigest } from './outside.ts';
import { drawPictures, pictureFiles } from '../assets/pictures/draw.ts';
import { categoryKeys, frameDigest, nothingKept, planPages } from './plan.ts';
import { renderPages } from './render-pages.ts';
import { Staged } from '../assets/staged.ts';
import type { Timings } from './timings.ts';
import { redirectPages } from './redirects.ts';
import { reportDead } from './walk/report.ts';
import { packTargets, unpackTargets, Walk } from './walk/walk.ts';
import type { Workspace } from '../cache/workspace.ts';

export type Progress = (phase: string, done: number, total: number) => void;

/** A course that is read to make a site of it. */
export interface ReadOrder {
  readonly files: CourseFiles;
  /** See `BuildOptions`. */
  check(files: CourseFiles, onlooker: Onlooker, before: CheckedBefore): LoadedCourse | Promise<LoadedCourse>;
  readonly workspace: Workspace;
  readonly engine: Engine;
  /** Whether drafts are built, too. */
  readonly drafts: boolean;
  /** Stops what threads are doing when the build has ended, however it did. */
  readonly signal: AbortSignal;
  readonly timings: Timings;
}

/** A course that was read and checked: a site is made of it only where nothing that was found is an error. */
export interface ReadCourse {
  readonly checked: LoadedCourse;
  /** The course, where it has no errors. */
  readonly valid: Course | undefined;
  /** The colours of all code, where it is ready. */
  readonly colours: CourseColours;
}

/** Reads and checks a course; threads begin to colour its code meanwhile. */
export async function readCourse({
  files,
  check,
  workspace,
  engine,
  drafts,
  signal,
  timings,
}: ReadOrder): Promise<ReadCourse> {
  const colours = new CourseColours({ workspace, signal, timings }, drafts);
  const before = checkedBefore(workspace.cache, engine.reading);
  const checked = await timings.measure('read and check', () => check(files, colours, before));
  const isValid = !checked.diagnostics.some(({ severity }) => severity === 'error');
  return {
    checked,
    valid: isValid ? checked.course : undefined,
    colours,
  };
}

export interface SiteOrder extends DescribedCourse {
  readonly course: Course;
  readonly files: CourseFiles;
  readonly base: string;
  readonly drafts: boolean;
  readonly workspace: Workspace;
  readonly output: Output;
  readonly before: Manifest;
  /** Hash of everything the site is made from, once it is known what lies outside of the content folder. */
  inputs(outside: readonly string[]): string;
  readonly engine: Engine;
  /** Files of the last build that still are as it left them. */
  readonly intact: ReadonlySet<string>;
  readonly colours: CourseColours;
  /** The pages' code, with the lessons that use components. */
  bundle(mdx: MdxSources): Promise<PageBundle>;
  readonly signal: AbortSignal;
  readonly timings: Timings;
  readonly progress: Progress;
}

/** How many pages were made, how many were kept, and what that meant for the output folder. */
export interface MadeSite {
  readonly rendered: number;
  readonly kept: number;
  readonly files: Written;
}

/** A site in which something leads nowhere: it is not published. */
export interface DeadSite {
  readonly dead: readonly Diagnostic[];
}

/** What the check and the walk of the site have found together. */
export function withDead(checked: LoadedCourse, { dead }: DeadSite): LoadedCourse {
  return { ...checked, diagnostics: [...checked.diagnostics, ...dead].toSorted(compareDiagnostics) };
}

/**
 * Makes the site of a course that has no errors, all that is not in the output already, walks it, and publishes it. Faces
 * and pictures are made by threads while this one renders pages.
 */
export async function makeSite(order: SiteOrder): Promise<MadeSite | DeadSite> {
  const {
    course,
    files,
    base,
    drafts,
    engine,
    output,
    before,
    intact,
    colours,
    signal,
    timings,
    progress,
    workspace,
    sites,
    mayUseMdx,
    assets,
  } = order;
  const [{ site }] = sites;
  const prefixOf = (of: SiteModel): string => of.base.slice(base.length);
  const staged = new Staged(workspace.staged, (file) => (intact.has(file) ? before.files[file] : undefined));

  // Pictures show titles, which are known by now; so threads have something to do from here on.
  const pictures = new Map(
    sites
      .flatMap((each) => pictureFiles(each.site))
      .map((picture) => [picture, digest(engine.reading, JSON.stringify(picture))]),
  );
  const stalePictures = [...pictures].flatMap(([picture, key]) =>
    before.pictures[picture.file] === key && intact.has(picture.file) ? [] : [picture],
  );
  const drawn = timings.beside('draw pictures', () =>
    drawPictures(stalePictures, workspace.compiled.folder, signal, staged),
  );
  drawn.catch(() => undefined); // awaited below; until then nobody need hear of it

  const modules = sites.flatMap((each) =>
    each.site.modules.map(({ href, slug }) => ({
      page: href.slice(base.length),
      name: prefixOf(each.site) + slug,
      key: digest(...each.madeFrom(slug)),
    })),
  );
  const pages = new Map(modules.map(({ page, name }) => [page, name]));
  const keys = new Map([
    ...modules.map(({ page, key }) => [page, key] as const),
    ...sites.flatMap((each) =>
      categoryKeys(each.site).map(([page, key]) => [prefixOf(each.site) + page, key] as const),
    ),
  ]);
  const unchanged = planPages(keys, before, intact);
  // Each language has faces of its own: nobody loads letters that their page does not show.
  const facePlans = inAllLanguages(course).map((each) =>
    planSubsets(courseCharacters(each, drafts, each === course), `${base}_files/`, everywhereIn(each)),
  );
  const faces = timings.beside('cut faces', () =>
    Promise.all(
      facePlans.map((plan) => subsetFonts(plan, plan.ofCourse ? workspace.cache : workspace.compiled, signal)),
    ),
  );
  faces.catch(() => undefined);
  const mdx = await timings.measure('lessons with components', () => mdxSources(mayUseMdx, colours));
  const bundle = await timings.measure('wait for the bundle', () => order.bundle(mdx));
  const frame = digest(
    ...sites.map((each, index) =>
      frameDigest(each.site, engine.all, facePlans[index]?.css ?? '', files, mdx, outsideDigest(bundle.outside)),
    ),
  );
  const kept = frame === before.frame ? unchanged : nothingKept;
  const indexes = await timings.measure('index the sections', () => sites.map((each) => each.site.search));
  const walk = new Walk(site);
  let rendered = 0;
  await timings.measure('write pages', () =>
    renderPages({
      sites: sites.map((each, index) => ({ site: each.site, faces: facePlans[index]! })),
      bundle,
      mdx,
      keeps: (page) => kept.has(page),
      ready: (page) => colours.ready(pages.get(page)),
      walk,
      write(file, bytes, number, total) {
        staged.write(file, bytes);
        if (file.endsWith('.html')) rendered++;
        progress('write pages', number, total);
      },
    }),
  );
  await timings.measure('wait for faces and pictures', async () => {
    await colours.finish();
    const [faceFiles] = await Promise.all([faces, drawn]);
    for (const file of assets)
      if (file.bytes === undefined) staged.keep(file.path, file.digest);
      else staged.write(file.path, file.bytes);
    // GitHub Pages would take a site without it for one that Jekyll is to build, and leave out `_astro` and `_files`.
    for (const index of indexes) for (const [file, text] of index.files) staged.write(file, Buffer.from(text));
    staged.write('.nojekyll', new Uint8Array());
    for (const each of sites)
      for (const [file, html] of redirectPages(each.site)) staged.write(file, Buffer.from(html));
    for (const [file, bytes] of bundle.assets) staged.write(file, bytes);
    for (const cut of faceFiles) for (const [file, bytes] of cut) staged.write(path.posix.join('_files', file), bytes);
  });

  const keptPages = [...kept].map(fileOfPage);
  const keep = new Set(
    [...keptPages, ...[...pictures.keys()].map(({ file }) => file)].filter((file) => !staged.hashes.has(file)),
  );
  const leads = unpackTargets(before.leads);
  const keptLeads = Object.fromEntries(keptPages.map((page) => [page, leads[page] ?? []]));
  const dead = await timings.measure('walk the site', () =>
    walk.dead({
      files: new Set([...staged.hashes.keys(), ...keep, ...(bundle.elsewhere ?? [])]),
      kept: keptLeads,
      sourceOf: (page) => output.source(page),
    }),
  );
  if (dead.length > 0) return { dead: reportDead(dead, { course, files, base }) };

  const written = await timings.measure('publish', () => {
    const all = { ...walk.targets(), ...keptLeads };
    return output.publish(staged, keep, {
      base,
      inputs: order.inputs(bundle.outside),
      frame,
      pages: Object.fromEntries(keys),
      pictures: Object.fromEntries([...pictures].map(([{ file }, key]) => [file, key])),
      leads: packTargets(Object.fromEntries([...keys.keys()].map(fileOfPage).map((page) => [page, all[page] ?? []]))),
    });
  });
  return { rendered, kept: kept.size, files: written };
}

const fileOfPage = (page: string): string => `${page}index.html`;

/** What the pages of a course show. */
export interface DescribedCourse {
  readonly sites: ReturnType<typeof sitesFromCourse>;
  readonly mayUseMdx: CourseSite['mdx'];
  readonly assets: readonly PublishedFile[];
}

/** The colours of all code and the diagrams of a course that a build shows, begun as soon as the first lessons are read. */
export class CourseColours implements Onlooker {
  readonly #colouring: Colouring;
  readonly #diagrams: Diagrams;
  readonly #drafts: boolean;
  #blocks: ReadonlyMap<string, readonly CodeBlock[]> = new Map();
  #drawings: ReadonlyMap<string, readonly CodeBlock[]> = new Map();

  constructor({ workspace, signal, timings }: Pick<SiteOrder, 'workspace' | 'signal' | 'timings'>, drafts: boolean) {
    this.#drafts = drafts;
    this.#colouring = new Colouring(workspace.cache, signal, timings);
    this.#diagrams = new Diagrams(workspace.cache);
  }

  lesson(source: LessonSource): void {
    this.#colouring.begin(codeBlocks(source));
  }

  course({ course }: LoadedCourse): void {
    if (course === undefined) return;
    this.#blocks = courseCodeBlocks(course, this.#drafts);
    for (const blocks of this.#blocks.values()) this.#colouring.begin(blocks);
    this.#colouring.complete();
    this.#drawings = courseDiagrams(course, this.#drafts);
  }

  get highlight(): Highlight {
    return this.#colouring.highlight;
  }

  get diagram(): Diagrams['drawing'] {
    return this.#diagrams.drawing;
  }

  /** Waits until a module can be rendered; without one, until everything can. */
  async ready(slug: string | undefined): Promise<void> {
    await this.#diagrams.ready(
      slug === undefined ? [...this.#drawings.values()].flat() : (this.#drawings.get(slug) ?? []),
    );
    await (slug === undefined ? this.#colouring.all() : this.#colouring.ready(this.#blocks.get(slug) ?? []));
  }

  /** Waits for all of them. */
  finish(): Promise<void> {
    return this.#colouring.finish();
  }
}

/** Everything that pages show; lessons and quizzes are rendered when a page asks for them. */
export async function describeCourse(
  course: Course,
  {
    files,
    base,
    drafts,
    engine,
    workspace,
    colours,
    timings,
    published,
  }: Pick<SiteOrder, 'files' | 'base' | 'drafts' | 'engine' | 'workspace' | 'colours' | 'timings'> & {
    /** The hash of a file that is in the output, whole. */
    readonly published: (file: string) => string | undefined;
  },
): Promise<DescribedCourse> {
  const labs = await timings.measure('bundle the lab', () =>
    labAssets(labVariants(course, drafts), base, { engine: engine.reading, compiled: workspace.compiled }),
  );
  const assets = await timings.measure('size pictures', () =>
    readAssets(files, courseFiles(course, drafts), { base, cache: workspace.cache, published }),
  );
  const options = {
    base,
    drafts,
    highlight: colours.highlight,
    diagram: colours.diagram,
    asset: (file: string) => assets.pictures.get(file),
    proof: provenRecord,
    search: {
      hash: (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16),
      kept: workspace.cache.kind<readonly SectionEntry[]>('search', engine.reading),
    },
    labFrame: (variant: LabVariant) => labs.get(variant)?.href,
  };
  const sites = sitesFromCourse(course, options);
  // A part that several languages show is compiled once, as the original has it.
  const mayUseMdx = new Map(sites.toReversed().flatMap(({ mdx }) => [...mdx]));
  return { sites, mayUseMdx, assets: [...assets.files, ...labs.values()] };
}

/** The lessons and parts that turn out to use components, and what they are compiled from. */
export async function mdxSources(mayUse: CourseSite['mdx'], colours: CourseColours): Promise<MdxSources> {
  const sources = new Map<string, MdxSource>();
  for (const [file, { slug, isLesson, code }] of mayUse) {
    await colours.ready(slug);
    const found = code();
    if (found !== undefined) sources.set(file, { slug, isLesson, code: found });
  }
  return sources;
}
