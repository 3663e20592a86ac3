import type { CategoryView, SiteModel } from './model.ts';

/** Above so many modules the course page shows its categories only, and each category has a page of its own. */
export const pageLimit = 60;

export const hasCategoryPages = (site: Pick<SiteModel, 'modules'>): boolean => site.modules.length > pageLimit;

/**
 * How many modules of each category the course page shows: all of a small course; of a large one the first few, fewer
 * the more categories there are, and at last none, so that together they are never more than `pageLimit`.
 */
export function shownOfEach({ modules, categories }: Pick<SiteModel, 'modules' | 'categories'>): number {
  return hasCategoryPages({ modules }) ? Math.min(3, Math.floor(pageLimit / categories.length)) : pageLimit;
}

/** The place of a category on the course page: no category's name alone, which may be that of a part of the page. */
export const categoryAnchor = (id: string): string => `category-${id}`;

/** The page of a category: its own where there are many modules, else its place on the course page. Below the course. */
export const categoryPath = (site: Pick<SiteModel, 'modules'>, id: string): string =>
  hasCategoryPages(site) ? `category/${id}/` : `#${categoryAnchor(id)}`;

/** How many modules stand before each category, in reading order: modules are numbered through the whole course. */
export function firstNumbers(categories: readonly CategoryView[]): readonly number[] {
  const numbers: number[] = [];
  let next = 1;
  for (const category of categories) {
    numbers.push(next);
    next += category.modules.length;
  }
  return numbers;
}

/** All of a category's, or course's, reading time in minutes. */
export const minutesOf = (modules: readonly { readonly minutes: number }[]): number =>
  modules.reduce((sum, module) => sum + module.minutes, 0);
