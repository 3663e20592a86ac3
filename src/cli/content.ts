import { statSync } from 'node:fs';
import path from 'node:path';
import type { LoadedCourse } from '../course/load.ts';
import type { Course } from '../course/model.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { makeReport, type Report } from '../diagnostics/report.ts';
import type { CourseFiles } from '../source/files.ts';
import { decodeText } from '../source/text.ts';
import { commandLines, withCommands } from './command-line.ts';
import { codesWithPages } from './pages.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** A content folder: as typed, for messages, and as an absolute path. */
export interface ContentFolder {
  readonly typed: string;
  readonly full: string;
  /** Whether it is the default folder. */
  readonly isDefault: boolean;
}

/** The result of checking a content folder. */
export interface CheckedContent {
  readonly report: Report;
  /** The valid part of the course; build it only if `report` has no errors. */
  readonly course: Course | undefined;
  /** Every file in the folder, relative to it, sorted. */
  readonly files: readonly string[];
  readonly textOf: (file: string) => string | undefined;
}

/**
 * The content folder; `content` by default.
 *
 * @throws {Refusal} if the folder does not exist.
 */
export function contentFolder(typed: string | undefined, terminal: Terminal): ContentFolder {
  const folder = namedFolder(typed, terminal);
  const stat = statSync(folder.full, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return folder;
  const advice = typed === undefined ? 'Name the folder that holds course.yaml' : 'Check the path';
  throw new Refusal(
    stat === undefined
      ? `There is no folder \`${folder.typed}\` in ${terminal.cwd}.`
      : `\`${folder.typed}\` is a file, and a content folder is expected.`,
    `${advice}, for example: ${commandLines(terminal)('validate ../my-course/content')}`,
  );
}

/** The content folder, whether or not it exists. */
export function namedFolder(typed: string | undefined, terminal: Terminal): ContentFolder {
  const full = path.resolve(terminal.cwd, typed ?? 'content');
  return { typed: typed ?? 'content', full, isDefault: full === path.resolve(terminal.cwd, 'content') };
}

/** Sorts and counts diagnostics, each with a link to its page. */
export function checkedContent(
  files: CourseFiles,
  { course, diagnostics, modules, questions }: LoadedCourse,
  content: ContentFolder,
  terminal: Terminal,
): CheckedContent {
  return {
    report: makeReport(documented(diagnostics, content, terminal), { modules, questions }),
    course,
    files: files.list().flatMap(({ kind, path }) => (kind === 'file' ? [path] : [])),
    textOf: (file) => decodeText(file, files.read(file)).source?.text,
  };
}

/** Diagnostics with commands as they are typed in this installation, each with a link to its page. */
export function documented(
  diagnostics: readonly Diagnostic[],
  content: ContentFolder,
  terminal: Terminal,
): readonly Diagnostic[] {
  const commandLine = commandLines(terminal, content);
  const pages = new Set(codesWithPages());
  return withCommands(diagnostics, commandLine).map((diagnostic) =>
    diagnostic.docs === undefined && pages.has(diagnostic.code)
      ? { ...diagnostic, docs: commandLine(`explain ${diagnostic.code}`) }
      : diagnostic,
  );
}
