import { byCodeUnit } from '../text/order.ts';

/** An `error` fails the build, a `warning` or an `info` does not. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * A position in a text. Lines and columns are 1-based; columns count UTF-16 code units; a BOM does not count, a tab
 * counts as one.
 */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** A range in one file. `end` is exclusive; `start` equals `end` for a single position. */
export interface Span {
  /** Relative to the content folder, `/` on every system. */
  readonly file: string;
  readonly start: Point;
  readonly end: Point;
}

/** A related position, with a short explanation. */
export interface Related extends Span {
  readonly message: string;
}

/** A replacement of a range in the diagnostic's own file that cannot change its meaning (`lectern validate --fix`). */
export interface Edit {
  readonly start: Point;
  readonly end: Point;
  readonly text: string;
}

/**
 * A problem as plain data. Reporters are responsible for layout, colour and format.
 *
 * - `message` is lower case, without a full stop, code in backticks: “unexpected X, expected Y”.
 * - `why` says what would go wrong for people; `fix` says how to fix it.
 * - `edit` is present only if it is safe to apply automatically.
 */
export interface Diagnostic extends Span {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly edit?: Edit;
  readonly related?: readonly Related[];
  /** The command or URL to read more; set by `lectern` for every code with a page. */
  readonly docs?: string;
}

const bySeverity: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Orders diagnostics by file, position, then code, so that output does not depend on the order of checks. */
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

/** Whether one range contains another in the same file. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(a: Point, b: Point): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
