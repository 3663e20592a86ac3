import type { Diagnostic, Edit, Related, Span } from '../diagnostics/diagnostic.ts';
import { named } from '../text/lists.ts';
import { loaderCodes, type LoaderCode } from '../diagnostics/codes.ts';
import type { Fact } from './facts.ts';

/** A diagnostic during loading, which may turn out to be a consequence of another one. */
export interface Report extends Diagnostic, Bearing {}

/** How a diagnostic relates to others. */
export interface Bearing {
  /** Facts that are unknown until this is fixed. */
  readonly unsettles?: readonly Fact[] | undefined;
  /** Facts that this depends on. */
  readonly assumes?: readonly Fact[] | undefined;
}

/** The texts of a diagnostic; `edit` only if it is safe to apply automatically. */
export interface Words extends Bearing {
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly edit?: Edit | undefined;
  readonly related?: readonly Related[];
}

/** Creates a diagnostic of the loader, with the severity of its code. */
export function problem(code: LoaderCode, { file, start, end }: Span, { edit, ...words }: Words): Report {
  return { file, start, end, code, severity: loaderCodes[code], ...words, ...(edit === undefined ? {} : { edit }) };
}

/** An edit that replaces `span` by `text`. */
export function replacing({ start, end }: Span, text: string): Edit {
  return { start, end, text };
}

/** The start of a file, for problems without a better position. */
export function startOf(file: string): Span {
  const start = { line: 1, column: 1 };
  return { file, start, end: start };
}

/** “, expected `x`” for a likely candidate, otherwise the known names. */
export function orOneOf(meant: string | undefined, known: readonly string[]): string {
  if (meant !== undefined) return `, expected \`${meant}\``;
  return known.length === 0 || known.length > 8 ? '' : `, expected one of ${named(known)}`;
}
