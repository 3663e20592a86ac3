import { escapeAttribute } from '../text/escape.ts';
import type { SiteModel } from './model.ts';
import { inSite, published, withoutBase } from './address.ts';
import { categoryPath, hasCategoryPages } from './overview.ts';

/** The protocol wants both kinds of quotes escaped, too. */
const escape = (text: string): string => escapeAttribute(text).replaceAll("'", '&apos;');

/**
 * The pages worth finding, in reading order (sitemaps.org 0.9). Pages about one reader and drafts are not among them.
 * Addresses are complete where the author said where the course is published, else they start at the host's root.
 */
export function sitemap(site: SiteModel): string {
  const paths = [
    '',
    ...(hasCategoryPages(site) ? site.categories.map((category) => categoryPath(site, category.id)) : []),
    ...site.modules.filter((module) => !module.draft).map((module) => withoutBase(site, module.href)),
  ];
  const pages = paths.map((path) => `  <url><loc>${escape(published(site, path) ?? inSite(site, path))}</loc></url>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.join('')}</urlset>\n`;
}
