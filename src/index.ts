/**
 * The public API. Everything that is exported here, and nothing else, stays as it is until a major version changes it:
 * `docs/api.md` explains it, and `tests/fixtures/package/` uses it as other programs do.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CourseData } from '../schemas/course.ts';
import type { LessonData } from '../schemas/lesson.ts';
import type { QuizData } from '../schemas/quiz.ts';
import { siteBase } from './cli/base.ts';
import { buildCourse } from './cli/build-course.ts';
import { makeChecker } from './cli/checker.ts';
import { reportedFiles, textOfReport } from './cli/report-text.ts';
import type { Report } from './diagnostics/report.ts';
import type { Format } from './diagnostics/reporters/index.ts';
import { loadCourse as load } from './lesson/load.ts';
import type { LoadedCourse as Loaded } from './course/load.ts';
import { diskFiles } from './source/disk.ts';
import type { CourseFiles } from './source/files.ts';

export { defineConfig, type LecternConfig } from './config.ts';
export { memoryFiles, type MemoryContent } from './source/memory.ts';
export type { Diagnostic, Edit, Point, Related, Severity, Span } from './diagnostics/diagnostic.ts';
export type { Report, Summary } from './diagnostics/report.ts';
export type { Format } from './diagnostics/reporters/index.ts';
export type { CourseFiles, FileEntry, ReadFailure } from './source/files.ts';
export type { CourseData, LessonData, QuizData };

/** A content folder: its path, or files from elsewhere, such as `memoryFiles({ … })`. */
export type Content = string | CourseFiles;

/** A course in which every reference resolves and every default is filled in. */
export interface Course {
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  readonly categories: readonly Category[];
  /** All modules in reading order, drafts included. */
  readonly modules: readonly Module[];
  /** All that `course.yaml` says. */
  readonly data: CourseData;
}

export interface Category {
  readonly id: string;
  readonly title: string;
  /** In reading order. */
  readonly modules: readonly Module[];
}

export interface Module {
  /** The name of its folder, part of its address. */
  readonly slug: string;
  readonly category: { readonly id: string; readonly title: string };
  readonly draft: boolean;
  readonly lesson: Lesson;
  readonly quiz: { readonly file: string; readonly data: QuizData } | undefined;
  /** What its lesson and quiz show or link to, relative to the content folder, sorted. */
  readonly files: readonly string[];
}

export interface Lesson {
  /** Relative to the content folder. */
  readonly file: string;
  readonly format: 'md' | 'mdx';
  /** Its front matter. */
  readonly data: LessonData;
  /** Every heading in the order of reading. */
  readonly outline: readonly { readonly id: string; readonly text: string; readonly depth: number }[];
}

/** A course as it was read. */
export interface LoadedCourse {
  /** The modules without errors; undefined if `course.yaml` cannot be read. */
  readonly course: Course | undefined;
  /** Every problem of the format, and how much was read. */
  readonly report: Report;
}

/** A course that was checked; `formatReport` shows the result. */
export interface CheckedCourse extends LoadedCourse {
  /** Every problem: of the format, of proofs, and what the rules found. */
  readonly report: Report;
  /** Every file, relative to the content folder, sorted. */
  readonly files: readonly string[];
  /** The text of a file; undefined if it has none. */
  textOf(file: string): string | undefined;
}

/**
 * Reads a course and checks its format. Runs nothing of it, never throws, and reads nothing outside of its folder.
 *
 * @throws an Error if `content` is the path of a folder that does not exist.
 */
export function loadCourse(content: Content): LoadedCourse {
  const files = filesOf(content);
  const { course, ...found } = load(files);
  return { course, report: reportedFiles(files, found, commandLine).report };
}

/**
 * Reads a course and checks everything that `lectern validate` does. Runs nothing of it.
 *
 * @throws an Error if `content` is the path of a folder that does not exist.
 */
export function checkCourse(content: Content): CheckedCourse {
  const files = filesOf(content);
  return checked(files, makeChecker()(files));
}

export interface BuildOptions {
  /** The folder that the site is written to. Files in it that no build has written are left alone. */
  readonly out: string;
  /** The path under which the site will be published, such as `/courses/`. The default is that of the course's `url`, else `/`. */
  readonly base?: string;
  /** Whether drafts are built, too, for a preview. */
  readonly drafts?: boolean;
  /** A folder for what speeds up the next build. Without one, everything is made anew. */
  readonly cache?: string;
}

export interface BuildResult extends CheckedCourse {
  /** `invalid`: the course has errors, which `report` lists, and nothing was written. */
  readonly status: 'built' | 'unchanged' | 'invalid';
}

/**
 * Checks a course and builds its site, the same as `lectern build` does. Runs the expressions and components of MDX
 * lessons. Several builds may run in one process, at the same time, too.
 *
 * @throws an Error if a folder does not exist or cannot be written, if `base` contradicts the course's `url`, and if a
 *   component fails.
 */
export async function build(
  content: Content,
  { out, base, drafts = false, cache }: BuildOptions,
): Promise<BuildResult> {
  const files = filesOf(content);
  const folder = path.resolve(out);
  const result = await buildCourse({
    // Files from elsewhere have no folder, and so no components beside them.
    content: typeof content === 'string' ? path.resolve(content) : path.join(folder, 'content'),
    files,
    out: folder,
    base: siteBase(base, files),
    drafts,
    cache: cache === undefined ? undefined : path.resolve(cache),
  });
  return {
    ...checked(files, result.status === 'unchanged' ? makeChecker()(files) : result.checked),
    status: result.status,
  };
}

export interface FormatOptions {
  /** As in `lectern validate --format`; the default is `text`. */
  readonly format?: Format;
  /** Stands before the name of every file. */
  readonly folder?: string;
  /** Whether to use escape sequences for colour. */
  readonly colour?: boolean;
  /** The maximum width of a line of text; the default is 100. */
  readonly width?: number;
}

/** The report about a checked course as a text, in one of the formats of `lectern validate`. */
export function formatReport(
  { report, files, textOf }: CheckedCourse,
  { format = 'text', folder = 'content', colour = false, width = 100 }: FormatOptions = {},
): string {
  return textOfReport({ report, files, textOf }, format, { folder, colour, width, commandLine });
}

function filesOf(content: Content): CourseFiles {
  if (typeof content !== 'string') return content;
  if (!existsSync(content)) throw new Error(`There is no folder \`${content}\`.`);
  return diskFiles(path.resolve(content));
}

function checked(files: CourseFiles, { course, ...found }: Loaded): CheckedCourse {
  return { course, ...reportedFiles(files, found, commandLine) };
}

const commandLine = (words: string): string => `npx lectern ${words}`;
