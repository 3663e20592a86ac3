import type { SiteModel } from './model.ts';

/** Where the page of a module is. `base` begins and ends with a slash. */
export function moduleAddress(base: string, slug: string): string {
  return `${base}modules/${slug}/`;
}

type Place = Pick<SiteModel, 'url' | 'base'>;

/** `''` is the course page, `progress/` a page below it: with the base, for links and assets. */
export const inSite = ({ base }: Place, path: string): string => `${base}${path}`;

/** Undoes `inSite`: the part of an address that does not depend on where the course is published. */
export const withoutBase = ({ base }: Place, href: string): string =>
  href.startsWith(base) ? href.slice(base.length) : href;

/** The full address of a page or picture if the author said where the course is published, else undefined. */
export const published = ({ url }: Place, path: string): string | undefined =>
  url === undefined ? undefined : `${url}/${path}`;
