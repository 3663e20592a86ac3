import { byCodeUnit } from '../text/order.ts';

/** How much a problem weighs: an `error` stops the build, a `warning` and an `info` do not. */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a text. Lines and columns count from 1; columns count UTF-16 code units; a BOM is no column, a tab is one. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** A stretch of one file. `end` is exclusive; `start` equals `end` for a mere place. */
export interface Span {
  /** Relative to the content folder, `/` on every system. */
  readonly file: string;
  readonly start: Point;
  readonly end: Point;
}

/** A second place a reader needs to see, with a few words on why. */
export interface Related extends Span {
  readonly message: string;
}

/** A replacement of one stretch of the diagnostic's own file that cannot change its meaning (`lectern validate --fix`). */
export interface Edit {
  readonly start: Point;
  readonly end: Point;
  readonly text: string;
}

/**
 * One problem, as plain data: wording of the frame, colour and format are the reporters' business.
 *
 * - `message` is lower case, without a full stop, code in backticks: “unexpected X, expected Y”.
 * - `why` says what would go wrong for a person; `fix` is the way out in words.
 * - `edit` is only there where applying it is safe without asking.
 */
export interface Diagnostic extends Span {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly edit?: Edit;
  readonly related?: readonly Related[];
  /** What to run or open to read more; filled in by `lectern` for every code that has a page. */
  readonly docs?: string;
}

const bySeverity: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Orders diagnostics by file, position, then code, so that output never depends on the order checks ran in. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    byCodeUnit(a.file, b.file) ||
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    byCodeUnit(a.code, b.code) ||
    bySeverity[a.severity] - bySeverity[b.severity] ||
    byCodeUnit(a.message, b.message)
  );
}

/** Whether one stretch lies in another of the same file. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(a: Point, b: Point): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
