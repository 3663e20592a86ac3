import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoadedCourse } from '../course/load.ts';
import type { Course } from '../course/model.ts';
import { provenRecord } from '../proof/record.ts';
import { courseAssets, courseCodeBlocks, siteFromCourse, usesLab, type CourseSite } from '../site/from-course.ts';
import type { SiteModel } from '../site/model.ts';
import type { CourseFiles } from '../source/files.ts';
import { labAsset, readAssets, type Asset } from './assets.ts';
import { runAstro, type LessonSources } from './astro-run.ts';
import { contentDigest, digest, engineDigest } from './digest.ts';
import { subsetFonts } from './fonts/subset.ts';
import { highlightAll } from './highlighting/highlight.ts';
import { lockFolder } from './lock.ts';
import { Output, type Written } from './output.ts';
import { drawPictures } from './pictures/draw.ts';
import { frameDigest, planPages } from './plan.ts';
import { Timings } from './timings.ts';
import { openWorkspace } from './workspace.ts';

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
  /** For what speeds up the next build; may vanish at any time, and may be shared by several courses. */
  readonly cache: string;
  /** Told how far a long phase has come, in things done of all things; `total` is 0 where nobody knows. */
  readonly progress?: (phase: string, done: number, total: number) => void;
}

export type BuildResult =
  /** Nothing was written: the course has errors. */
  | { readonly status: 'invalid'; readonly checked: LoadedCourse }
  /** Nothing had changed since the last build. */
  | { readonly status: 'unchanged'; readonly timings: Timings }
  | {
      readonly status: 'built';
      readonly checked: LoadedCourse;
      /** Pages that were made, and module pages that were kept. */
      readonly rendered: number;
      readonly kept: number;
      readonly files: Written;
      readonly timings: Timings;
    };

/**
 * Builds the site of a course. The output is the same, byte for byte, whatever was there before; what has not changed
 * is kept instead of made again. A second build into the same folder waits for the first.
 *
 * @throws What the system says where the output folder cannot be written, and what Astro says about a lesson's own
 * component that does not work.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const unlock = await lockFolder(options.out, () => options.progress?.('wait for another build', 0, 0));
  try {
    return await buildAlone(options);
  } finally {
    unlock();
  }
}

async function buildAlone(options: BuildOptions): Promise<BuildResult> {
  const { files, base, progress = () => undefined } = options;
  const timings = new Timings();
  const output = new Output(options.out);
  const before = output.manifest();
  const { engine, inputs, intact } = await timings.measure('look for changes', () => {
    const engine = digest(engineDigest(), base);
    return { engine, inputs: digest(engine, contentDigest(files)), intact: output.intact(before) };
  });
  if (before.inputs === inputs && intact.size === Object.keys(before.files).length) return { status: 'unchanged', timings };

  const checked = await timings.measure('read and check', () => options.check(files));
  const { course } = checked;
  if (course === undefined || checked.diagnostics.some(({ severity }) => severity === 'error')) return { status: 'invalid', checked };

  const { cache, staged, close } = openWorkspace(options.cache);
  try {
    const { site, lessons, assets, characters } = await renderCourse(course, files, base, cache, timings, progress);
    const fonts = await timings.measure('cut fonts', () => subsetFonts(characters, path.join(cache, 'fonts')));
    const plan = planPages(site, frameDigest(site, engine, path.basename(fonts), files, lessons), before, intact);
    const keeps = (page: string): boolean => plan.kept.has(page);
    const stale = site.modules.length - plan.kept.size;
    let rendered = 0;
    await runAstro({ site, lessons, content: options.content, cache, staged, fonts, timings, keeps, onPage: () => progress('write pages', ++rendered, Math.max(rendered, stale)) });
    await timings.measure('draw pictures', () => drawPictures(site, staged, keeps));
    return await timings.measure('publish', () => {
      for (const asset of assets) writeAsset(staged, asset);
      return { status: 'built' as const, checked, rendered, kept: plan.kept.size, files: output.publish(staged, plan.keptFiles, inputs, plan.pages), timings };
    });
  } finally {
    close();
  }
}

interface RenderedCourse {
  readonly site: SiteModel;
  readonly lessons: LessonSources;
  readonly assets: readonly Asset[];
  /** All that a reader may see, for the characters that the fonts must have. */
  readonly characters: string;
}

/** Everything that pages show, rendered; the slow parts first, so that rendering itself is pure and quick. */
async function renderCourse(
  course: Course,
  files: CourseFiles,
  base: string,
  cache: string,
  timings: Timings,
  progress: NonNullable<BuildOptions['progress']>,
): Promise<RenderedCourse> {
  const blocks = courseCodeBlocks(course, false);
  const highlight = await timings.measure('colour code', () => highlightAll(blocks, cache, (done, total) => progress('colour code', done, total)));
  const lab = usesLab(course, false) ? await timings.measure('bundle the lab', () => labAsset(base)) : undefined;
  return timings.measure('render lessons', () => {
    const assets = readAssets(files, courseAssets(course, false), base);
    const { site, components } = siteFromCourse(course, { base, drafts: false, highlight, asset: (file) => assets.get(file), proof: provenRecord, labFrame: lab?.href });
    return { site, lessons: lessonSources(components), assets: [...assets.values(), ...(lab === undefined ? [] : [lab])], characters: charactersOf(site) };
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

/** Every character of a site, once. */
function charactersOf(site: SiteModel): string {
  const characters = new Set<string>();
  for (const part of [{ ...site, modules: [] }, ...site.modules]) for (const character of JSON.stringify(part)) characters.add(character);
  return [...characters].toSorted().join('');
}

function writeAsset(staged: string, { path: file, bytes }: Asset): void {
  const target = path.join(staged, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}
