import type { APIRoute } from 'astro';
import { site } from 'lectern:site';
import { published } from '../site/address.ts';

/** Everything may be read; where the course's address is known, so is the list of its pages. */
export const GET: APIRoute = () => {
  const sitemap = published(site, 'sitemap.xml');
  return new Response(`User-agent: *\nAllow: /\n${sitemap === undefined ? '' : `\nSitemap: ${sitemap}\n`}`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
