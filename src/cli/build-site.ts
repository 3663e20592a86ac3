import path from 'node:path';
import type { BuildResult } from '../build/build.ts';
import type { LoadedCourse } from '../course/load.ts';
import { counted } from '../diagnostics/reporters/reporter.ts';
import { makeReport } from '../diagnostics/report.ts';
import { diskFiles } from '../source/disk.ts';
import { makeChecker } from './checker.ts';
import type { ExitStatus } from './command.ts';
import { checkedContent, contentFolder, type ContentFolder } from './content.ts';
import { outFolder } from './out-folder.ts';
import { lecternRoot } from './package.ts';
import { basePath } from './port.ts';
import { showReport } from './show-report.ts';
import type { Terminal } from './terminal.ts';
import { cannotWrite } from './write-file.ts';

export interface SiteFlags {
  readonly content: string | undefined;
  readonly out: string | undefined;
  readonly base: string | undefined;
  readonly timings: boolean;
}

/** Checks a course and builds its site; what is wrong with it, or what was written, is said on standard error. */
export async function buildSite(flags: SiteFlags, terminal: Terminal): Promise<ExitStatus> {
  const content = contentFolder(flags.content, terminal);
  const out = outFolder(flags.out, content, terminal);
  const files = diskFiles(content.full);
  const [{ build }, { ComponentFailure }] = await Promise.all([import('../build/build.ts'), import('../build/component-failure.ts')]);
  const began = performance.now();
  let result: BuildResult;
  try {
    result = await build({
      content: content.full,
      files,
      // Dictionaries take a while to load, and a build that finds nothing changed needs none.
      check: async (read) => (await makeChecker({ spelling: false }))(read),
      out,
      base: basePath(flags.base),
      cache: path.join(lecternRoot, '.lectern/cache'),
      ...(terminal.err.isTerminal ? { progress: (phase, done, total) => terminal.err.write(`\r\u001B[K${phase} ${done}/${total}`) } : {}),
    });
  } catch (error) {
    if (error instanceof ComponentFailure) {
      clearLine(terminal);
      const where = error.lesson === undefined ? 'A component of the course' : `${path.join(content.typed, error.lesson)}, or a component in it,`;
      terminal.err.write(`${where} could not be made into a page: ${error.message}\nNothing was built. To see the place: ${terminal.invocation} dev${content.typed === 'content' ? '' : ` --content ${content.typed}`}\n`);
      return 1;
    }
    throw cannotWrite(flags.out ?? 'dist', error);
  }
  clearLine(terminal);

  if (result.status === 'unchanged') terminal.err.write('Nothing has changed since the last build.\n');
  else if (result.status === 'invalid') {
    terminal.err.write(`${showReport(checkedContent(files, result.checked, terminal), content, 'text', terminal.err, terminal)}\nNothing was built: a course with errors would teach them.\n`);
    return 1;
  } else {
    terminal.err.write(notes(result.checked, content, terminal));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const kept = result.kept > 0 ? `; ${result.kept} had not changed` : '';
    terminal.err.write(`Wrote ${counted(result.rendered, 'page')} to ${flags.out ?? 'dist'} in ${seconds} s${kept}.\n`);
  }
  if (flags.timings) for (const [phase, milliseconds] of result.timings.phases) terminal.err.write(`${phase.padEnd(18)} ${milliseconds.toFixed(0).padStart(7)} ms\n`);
  return 0;
}

/** Warnings do not stop a build; one line says that there are some. */
function notes({ diagnostics, modules, questions }: LoadedCourse, { typed }: ContentFolder, terminal: Terminal): string {
  const { warnings, infos } = makeReport(diagnostics, { modules, questions }).summary;
  const found = [warnings > 0 ? counted(warnings, 'warning') : '', infos > 0 ? counted(infos, 'info') : ''].filter(Boolean).join(', ');
  return found === '' ? '' : `${found}; \`${terminal.invocation} validate${typed === 'content' ? '' : ` ${typed}`}\` shows them.\n`;
}

function clearLine({ err }: Terminal): void {
  if (err.isTerminal) err.write('\r\u001B[K');
}
