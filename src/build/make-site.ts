import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Course } from '../course/model.ts';
import { provenRecord } from '../proof/record.ts';
import { courseAssets, courseCodeBlocks, siteFromCourse, usesLab, type CourseSite } from '../site/from-course.ts';
import type { ModuleView, SiteModel } from '../site/model.ts';
import type { CourseFiles } from '../source/files.ts';
import { labAsset, readAssets, type Asset } from './assets.ts';
import { runAstro, type LessonSources } from './astro-run.ts';
import { digest } from './digest.ts';
import { subsetFonts } from './fonts/subset.ts';
import { highlightAll } from './highlighting/highlight.ts';
import type { Output, Written } from './output.ts';
import { drawPictures } from './pictures/draw.ts';
import { frameDigest, nothingKept, planPages, type PageRecord } from './plan.ts';
import type { Timings } from './timings.ts';
import { openWorkspace } from './workspace.ts';

export type Progress = (phase: string, done: number, total: number) => void;

export interface SiteOrder {
  readonly course: Course;
  readonly files: CourseFiles;
  /** The content folder, absolute. */
  readonly content: string;
  readonly base: string;
  readonly cache: string;
  readonly output: Output;
  /** Hash of everything the site is made from, and of everything but the course. */
  readonly inputs: string;
  readonly engine: string;
  /** Files of the last build that still are as it left them. */
  readonly intact: ReadonlySet<string>;
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
 * Makes the site of a course that has no errors, all that is not in the output already, and publishes it. Apart from
 * `build.ts` because what this stands on takes a second to load, and most builds find that there is nothing to do.
 */
export async function makeSite(order: SiteOrder): Promise<MadeSite> {
  const { files, base, engine, inputs, output, intact, timings, progress } = order;
  const { cache, staged, close } = openWorkspace(order.cache);
  try {
    const { site, lessons, assets, madeFrom } = await renderCourse(order, cache);
    const before = output.manifest();
    const slugs = new Map(site.modules.map(({ slug, href }) => [href.slice(base.length), slug]));
    const keys = new Map([...slugs].map(([page, slug]) => [page, digest(...madeFrom(slug))]));
    const unchanged = planPages(keys, before, intact);
    const pages = await timings.measure('render lessons', () =>
      Object.fromEntries(site.modules.map((module): [string, PageRecord] => {
        const page = module.href.slice(base.length);
        const known = unchanged.kept.has(page) ? before.pages[page] : undefined;
        return [page, known ?? { key: keys.get(page) ?? '', characters: charactersOf(module) }];
      })),
    );
    const characters = [charactersOf({ ...site, modules: [] }), ...Object.values(pages).map((page) => page.characters)].join('');
    const fonts = await timings.measure('cut fonts', () => subsetFonts(characters, path.join(cache, 'fonts')));
    const frame = frameDigest(site, engine, path.basename(fonts), files, lessons);
    const plan = frame === before.frame ? unchanged : nothingKept;
    const keeps = (page: string): boolean => plan.kept.has(page);
    const stale = site.modules.length - plan.kept.size;
    let rendered = 0;
    await runAstro({ site, lessons, content: order.content, cache, staged, fonts, timings, keeps, onPage: () => progress('write pages', ++rendered, Math.max(rendered, stale)) });
    await timings.measure('draw pictures', () => drawPictures(site, staged, keeps));
    const written = await timings.measure('publish', () => {
      for (const asset of assets) writeAsset(staged, asset);
      return output.publish(staged, plan.keptFiles, { inputs, frame, pages });
    });
    return { rendered, kept: plan.kept.size, files: written };
  } finally {
    close();
  }
}

interface RenderedCourse {
  readonly site: SiteModel;
  readonly lessons: LessonSources;
  readonly assets: readonly Asset[];
  readonly madeFrom: CourseSite['madeFrom'];
}

/** Everything that pages show; the slow parts first, so that rendering, when a page asks for it, is pure and quick. */
async function renderCourse({ course, files, base, timings, progress }: SiteOrder, cache: string): Promise<RenderedCourse> {
  const blocks = courseCodeBlocks(course, false);
  const highlight = await timings.measure('colour code', () => highlightAll(blocks, cache, (done, total) => progress('colour code', done, total)));
  const lab = usesLab(course, false) ? await timings.measure('bundle the lab', () => labAsset(base)) : undefined;
  return timings.measure('render lessons', () => {
    const assets = readAssets(files, courseAssets(course, false), base);
    const { site, components, madeFrom } = siteFromCourse(course, { base, drafts: false, highlight, asset: (file) => assets.get(file), proof: provenRecord, labFrame: lab?.href });
    return { site, lessons: lessonSources(components), assets: [...assets.values(), ...(lab === undefined ? [] : [lab])], madeFrom };
  });
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

function writeAsset(staged: string, { path: file, bytes }: Asset): void {
  const target = path.join(staged, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}
