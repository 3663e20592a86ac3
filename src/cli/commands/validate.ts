import path from 'node:path';
import { reporters, type Format } from '../../diagnostics/reporters/index.ts';
import { shownPath } from '../../diagnostics/reporters/reporter.ts';
import type { Report } from '../../diagnostics/report.ts';
import { diskFiles } from '../../source/disk.ts';
import type { CourseFiles } from '../../source/files.ts';
import { cacheFlags, openCourseCache } from '../cache-folder.ts';
import { makeChecker } from '../checker.ts';
import { reviewersChecklist } from '../checklist.ts';
import { commandLines } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { checkedContent, contentFolder, type CheckedContent, type ContentFolder } from '../content.ts';
import { fixFiles, type FixedFile } from '../fix-files.ts';
import { Refusal } from '../refusal.ts';
import { kindOf, showReport } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';
import { watchContent } from '../watch.ts';
import { replaceFile } from '../write-file.ts';
import { count, plural } from '../../text/count.ts';

const formats = Object.keys(reporters) as readonly Format[];

export const validate = defineCommand({
  name: 'validate',
  summary: 'Find what is wrong in a course: all of it, exactly where, why it matters and the way out',
  details: 'Reads every file of the content folder and runs nothing of it.',
  operand: { name: 'DIR', required: false, summary: 'the content folder, with course.yaml in it (default: content)' },
  flags: {
    format: { type: 'choice', choices: formats, summary: 'how to show it (default: text)' },
    fix: { type: 'boolean', summary: 'fix what can be fixed without changing its meaning' },
    'dry-run': { type: 'boolean', summary: 'with --fix: print what would change as a unified diff, and write nothing' },
    watch: { type: 'boolean', summary: 'check again whenever a file changes' },
    'max-warnings': { type: 'count', value: 'N', summary: 'end with status 1 when there are more than N warnings' },
    ...cacheFlags,
    checklist: { type: 'boolean', summary: 'close with what only a person can judge' },
  },
  examples: [
    ['validate', 'check content/'],
    ['validate ../my-course/content --format json', 'a course that lies elsewhere, for a program'],
    ['validate --fix --dry-run', 'see what would be fixed'],
  ],
  async run({ operand, flags }, terminal) {
    const folder = contentFolder(operand, terminal);
    const format = flags.format ?? 'text';
    if (flags['dry-run'] && !flags.fix)
      throw new Refusal(
        '`--dry-run` only says something together with `--fix`.',
        `Run: ${commandLines(terminal, folder)('validate --fix --dry-run')}`,
      );
    if (flags.checklist && format !== 'text')
      throw new Refusal(
        '`--checklist` is for people, so it goes with `--format text` only.',
        'Leave one of the two out.',
      );
    if (flags.watch && flags.fix)
      throw new Refusal(
        '`--watch` and `--fix` do not go together: an editor and a repair would write the same file.',
        'Run one after the other.',
      );

    const cached = openCourseCache(flags, folder, terminal);
    const checker = makeChecker(cached?.before);
    if (flags.watch) return watchContent(folder, format, checker, terminal);
    const files = diskFiles(folder.full);
    const check = (current: CourseFiles): CheckedContent => checkedContent(current, checker(current), folder, terminal);
    let checked = check(files);
    cached?.save();
    if (flags.fix) {
      const result = fixFiles(files, check);
      if (flags['dry-run']) {
        const { nameInDiff, unifiedDiff } = await import('../unified-diff.ts');
        for (const { file, before, after } of result.files)
          terminal.out.write(
            unifiedDiff(nameInDiff(path.join(folder.full, file), terminal.cwd), before, after),
            'quote',
          );
        terminal.err.write(`${describeFixes(result.files, folder, 'would fix')}\n`);
        return statusOf(checked.report, flags['max-warnings'], terminal);
      }
      for (const { file, after } of result.files) replaceFile(path.join(folder.full, file), after, folder.full);
      terminal.err.write(`${describeFixes(result.files, folder, 'fixed')}\n\n`);
      checked = result.after;
    }
    return finish(checked, folder, format, flags, terminal);
  },
});

function finish(
  checked: CheckedContent,
  folder: ContentFolder,
  format: Format,
  flags: { readonly checklist: boolean; readonly 'max-warnings': number | undefined },
  terminal: Terminal,
): ExitStatus {
  terminal.out.write(showReport(checked, folder, format, terminal.out, terminal), kindOf(format));
  if (flags.checklist) terminal.out.write(`\n${reviewersChecklist}`);
  return statusOf(checked.report, flags['max-warnings'], terminal);
}

function statusOf({ summary }: Report, maxWarnings: number | undefined, terminal: Terminal): ExitStatus {
  if (maxWarnings !== undefined && summary.warnings > maxWarnings) {
    terminal.err.write(
      `${count(summary.warnings, 'warning')}, and at most ${maxWarnings} ${plural(maxWarnings, 'is', 'are')} allowed here (--max-warnings ${maxWarnings}).\n`,
    );
    return 1;
  }
  return summary.errors > 0 ? 1 : 0;
}

/** One line per fix, or one that says there were none. */
function describeFixes(files: readonly FixedFile[], folder: ContentFolder, verb: string): string {
  const lines = files.flatMap(({ file, applied }) =>
    applied.map(
      ({ start, code, message }) =>
        `${verb} ${shownPath(file, folder.typed)}:${start.line}:${start.column}${code === undefined ? '' : ` [${code}]`} ${message}`,
    ),
  );
  return lines.length === 0 ? 'Nothing to fix.' : lines.join('\n');
}
