import type { APIRoute } from 'astro';
import { site } from 'lectern:site';
import { inSite } from '../site/address.ts';

/** Lets a course be added to a home screen. */
export const GET: APIRoute = () =>
  new Response(
    JSON.stringify({
      name: site.title,
      description: site.description,
      lang: site.language,
      dir: site.words.direction,
      start_url: inSite(site, ''),
      scope: inSite(site, ''),
      display: 'minimal-ui',
      background_color: '#fbfaf6',
      theme_color: '#fbfaf6',
      icons: [{ src: `${site.root}favicon.svg`, sizes: 'any', type: 'image/svg+xml' }],
    }),
    { headers: { 'content-type': 'application/manifest+json' } },
  );
