/** A summary of the course for scripts: titles, addresses, questions, renames, and words about where to go on. */
import type { APIRoute } from 'astro';
import { site } from 'lectern:site';
import { catalogueOf } from '../site/catalogue.ts';

export const GET: APIRoute = () => Response.json(catalogueOf(site));
