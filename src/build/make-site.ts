import path from 'node:path';
import type { Course } from '../course/model.ts';
import { provenRecord } from '../proof/record.ts';
import { courseAssets, courseCodeBlocks, labVariants, siteFromCourse, type CourseSite } from '../site/from-course.ts';
import type { LabVariant } from '../lab/variant.ts';
import type { CodeBlock, Highlight } from '../lesson/code/tokens.ts';
import type { ModuleView, SiteModel } from '../site/model.ts';
import type { CourseFiles } from '../source/files.ts';
import { labAssets, readAssets, type Asset } from './assets.ts';
import type { LessonSources, PageBundle } from './bundle.ts';
import { digest } from './digest.ts';
import { cutFaces, planFaces } from './fonts/subset.ts';
import { highlightAll } from './highlighting/highlight.ts';
import type { Manifest, Output, Written } from './output.ts';
import { drawPictures, pictureFiles } from './pictures/draw.ts';
import { frameDigest, nothingKept, planPages, type PageRecord } from './plan.ts';
import { renderPages } from './render-pages.ts';
import { Staged } from './staged.ts';
import type { Timings } from './timings.ts';
import type { Workspace } from './workspace.ts';

export type Progress = (phase: string, done: number, total: number) => void;

export interface SiteOrder {
  readonly course: Course;
  readonly files: CourseFiles;
  readonly base: string;
  readonly workspace: Workspace;
  readonly output: Output;
  readonly before: Manifest;
  /** Hash of everything the site is made from, and of everything but the course. */
  readonly inputs: string;
  readonly engine: string;
  /** Files of the last build that still are as it left them. */
  readonly intact: ReadonlySet<string>;
  /** The colours of all code. */
  highlight(): Promise<Highlight>;
  /** The pages' code, with the lessons that use components. */
  bundle(lessons: LessonSources): Promise<PageBundle>;
  /** Stops what threads are doing when the build has ended, however it did. */
  readonly signal: AbortSignal;
  readonly timings: Timings;
  readonly progress: Progress;
}

/** How many pages were made, how many module pages were kept, and what that meant for the output folder. */
export interface MadeSite {
  readonly rendered: number;
  readonly kept: number;
  readonly files: Written;
}

/**
 * Makes the site of a course that has no errors, all that is not in the output already, and publishes it. Faces and
 * pictures are made by threads while this one renders pages.
 */
export async function makeSite(order: SiteOrder): Promise<MadeSite> {
  const { files, base, engine, inputs, output, before, intact, signal, timings, progress, workspace } = order;
  const { site, components, assets, madeFrom, colours } = await describeCourse(order);
  const staged = new Staged(workspace.staged, (file) => (intact.has(file) ? before.files[file] : undefined));

  // Pictures show titles, which are known by now; so threads have something to do from here on.
  const pictures = new Map(pictureFiles(site).map((picture) => [picture, digest(engine, JSON.stringify(picture))]));
  const stalePictures = [...pictures].flatMap(([picture, key]) => (before.pictures[picture.file] === key && intact.has(picture.file) ? [] : [picture]));
  const drawn = timings.beside('draw pictures', () => drawPictures(stalePictures, signal, (file, bytes) => staged.write(file, bytes)));
  drawn.catch(() => undefined); // awaited below; until then nobody need hear of it

  await timings.measure('wait for colours', () => colours());
  const lessons = await timings.measure('render lessons', () => lessonSources(components));
  const slugs = new Map(site.modules.map(({ slug, href }) => [href.slice(base.length), slug]));
  const keys = new Map([...slugs].map(([page, slug]) => [page, digest(...madeFrom(slug))]));
  const unchanged = planPages(keys, before, intact);
  const pages = await timings.measure('render lessons', () =>
    Object.fromEntries(site.modules.map((module): [string, PageRecord] => {
      const page = module.href.slice(base.length);
      const known = unchanged.has(page) ? before.pages[page] : undefined;
      return [page, known ?? { key: keys.get(page) ?? '', characters: charactersOf(module) }];
    })),
  );
  const characters = [charactersOf({ ...site, modules: [] }), ...Object.values(pages).map((page) => page.characters)].join('');
  const facePlan = planFaces(characters, `${base}_files/`);
  const frame = frameDigest(site, engine, facePlan.css, files, lessons);
  const kept = frame === before.frame ? unchanged : nothingKept;
  const faces = timings.beside('cut faces', () => cutFaces(facePlan, workspace.cache, signal));
  faces.catch(() => undefined);
  const bundle = await timings.measure('wait for the bundle', () => order.bundle(lessons));
  let rendered = 0;
  await timings.measure('write pages', () =>
    renderPages({
      site,
      faces: facePlan,
      bundle,
      lessons,
      keeps: (page) => kept.has(page),
      write(file, bytes, number, total) {
        staged.write(file, bytes);
        if (file.endsWith('.html')) rendered++;
        progress('write pages', number, total);
      },
    }),
  );
  const [faceFiles] = await timings.measure('wait for faces and pictures', () => Promise.all([faces, drawn]));
  const written = await timings.measure('publish', () => {
    for (const { path: file, bytes } of assets) staged.write(file, bytes);
    for (const [file, bytes] of bundle.assets) staged.write(file, bytes);
    for (const [file, bytes] of faceFiles) staged.write(path.posix.join('_files', file), bytes);
    const keep = [...[...kept].map((page) => `${page}index.html`), ...[...pictures.keys()].map(({ file }) => file)].filter((file) => !staged.hashes.has(file));
    return output.publish(staged, new Set(keep), { inputs, frame, pages, pictures: Object.fromEntries([...pictures].map(([{ file }, key]) => [file, key])) });
  });
  return { rendered, kept: kept.size, files: written };
}

interface DescribedCourse {
  readonly site: SiteModel;
  readonly components: CourseSite['components'];
  readonly assets: readonly Asset[];
  readonly madeFrom: CourseSite['madeFrom'];
  /** Nothing of a lesson or quiz can be rendered before this is done. */
  colours(): Promise<void>;
}

/** Colours all code of a course that a build shows. */
export function colourCode(course: Course, cache: string, signal: AbortSignal, progress: Progress): Promise<Highlight> {
  return highlightAll(courseCodeBlocks(course, false), cache, signal, (done, total) => progress('colour code', done, total));
}

/** Everything that pages show; lessons and quizzes are rendered when a page asks for them. */
async function describeCourse({ course, files, base, engine, workspace, highlight, timings }: SiteOrder): Promise<DescribedCourse> {
  const labs = await timings.measure('bundle the lab', () => labAssets(labVariants(course, false), base, { engine, cache: workspace.cache }));
  const assets = readAssets(files, courseAssets(course, false), base);
  let coloured: Highlight | undefined;
  const options = {
    base,
    drafts: false,
    highlight: (block: CodeBlock) => {
      if (coloured === undefined) throw new Error('a lesson was rendered before its code was coloured');
      return coloured(block);
    },
    asset: (file: string) => assets.get(file),
    proof: provenRecord,
    labFrame: (variant: LabVariant) => labs.get(variant)?.href,
  };
  const colours = async (): Promise<void> => {
    coloured = await highlight();
  };
  return { ...siteFromCourse(course, options), assets: [...assets.values(), ...labs.values()], colours };
}

function lessonSources(components: CourseSite['components']): LessonSources {
  return new Map(
    [...components].flatMap(([slug, { file, source }]) => {
      const text = source();
      return text === undefined ? [] : [[slug, { file, source: text }] as const];
    }),
  );
}

/** Every character of some data that is not ASCII (which the fonts always have), once. */
function charactersOf(data: SiteModel | ModuleView): string {
  return [...new Set(JSON.stringify(data).match(/[^\0-\x7f]/gu))].toSorted().join('');
}
