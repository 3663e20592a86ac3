import { facts } from './facts.ts';
import { problem, startOf, type Report } from './problem.ts';
import { isOfHost, isPublic, publicPath } from '../source/published-files.ts';
import type { CourseReader } from './reader.ts';

/** What Lectern writes too, and a course may write in its place. */
const replaceable: ReadonlySet<string> = new Set(['favicon.ico', 'favicon.svg', 'og.png', 'robots.txt']);

/** What Lectern writes itself: whole folders end with a slash. */
const taken = [
  '_astro/',
  '_files/',
  'category/',
  'glossary/',
  'modules/',
  'pages/',
  'progress/',
  'review/',
  'search/',
  'course.json',
  'licences.txt',
  'manifest.webmanifest',
  'sitemap.xml',
] as const;

/** The files of `public/`, and what keeps them from being copied. */
export function readPublicFiles(reader: CourseReader): readonly string[] {
  return reader.entries.flatMap(({ path, kind }) => {
    if (kind !== 'file' || !isPublic(path)) return [];
    const own = publicPath(path);
    const found = isOfHost(path) ? undefined : reader.active(path);
    const place = replaceable.has(own)
      ? undefined
      : taken.find((name) => (name.endsWith('/') ? own.startsWith(name) : own === name));
    if (found !== undefined) reader.report(active(path, own, found));
    if (place !== undefined) reader.report(clash(path, own, place));
    return found === undefined && place === undefined ? [path] : [];
  });
}

function active(path: string, own: string, found: string): Report {
  return problem('file-active', startOf(path), {
    message: `\`${own}\` is ${found}, expected a file that can only be looked at`,
    why: 'browsers would run it with the rights of the site, where what learners have answered is kept',
    fix: 'take it out of `public/`, or publish it as `.txt` or in a `.zip`',
    unsettles: [facts.path(path)],
    assumes: [facts.path(path)],
  });
}

function clash(path: string, own: string, place: string): Report {
  return problem('public-clash', startOf(path), {
    message: `\`${own}\` would take the place of \`${place}\`, which the site writes itself`,
    why: 'one of the two would be missing',
    fix: `rename it${own.includes('/') ? ', or its folder' : ''}`,
  });
}
