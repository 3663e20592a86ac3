import path from 'node:path';
import type { BuildResult } from '../build/build.ts';
import { ComponentFailure } from '../build/component-failure.ts';
import type { LoadedCourse } from '../course/load.ts';
import { count } from '../text/count.ts';
import { makeReport } from '../diagnostics/report.ts';
import { diskFiles } from '../source/disk.ts';
import { cacheFolder } from './cache-folder.ts';
import { commandLines } from './command-line.ts';
import type { ExitStatus } from './command.ts';
import { checkedContent, contentFolder, type ContentFolder } from './content.ts';
import { outFolder } from './out-folder.ts';
import { basePath } from './port.ts';
import { progressDisplay } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { timingsTable } from './timings-table.ts';
import { cannotWrite } from './write-file.ts';

export interface SiteFlags {
  readonly content: string | undefined;
  readonly out: string | undefined;
  readonly base: string | undefined;
  readonly cache: string | undefined;
  readonly timings: boolean;
}

/** Checks a course and builds its site; what is wrong with it, or what was written, is said on standard error. */
export async function buildSite(flags: SiteFlags, terminal: Terminal): Promise<ExitStatus> {
  const content = contentFolder(flags.content, terminal);
  const out = outFolder(flags.out, content, terminal);
  const cache = cacheFolder(flags.cache, content, out, terminal);
  const files = diskFiles(content.full);
  const { build } = await import('../build/build.ts');
  const began = terminal.now();
  const progress = progressDisplay(terminal.err, terminal.env, terminal.now);
  let result: BuildResult;
  try {
    result = await build({
      content: content.full,
      files,
      // Rules and dictionaries take a while to load, and a build that finds nothing changed needs none.
      check: async (read, onlooker, kept) => (await import('./checker.ts')).makeChecker({ patience: 'never', ...kept })(read, undefined, onlooker),
      out,
      base: basePath(flags.base),
      cache,
      progress: progress.update,
    });
  } catch (error) {
    progress.end();
    if (error instanceof ComponentFailure) {
      terminal.err.write(`${failureNotice(error, content)}\nNothing was built. To see the place: ${commandLines(terminal, content)('dev')}\n`);
      return 1;
    }
    throw cannotWrite(flags.out ?? 'dist', error);
  }
  progress.end();

  if (result.status === 'unchanged') terminal.err.write('Nothing has changed since the last build.\n');
  else if (result.status === 'invalid') {
    const { showReport } = await import('./show-report.ts');
    terminal.err.write(`${showReport(checkedContent(files, result.checked, content, terminal), content, 'text', terminal.err, terminal)}\nNothing was built: a course with errors would teach them.\n`);
    return 1;
  } else {
    terminal.err.write(notes(result.checked, content, terminal) + draftsLeftOut(result.checked, content, terminal));
    const seconds = ((terminal.now() - began) / 1000).toFixed(1);
    const kept = result.kept > 0 ? `; ${result.kept} had not changed` : '';
    terminal.err.write(`Wrote ${count(result.rendered, 'page')} to ${flags.out ?? 'dist'} in ${seconds} s${kept}.\n`);
  }
  if (flags.timings) terminal.err.write(timingsTable(result.timings, { before: began, total: terminal.now(), peakMemory: terminal.peakMemory() }));
  return 0;
}

/** What a reader of the site misses: each draft at the line that makes it one. */
function draftsLeftOut({ course }: LoadedCourse, { typed }: ContentFolder, terminal: Terminal): string {
  const drafts = (course?.modules ?? []).filter(({ draft }) => draft);
  if (drafts.length === 0) return '';
  const shown = drafts.slice(0, mostDrafts).map(({ lesson }) => `  ${path.join(typed, lesson.file)}:${lesson.frontMatter.keySpanOf(['draft']).start.line}\n`);
  const more = drafts.length > mostDrafts ? `  and ${drafts.length - mostDrafts} more\n` : '';
  return `Left out ${count(drafts.length, 'draft')}:\n${shown.join('')}${more}Delete \`draft: true\` to publish one; \`${terminal.invocation} dev${typed === 'content' ? '' : ` --content ${typed}`}\` shows them until then.\n`;
}

/** Whoever has more of them does not read the list. */
const mostDrafts = 20;

/** Where a component or the configuration fails, and why. */
function failureNotice({ place, message }: ComponentFailure, { typed }: ContentFolder): string {
  if (place === undefined) return `A component of the course could not be made into a page: ${message}`;
  const at = [path.join(typed, place.file), place.line, place.column].filter((part) => part !== undefined).join(':');
  if (place.line !== undefined || !/\.mdx?$/.test(place.file)) return `${at} cannot be used: ${message}`;
  return `${at}, or a component in it, could not be made into a page: ${message}`;
}

/** Warnings do not stop a build; one line says that there are some. Drafts are listed by themselves. */
function notes({ diagnostics, modules, questions }: LoadedCourse, content: ContentFolder, terminal: Terminal): string {
  const { warnings, infos } = makeReport(diagnostics.filter(({ code }) => code !== 'module-draft'), { modules, questions }).summary;
  const found = [warnings > 0 ? count(warnings, 'warning') : '', infos > 0 ? count(infos, 'info') : ''].filter(Boolean).join(', ');
  return found === '' ? '' : `${found}; \`${commandLines(terminal, content)('validate')}\` shows them.\n`;
}
