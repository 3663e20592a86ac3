import type { CategoryView, SiteModel } from './model.ts';

/** Above this number of modules the course page is abbreviated, and each category has its own page. */
export const pageLimit = 60;

export const hasCategoryPages = (site: Pick<SiteModel, 'modules'>): boolean => site.modules.length > pageLimit;

/**
 * How many modules of each category the course page shows: all for a small course; for a large one the first few, or
 * none if there are many categories, so that the total never exceeds `pageLimit`.
 */
export function shownOfEach({ modules, categories }: Pick<SiteModel, 'modules' | 'categories'>): number {
  return hasCategoryPages({ modules }) ? Math.min(3, Math.floor(pageLimit / categories.length)) : pageLimit;
}

/** The id of a category on the course page. Prefixed, because the plain id might clash with another id on the page. */
export const categoryAnchor = (id: string): string => `category-${id}`;

/**
 * The path of a category within the course: its own page in a large course, otherwise its anchor on the course page.
 */
export const categoryPath = (site: Pick<SiteModel, 'modules'>, id: string): string =>
  hasCategoryPages(site) ? `category/${id}/` : `#${categoryAnchor(id)}`;

/** Number of modules before each category: modules are numbered across the whole course. */
export function firstNumbers(categories: readonly CategoryView[]): readonly number[] {
  const numbers: number[] = [];
  let next = 1;
  for (const category of categories) {
    numbers.push(next);
    next += category.modules.length;
  }
  return numbers;
}

/** Total reading time in minutes. */
export const minutesOf = (modules: readonly { readonly minutes: number }[]): number =>
  modules.reduce((sum, module) => sum + module.minutes, 0);
