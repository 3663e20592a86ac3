import { readFileSync } from 'node:fs';
import type { WatchedCourse } from './course-watch.ts';

const script = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8').trim();

/** What every page runs to hear of edits; where the development server is not there yet, it waits. */
export const companion = script('./client-script.js');

/** What a page that does not come from Astro runs to have its toolbar, as soon as there is one. */
export const toolbarLoader = script('./toolbar.js');

/** The header that says which state of the course a page shows: Server Timing (W3C), which scripts can read. */
export function shownHeader({ version }: WatchedCourse): readonly [name: string, value: string] {
  return ['server-timing', `lectern;desc="${version}"`];
}
