import { escapeAttribute } from '../text/escape.ts';
import type { SiteModel } from './model.ts';
import { inSite, published, withoutBase } from './address.ts';
import { categoryPath, hasCategoryPages } from './overview.ts';

/** The sitemap protocol requires both kinds of quotes to be escaped. */
const escape = (text: string): string => escapeAttribute(text).replaceAll("'", '&apos;');

/**
 * The sitemap (sitemaps.org 0.9), in reading order, without drafts and learner-specific pages. URLs are absolute if the
 * course has a `url`, otherwise relative to the host's root.
 */
export function sitemap(site: SiteModel): string {
  const sites = site.languages.length === 0 ? [site] : site.languages.map((language) => language.site);
  const pages = sites.flatMap(entries);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.join('')}</urlset>\n`;
}

function entries(site: SiteModel): readonly string[] {
  const paths = [
    '',
    ...(hasCategoryPages(site) ? site.categories.map((category) => categoryPath(site, category.id)) : []),
    ...site.modules.filter((module) => !module.draft).map((module) => withoutBase(site, module.href)),
    ...(site.glossary.length > 0 ? ['glossary/'] : []),
    ...site.pages.map(({ href }) => withoutBase(site, href)),
  ];
  return paths.map((path) => `  <url><loc>${escape(published(site, path) ?? inSite(site, path))}</loc></url>\n`);
}
