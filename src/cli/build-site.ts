import type { BuildResult } from '../publish/build.ts';
import { ComponentFailure } from '../publish/component-failure.ts';
import { count } from '../text/count.ts';
import { diskFiles } from '../source/disk.ts';
import { siteBase } from './base.ts';
import { buildCourse } from './build-course.ts';
import { cacheFolder, type CacheFlags } from './cache-folder.ts';
import { commandLines } from './command-line.ts';
import type { ExitStatus } from './command.ts';
import { contentFolder } from './content.ts';
import { outFolder } from './out-folder.ts';
import { progressDisplay } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { timingsTable } from './timings-table.ts';
import { cannotWrite } from './write-file.ts';

export interface SiteFlags extends CacheFlags {
  readonly content: string | undefined;
  readonly out: string | undefined;
  readonly base: string | undefined;
  readonly drafts: boolean;
  readonly timings: boolean;
  readonly 'no-components': boolean;
}

/** Checks a course and builds its site. Diagnostics and the result are printed on standard error. */
export async function buildSite(flags: SiteFlags, terminal: Terminal): Promise<ExitStatus> {
  const content = contentFolder(flags.content, terminal);
  const out = outFolder(flags.out, content, terminal);
  const cache = cacheFolder(flags, content, out, terminal);
  const files = diskFiles(content.full);
  const base = siteBase(flags.base, files);
  const began = terminal.now();
  const progress = progressDisplay(terminal.err, terminal.env, terminal.now);
  let result: BuildResult;
  try {
    result = await buildCourse({
      content: content.full,
      files,
      out,
      base,
      drafts: flags.drafts,
      cache,
      components: !flags['no-components'],
      progress: progress.update,
    });
  } catch (error) {
    progress.end();
    if (error instanceof ComponentFailure) {
      const { failureNotice } = await import('./build-notes.ts');
      terminal.err.write(
        `${failureNotice(error, content)}\nNothing was built. To see the place: ${commandLines(terminal, content)('dev')}\n`,
      );
      return 1;
    }
    throw cannotWrite(flags.out ?? 'dist', error);
  }
  progress.end();

  if (result.status === 'unchanged') terminal.err.write('Nothing has changed since the last build.\n');
  else if (result.status === 'invalid') {
    const { errorsNotice } = await import('./build-notes.ts');
    terminal.err.write(errorsNotice(files, result.checked, content, terminal));
    return 1;
  } else {
    const { buildNotes } = await import('./build-notes.ts');
    terminal.err.write(buildNotes(result.checked, content, terminal, flags));
    const seconds = ((terminal.now() - began) / 1000).toFixed(1);
    const kept = result.kept > 0 ? `; ${result.kept} had not changed` : '';
    terminal.err.write(`Wrote ${count(result.rendered, 'page')} to ${flags.out ?? 'dist'} in ${seconds} s${kept}.\n`);
  }
  if (flags.timings)
    terminal.err.write(
      timingsTable(result.timings, { before: began, total: terminal.now(), peakMemory: terminal.peakMemory() }),
    );
  return 0;
}
