import type { Diagnostic, Edit, Related, Span } from '../diagnostics/diagnostic.ts';
import { named } from '../text/lists.ts';
import { loaderCodes, type LoaderCode } from '../diagnostics/codes.ts';
import type { Fact } from './facts.ts';

/** A report while the course is read: it may turn out to follow from another one. */
export interface Report extends Diagnostic, Bearing {}

/** How a report bears on others. */
export interface Bearing {
  /** What nobody can tell until this is mended. */
  readonly unsettles?: readonly Fact[] | undefined;
  /** What has to be known for this to be true. */
  readonly assumes?: readonly Fact[] | undefined;
}

/** The words of one report; `edit` only where applying it is safe without asking. */
export interface Words extends Bearing {
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly edit?: Edit | undefined;
  readonly related?: readonly Related[];
}

/** A diagnostic of the loader: its weight comes from the list of codes. */
export function problem(code: LoaderCode, { file, start, end }: Span, { edit, ...words }: Words): Report {
  return { file, start, end, code, severity: loaderCodes[code], ...words, ...(edit === undefined ? {} : { edit }) };
}

/** An edit that writes `text` in place of `span`. */
export function replacing({ start, end }: Span, text: string): Edit {
  return { start, end, text };
}

/** The file itself: where there is no better place. */
export function startOf(file: string): Span {
  const start = { line: 1, column: 1 };
  return { file, start, end: start };
}

/** “, expected `x`” for one candidate, else the few that exist. */
export function orOneOf(meant: string | undefined, known: readonly string[]): string {
  if (meant !== undefined) return `, expected \`${meant}\``;
  return known.length === 0 || known.length > 8 ? '' : `, expected one of ${named(known)}`;
}
