import { statSync } from 'node:fs';
import path from 'node:path';
import type { LoadedCourse } from '../course/load.ts';
import type { Course } from '../course/model.ts';
import type { CourseFiles } from '../source/files.ts';
import { commandLines } from './command-line.ts';
import { reportedFiles, type ReportedFiles } from './report-text.ts';
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
export interface CheckedContent extends ReportedFiles {
  /** The valid part of the course; build it only if `report` has no errors. */
  readonly course: Course | undefined;
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
    ...reportedFiles(files, { diagnostics, modules, questions }, commandLines(terminal, content)),
    course,
  };
}
