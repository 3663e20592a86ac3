import type { Severity } from './diagnostic.ts';

/** A problem as an open page shows it to its author. */
export interface PageProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** `modules/dns/quiz.yaml:14:16`, as it is shown. */
  readonly place: string;
  /** The same with the full path of the file, for `/__open-in-editor`. */
  readonly open: string;
  /** The line of the file: before the problem, the problem, after it. */
  readonly line: readonly [before: string, marked: string, after: string];
  /** Whether the last save of a file brought it. */
  readonly isNew: boolean;
}

/** What is wrong with the course, for every open page. */
export interface ProblemReport {
  readonly problems: readonly PageProblem[];
  /** Where the course's pages are: `/` or `/some/path/`. */
  readonly base: string;
  /** What pages show: the course as it is, its last version without errors, or nothing because there was none yet. */
  readonly shown: 'current' | 'earlier' | 'nothing';
}
