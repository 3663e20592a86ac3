import { createHash } from 'node:crypto';
import { inSite, published } from '../site/address.ts';
import type { SiteModel } from '../site/model.ts';
import { escapeAttribute, escapeText } from '../text/escape.ts';

/** Keeps the section that an old link names. Without JavaScript, the page's own refresh leads to the module alone. */
const script = 'location.replace(document.links[0].href + location.hash);';
const scriptHash = createHash('sha256').update(script).digest('base64');

/**
 * A page at each address that a module had before (`aliases`), which leads to where it is now: a static host cannot
 * answer with a redirect. Search engines take it for one.
 *
 * @returns pages by their file.
 */
export function redirectPages(site: SiteModel): ReadonlyMap<string, string> {
  return new Map(
    site.modules.flatMap(({ slug, title, aliases }) =>
      aliases.map(
        (alias) =>
          [
            `${site.base.slice(site.root.length)}modules/${alias}/index.html`,
            redirectPage(site, `modules/${slug}/`, title),
          ] as const,
      ),
    ),
  );
}

function redirectPage(site: SiteModel, path: string, title: string): string {
  const href = escapeAttribute(inSite(site, path));
  return [
    `<!doctype html><html lang="${escapeAttribute(site.language)}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-${scriptHash}'">`,
    `<title>${escapeText(title)}</title><meta name="robots" content="noindex">`,
    `<link rel="canonical" href="${escapeAttribute(published(site, path) ?? inSite(site, path))}">`,
    `<noscript><meta http-equiv="refresh" content="0; url=${href}"></noscript></head>`,
    `<body><a href="${href}">${escapeText(title)}</a><script>${script}</script></body></html>\n`,
  ].join('');
}
