/** Messages of a build about the course, besides errors. */
import path from 'node:path';
import type { ComponentFailure } from '../publish/component-failure.ts';
import type { LoadedCourse } from '../course/load.ts';
import { makeReport } from '../diagnostics/report.ts';
import type { CourseFiles } from '../source/files.ts';
import { count } from '../text/count.ts';
import { lackingIn } from '../assets/fonts/faces.ts';
import { commandLines } from './command-line.ts';
import { checkedContent, type ContentFolder } from './content.ts';
import { showReport } from './show-report.ts';
import type { Terminal } from './terminal.ts';

/** Says that nothing was built because the course has errors. */
export function errorsNotice(
  files: CourseFiles,
  checked: LoadedCourse,
  content: ContentFolder,
  terminal: Terminal,
): string {
  return `${showReport(checkedContent(files, checked, content, terminal), content, 'text', terminal.err, terminal)}\nNothing was built: a course with errors would teach them.\n`;
}

/** Warnings do not stop a build; one line mentions them, others list excluded drafts and a missing address. */
export function buildNotes(
  checked: LoadedCourse,
  content: ContentFolder,
  terminal: Terminal,
  { drafts = false }: { readonly drafts?: boolean } = {},
): string {
  return (
    warningsNote(checked, content, terminal) +
    (drafts ? '' : draftsLeftOut(checked, content, terminal)) +
    addressNote(checked, content) +
    lettersNote(checked)
  );
}

/** Without its address, a course has no absolute addresses, which other sites and search engines ask for. */
function addressNote({ course }: LoadedCourse, { typed }: ContentFolder): string {
  return course === undefined || course.data.url !== undefined
    ? ''
    : `${path.join(typed, 'course.yaml')} has no \`url\`, so sitemap.xml and previews of links in other apps lack absolute addresses. Say where the course will be published: url: https://…\n`;
}

/** Pictures of links are drawn with the site's faces, which lack some scripts; on pages the reader's own faces help. */
function lettersNote({ course }: LoadedCourse): string {
  const titles = [course?.title ?? '', ...(course?.modules ?? []).map(({ lesson }) => lesson.data.title)];
  const without = titles.filter((title) => lackingIn(title.replace(/[\s\p{Emoji_Presentation}]/gu, '')) !== '');
  if (without.length === 0) return '';
  const lacking = [...new Set(lackingIn(without[0] ?? ''))].slice(0, 3).join(' ');
  return `${count(without.length, 'title')} cannot be drawn on the pictures that other apps show of a link, which have the figure alone: no face of the site has ${lacking}\n`;
}

/** Lists the excluded drafts, each with the line that marks it as a draft. */
function draftsLeftOut({ course }: LoadedCourse, { typed }: ContentFolder, terminal: Terminal): string {
  const drafts = (course?.modules ?? []).filter(({ draft }) => draft);
  if (drafts.length === 0) return '';
  const shown = drafts
    .slice(0, mostDrafts)
    .map(({ lesson }) => `  ${path.join(typed, lesson.file)}:${lesson.frontMatter.keySpanOf(['draft']).start.line}\n`);
  const more = drafts.length > mostDrafts ? `  and ${drafts.length - mostDrafts} more\n` : '';
  return `Left out ${count(drafts.length, 'draft')}:\n${shown.join('')}${more}Delete \`draft: true\` to publish one; \`${terminal.invocation} dev${typed === 'content' ? '' : ` --content ${typed}`}\` shows them until then, and so does a build with \`--drafts\`.\n`;
}

/** Maximum number of drafts listed. */
const mostDrafts = 20;

/** Where a component or the configuration failed, and why. */
export function failureNotice({ place, message }: ComponentFailure, { typed }: ContentFolder): string {
  if (place === undefined) return `A component of the course could not be made into a page: ${message}`;
  const at = [path.join(typed, place.file), place.line, place.column].filter((part) => part !== undefined).join(':');
  if (place.line !== undefined || !/\.mdx?$/.test(place.file)) return `${at} cannot be used: ${message}`;
  return `${at}, or a component in it, could not be made into a page: ${message}`;
}

/** Excludes drafts, which are listed separately. */
function warningsNote(
  { diagnostics, modules, questions }: LoadedCourse,
  content: ContentFolder,
  terminal: Terminal,
): string {
  const { warnings, infos } = makeReport(
    diagnostics.filter(({ code }) => code !== 'module-draft'),
    { modules, questions },
  ).summary;
  const found = [warnings > 0 ? count(warnings, 'warning') : '', infos > 0 ? count(infos, 'info') : '']
    .filter(Boolean)
    .join(', ');
  return found === '' ? '' : `${found}; \`${commandLines(terminal, content)('validate')}\` shows them.\n`;
}
