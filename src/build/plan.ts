import path from 'node:path';
import type { SiteModel } from '../site/model.ts';
import type { CourseFiles } from '../source/files.ts';
import { contentDigest, digest } from './digest.ts';
import type { LessonSources } from './astro-run.ts';
import type { Manifest } from './output.ts';

/** What a build remembers of a module's page. */
export interface PageRecord {
  /** Hash of what the page is made from, beside what every page depends on. */
  readonly key: string;
  /** The characters it shows that are not ASCII, for the fonts. */
  readonly characters: string;
}

/** Which pages must be made, which can stay. */
export interface Plan {
  /** Pages that are in the output as they would be made again. */
  readonly kept: ReadonlySet<string>;
  /** The files of those pages. */
  readonly keptFiles: ReadonlySet<string>;
}

/**
 * Compares what the module pages are made from with what they were made from. Everything that is no module's page is
 * made anew by every build: it is little, and may depend on any module.
 *
 * @param keys Hash of what each module's page is made from, by its path below the base.
 * @param intact Files of the last build that still are as it left them.
 */
export function planPages(keys: ReadonlyMap<string, string>, before: Manifest, intact: ReadonlySet<string>): Plan {
  const files = Map.groupBy(Object.keys(before.files), (file) => pageOf(file, keys));
  const kept = new Set([...keys].flatMap(([page, key]) => (before.pages[page]?.key === key && files.get(page)?.every((file) => intact.has(file)) === true ? [page] : [])));
  return { kept, keptFiles: new Set([...kept].flatMap((page) => files.get(page) ?? [])) };
}

/** Everything has to be made: something that every page depends on has changed. */
export const nothingKept: Plan = { kept: new Set(), keptFiles: new Set() };

/** A hash of what every page depends on, whatever its module: the course's name, Lectern itself, faces, components. */
export function frameDigest(site: SiteModel, engine: string, fonts: string, files: CourseFiles, lessons: LessonSources): string {
  const categories = site.categories.map((category) => ({ ...category, modules: [] }));
  const course = JSON.stringify({ title: site.title, description: site.description, language: site.language, url: site.url, base: site.base, categories });
  return digest(engine, fonts, course, lessons.size === 0 ? '' : componentsDigest(files, lessons));
}

/** Lessons with components are bundled together, so what any of them imports may change any page's styles. */
function componentsDigest(files: CourseFiles, lessons: LessonSources): string {
  const code = contentDigest(files, (file) => !/(?:^|\/)(?:lesson\.mdx?|quiz\.yaml|proof\.json|course\.yaml)$/.test(file));
  return digest(code, JSON.stringify([...lessons]));
}

/** The module's page that a file belongs to. */
function pageOf(file: string, pages: ReadonlyMap<string, string>): string | undefined {
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) if (pages.has(`${folder}/`)) return `${folder}/`;
  return undefined;
}
