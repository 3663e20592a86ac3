import type { Point } from '../diagnostic.ts';
import type { Report } from '../report.ts';

/** What a reporter may need besides the report. Reporters are pure: the same arguments give the same text. */
export interface ReporterOptions {
  /** The content folder as the reader typed it, put before every file. */
  readonly folder: string;
  /** Every file that was checked, relative to the content folder, sorted. */
  readonly files: readonly string[];
  /** Text of a file, to show and to fingerprint the line a problem is on. */
  readonly textOf: (file: string) => string | undefined;
  /** What a code stands for: the page `lectern explain` shows. */
  readonly pageOf: (code: string) => string | undefined;
  /** Lectern's own version. */
  readonly toolVersion: string;
  /** A command (`validate --fix`) as the reader types it here, for this course. */
  readonly commandLine: (words: string) => string;
  /** Escape sequences for colour. */
  readonly colour: boolean;
  /** Address of a place, where the output can hold hyperlinks. */
  readonly linkTo?: (file: string, at: Point) => string;
  /** Columns a line may take. */
  readonly width: number;
}

/** Shows a report in one format; the text ends with a line break, or is empty. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

/** A file as the reader would type it. */
export function shownPath(file: string, folder: string): string {
  const prefix = folder.replace(/[\\/]+$/, '');
  return prefix === '' || prefix === '.' ? file : `${prefix.replaceAll('\\', '/')}/${file}`;
}
