import type { SiteModel } from './model.ts';

/** The URL path of a module's page. `base` starts and ends with a slash. */
export function moduleAddress(base: string, slug: string): string {
  return `${base}modules/${slug}/`;
}

/** The URL path of a page besides the modules. */
export function ownPageAddress(base: string, slug: string): string {
  return `${base}pages/${slug}/`;
}

type Place = Pick<SiteModel, 'url' | 'base' | 'root'>;

/**
 * Adds the base to a path within the course, for links and assets: `''` is the course page, `progress/` a page below
 * it.
 */
export const inSite = ({ base }: Pick<SiteModel, 'base'>, path: string): string => `${base}${path}`;

/** The inverse of `inSite`: the path within the course. */
export const withoutBase = ({ base }: Pick<SiteModel, 'base'>, href: string): string =>
  href.startsWith(base) ? href.slice(base.length) : href;

/** The absolute URL of a page or image if the course has a `url`, otherwise undefined. */
export const published = ({ url, base, root }: Place, path: string): string | undefined =>
  url === undefined ? undefined : `${url}/${base.slice(root.length)}${path}`;
