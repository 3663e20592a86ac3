/**
 * Checks hostile inputs as `lectern validate` does, and reports in every format: one for each name that comes as a
 * message; for an empty name, a course in which nothing is hostile. Answers with what there is to see, and how much
 * memory the process has taken at its largest so far.
 */
import { makeChecker } from '../../src/cli/checker.ts';
import { makeReport } from '../../src/diagnostics/report.ts';
import { reporters } from '../../src/diagnostics/reporters/index.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { decodeText } from '../../src/source/text.ts';
import { hostileInputs } from './hostile-inputs.ts';
import { validCourseFiles } from './sound.ts';

export interface Seen {
  readonly diagnostics: number;
  /** The first few, and the last. */
  readonly first: readonly Diagnostic[];
  readonly codes: readonly string[];
  readonly polluted: boolean;
  /** Characters of each format. */
  readonly shown: Readonly<Record<string, number>>;
  /** MiB of resident memory at its largest (`getrusage`). */
  readonly peak: number;
}

const check = makeChecker();

function judge(name: string): Seen {
  const input = name === '' ? { files: () => validCourseFiles() } : hostileInputs.find((one) => one.name === name);
  if (input === undefined) throw new Error(`there is no hostile input ${name}`);
  const files = memoryFiles(input.files());
  const checked = check(files);
  const report = makeReport(checked.diagnostics, checked);
  const options = {
    folder: 'content',
    files: files.list().flatMap(({ kind, path }) => (kind === 'file' ? [path] : [])),
    textOf: (file: string) => decodeText(file, files.read(file)).source?.text,
    pageOf: () => undefined,
    toolVersion: '1.0.0',
    commandLine: (words: string) => `lectern ${words}`,
    colour: true,
    width: 100,
  };
  const shown = Object.fromEntries(
    Object.entries(reporters).map(([format, show]) => [format, show(report, options).length]),
  );
  return {
    diagnostics: checked.diagnostics.length,
    first: checked.diagnostics.slice(0, 20),
    codes: [...new Set(checked.diagnostics.map(({ code }) => code))],
    polluted: (Object.prototype as Record<string, unknown>)['polluted'] !== undefined,
    shown,
    peak: process.resourceUsage().maxRSS / 1024,
  };
}

process.on('message', (name: string) => {
  // What the input before left behind is not this one's.
  globalThis.gc?.();
  process.send?.(judge(name));
});
process.once('disconnect', () => process.exit());
