import type { Point } from '../diagnostic.ts';
import type { Report } from '../report.ts';

/** Options of reporters. Reporters are pure: the same arguments give the same text. */
export interface ReporterOptions {
  /** The content folder as the user typed it, which prefixes every file. */
  readonly folder: string;
  /** Every file that was checked, relative to the content folder, sorted. */
  readonly files: readonly string[];
  /** Text of a file, to show and to fingerprint lines with problems. */
  readonly textOf: (file: string) => string | undefined;
  /** The page of a code, as `lectern explain` shows it. */
  readonly pageOf: (code: string) => string | undefined;
  /** Lectern's own version. */
  readonly toolVersion: string;
  /** A command (`validate --fix`) as it is typed in this installation, for this course. */
  readonly commandLine: (words: string) => string;
  /** Whether to use escape sequences for colour. */
  readonly colour: boolean;
  /** The URL of a position, if the output supports hyperlinks. */
  readonly linkTo?: (file: string, at: Point) => string;
  /** Maximum line width in columns. */
  readonly width: number;
}

/** Renders a report in one format; the text ends with a line break, or is empty. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

/** A file path as the user would type it. */
export function shownPath(file: string, folder: string): string {
  const prefix = folder.replace(/[\\/]+$/, '');
  return prefix === '' || prefix === '.' ? file : `${prefix.replaceAll('\\', '/')}/${file}`;
}
