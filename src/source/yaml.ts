import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';

/** A path of keys and indexes into a YAML document, as zod reports it. */
export type YamlPath = readonly (string | number)[];

/** One YAML document: its plain value, and where every value and key stands. */
export interface YamlSource {
  /** Relative to the content folder. */
  readonly file: string;
  /** The text as read, line breaks untouched, without BOM. */
  readonly text: string;
  /** Plain data: objects without prototype surprises, arrays, strings, numbers, booleans, null. */
  readonly value: unknown;
  /** The value at `path`; for a missing key, the first key of the nearest mapping that exists. */
  spanOf(path: YamlPath): Span;
  /** The key itself (`objective` in `objective: x`); as `spanOf` where there is none. */
  keySpanOf(path: YamlPath): Span;
}

export type YamlResult = { readonly source: YamlSource | undefined; readonly diagnostics: readonly Diagnostic[] };
