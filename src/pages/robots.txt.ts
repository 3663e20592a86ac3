import type { APIRoute } from 'astro';
import { site } from 'lectern:site';
import { published } from '../site/address.ts';

/** Allows everything; links the sitemap if the course's URL is known. */
export const GET: APIRoute = () => {
  const sitemap = published(site, 'sitemap.xml');
  return new Response(`User-agent: *\nAllow: /\n${sitemap === undefined ? '' : `\nSitemap: ${sitemap}\n`}`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
