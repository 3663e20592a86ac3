import type { APIRoute } from 'astro';
import licences from '../site/licences.txt?raw';

/** The licences of the code, faces and drawings that every site is published with. */
export const GET: APIRoute = () => new Response(licences, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
