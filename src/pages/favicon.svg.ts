import type { APIRoute } from 'astro';
import { site } from 'lectern:site';
import { markSvg } from '../site/figures/mark.ts';

export const GET: APIRoute = () =>
  new Response(markSvg(site.appearance.accents), { headers: { 'content-type': 'image/svg+xml' } });
