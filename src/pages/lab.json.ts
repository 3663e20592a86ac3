/** The messages of the live lab in the language of the course, for `src/islands/lab.ts`. */
import type { APIRoute } from 'astro';
import { site } from 'lectern:site';
import { LAB_MESSAGES } from '../lab/messages.ts';
import type { LabMessages } from '../lab/panel/words.ts';

export const GET: APIRoute = () => Response.json(site.words.forScript(LAB_MESSAGES) satisfies LabMessages);
