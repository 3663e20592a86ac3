import type { SiteModel } from '../site/model.ts';
import { categoryPath, firstNumbers, hasCategoryPages } from '../site/overview.ts';
import type { CourseFiles } from '../source/files.ts';
import { contentDigest, digest } from '../cache/digest.ts';
import type { MdxSources } from './bundle.ts';
import type { Manifest } from './output.ts';

/**
 * The pages of modules and categories that are in the output as they would be made again. Every other page is made anew by
 * every build: they are few, and may depend on any module.
 *
 * @param keys Hash of what each of these pages is made from, by its path below the base.
 * @param intact Files of the last build that still are as it left them.
 */
export function planPages(
  keys: ReadonlyMap<string, string>,
  before: Manifest,
  intact: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(
    [...keys].flatMap(([page, key]) => (before.pages[page] === key && intact.has(`${page}index.html`) ? [page] : [])),
  );
}

/** Hash of what the page of each category is made from besides the frame, by its path below the base of the site. */
export function categoryKeys(site: SiteModel): readonly (readonly [page: string, key: string])[] {
  if (!hasCategoryPages(site)) return [];
  const numbers = firstNumbers(site.categories);
  return site.categories.map((category, index) => {
    const page = categoryPath(site, category.id);
    const languages = site.languages.filter(({ has }) => has(page)).map((each) => each.site.language);
    return [page, digest(JSON.stringify([category, numbers[index], languages]))];
  });
}

/** Everything has to be made: something that every page depends on has changed. */
export const nothingKept: ReadonlySet<string> = new Set();

/** A hash of what every page depends on, whatever its module: the course's name, Lectern itself, faces, components. */
export function frameDigest(
  site: SiteModel,
  engine: string,
  fonts: string,
  files: CourseFiles,
  mdx: MdxSources,
  outside: string,
): string {
  const categories = site.categories.map((category) => ({ ...category, modules: [] }));
  const course = JSON.stringify({
    title: site.title,
    description: site.description,
    language: site.language,
    words: site.words.texts,
    url: site.url,
    base: site.base,
    appearance: site.appearance,
    categories,
    hasCategoryPages: hasCategoryPages(site),
  });
  return digest(engine, fonts, course, componentsDigest(files, mdx), outside);
}

/** Lessons with components are bundled together, so what any of them imports may change any page's styles. */
export function componentsDigest(files: CourseFiles, mdx: MdxSources): string {
  if (mdx.size === 0) return '';
  const code = contentDigest(
    files,
    (file) =>
      !mdx.has(file) &&
      !/(?:^|\/)(?:lesson(?:\.[\w-]+)?\.mdx?|(?:quiz|course|glossary)(?:\.[\w-]+)?\.yaml|proof\.json)$/.test(file),
  );
  return digest(code, JSON.stringify([...mdx]));
}
