import type { APIRoute } from 'astro';
import { site } from 'lectern:site';
import { sitemap } from '../site/sitemap.ts';

export const GET: APIRoute = () =>
  new Response(sitemap(site), { headers: { 'content-type': 'application/xml; charset=utf-8' } });
