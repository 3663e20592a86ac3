import type { Diagnostic, Point } from '../diagnostics/diagnostic.ts';
import { reporters, type Format } from '../diagnostics/reporters/index.ts';
import { makeReport, type Report } from '../diagnostics/report.ts';
import type { CourseFiles } from '../source/files.ts';
import { decodeText } from '../source/text.ts';
import { pageWithCommands, withCommands, type CommandLine } from './command-line.ts';
import { version } from './package.ts';
import { codesWithPages, pageOf } from './pages.ts';

/** A report, and the files that it is about. */
export interface ReportedFiles {
  readonly report: Report;
  /** Every file that was checked, relative to the content folder, sorted. */
  readonly files: readonly string[];
  readonly textOf: (file: string) => string | undefined;
}

export interface ReportStyle {
  /** Stands before the name of every file. */
  readonly folder: string;
  readonly colour: boolean;
  readonly width: number;
  readonly commandLine: CommandLine;
  readonly linkTo?: (file: string, at: Point) => string;
}

/** Diagnostics with commands as they are typed in this installation, each with a link to its page. */
export function documented(diagnostics: readonly Diagnostic[], commandLine: CommandLine): readonly Diagnostic[] {
  const pages = new Set(codesWithPages());
  return withCommands(diagnostics, commandLine).map((diagnostic) =>
    diagnostic.docs === undefined && pages.has(diagnostic.code)
      ? { ...diagnostic, docs: commandLine(`explain ${diagnostic.code}`) }
      : diagnostic,
  );
}

/** Sorts and counts what was found, and documents it. */
export function reportedFiles(
  files: CourseFiles,
  found: { readonly diagnostics: readonly Diagnostic[]; readonly modules: number; readonly questions: number },
  commandLine: CommandLine,
): ReportedFiles {
  return {
    report: makeReport(documented(found.diagnostics, commandLine), found),
    files: files.list().flatMap(({ kind, path }) => (kind === 'file' ? [path] : [])),
    textOf: (file) => decodeText(file, files.read(file)).source?.text,
  };
}

/** A report in one of the formats of `lectern validate`. */
export function textOfReport({ report, files, textOf }: ReportedFiles, format: Format, style: ReportStyle): string {
  return reporters[format](report, {
    ...style,
    files,
    textOf,
    pageOf: (code) => {
      const page = pageOf(code);
      return page === undefined ? undefined : pageWithCommands(page, style.commandLine);
    },
    toolVersion: version(),
  });
}
