import { Parser, type Document } from 'yaml';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { limits } from './limits.ts';
import type { SourceText } from './text.ts';
import { readSubset } from './yaml-subset/read-subset.ts';
import { firstTokenProblem, syntaxProblems, tooLarge } from './yaml-syntax.ts';
import { Anchors } from './yaml-anchors.ts';
import { compose } from './yaml-compose.ts';
import { treeOf } from './yaml-document.ts';
import { entriesOf } from './yaml-entries.ts';
import { YamlPlaces, type YamlNode, type YamlPath } from './yaml-tree.ts';
import { plainValue } from './yaml-values.ts';

export type { YamlPath } from './yaml-tree.ts';

/** A YAML document: its plain value, and the positions of all values and keys. */
export interface YamlSource {
  /** Relative to the content folder. */
  readonly file: string;
  /** The text as read, with original line breaks, without BOM. */
  readonly text: string;
  /**
   * Plain data: objects without prototype surprises, arrays, strings, numbers, booleans, null; `unreadable` for
   * rejected aliases.
   */
  readonly value: unknown;
  /** The value at `path`; for a missing key, the first key of the nearest mapping that exists. */
  spanOf(path: YamlPath): Span;
  /** The key itself (`objective` in `objective: x`); like `spanOf` if there is none. */
  keySpanOf(path: YamlPath): Span;
  /** A plain (unquoted) scalar as written, `1.0` or `true`; undefined for anything else. */
  writtenAt(path: YamlPath): string | undefined;
}

type Place = (start: number, end: number) => Span;

export type YamlResult = { readonly source: YamlSource | undefined; readonly diagnostics: readonly Diagnostic[] };

/** The part of a file that is YAML: front matter is a range of its lesson. */
export interface YamlRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads one YAML 1.2 document (core schema) with positions. Never throws.
 *
 * The following are errors: invalid syntax, a second document, tags outside the core schema, `<<`, directives,
 * duplicate keys, `__proto__`, aliases that are unknown, circular or expand to too much, and depth beyond the limit.
 * After a syntax error there is no `source`; after any other the offending key is left out.
 */
export function parseYaml(text: SourceText, range = whole(text)): YamlResult {
  const { yaml, place, large } = stretchOf(text, range);
  const sound = large === undefined ? readSubset(yaml) : undefined;
  return sound === undefined
    ? parseAllYaml(text, range)
    : { source: located(text, sound.value, () => readSubset(yaml)?.node ?? null, place), diagnostics: [] };
}

/**
 * Restores a document from its cached value: it is parsed again only when a position is requested. `range` as for
 * `parseYaml`, evaluated lazily.
 */
export function yamlOfValue(text: SourceText, value: unknown, range: () => YamlRange = () => whole(text)): YamlSource {
  let stretch: ReturnType<typeof stretchOf> | undefined;
  const known = (): ReturnType<typeof stretchOf> => (stretch ??= stretchOf(text, range()));
  return located(
    text,
    value,
    () => readSubset(known().yaml)?.node ?? treeAnew(known().yaml),
    (from, to) => known().place(from, to),
  );
}

/** Like `parseYaml`, but always with the full parser, which is authoritative and reports errors. */
export function parseAllYaml(text: SourceText, range = whole(text)): YamlResult {
  const { yaml, place, large } = stretchOf(text, range);
  if (large !== undefined) return { source: undefined, diagnostics: [large] };
  const { document, broken } = readDocument(yaml, place);
  if (document === undefined)
    return {
      source: undefined,
      diagnostics: broken.length === 1 ? withLaterOnes(broken[0], yaml, text, range) : broken,
    };

  const anchors = new Anchors(document);
  const { value, diagnostics } = plainValue(document, anchors, yaml, place, isSoundWith(yaml));
  return { source: located(text, value, () => treeAnew(yaml), place), diagnostics };
}

function whole({ text }: SourceText): YamlRange {
  return { start: 0, end: text.length };
}

/** The YAML text, conversion of its offsets to positions in the file, and a diagnostic if it is too large. */
function stretchOf(
  text: SourceText,
  { start, end }: YamlRange,
): { readonly yaml: string; readonly place: Place; readonly large: Diagnostic | undefined } {
  const place: Place = (from, to) => text.span(start + from, start + to);
  // A lone CR ends a line, but the parser only supports LF and CRLF. The replacement has the same length, so offsets do
  // not change.
  const yaml = text.text.slice(start, end).replace(/\r(?!\n)/g, '\n');
  return { yaml, place, large: tooLarge(yaml, place) };
}

/**
 * A document's value with lazy positions. Positions of few documents are needed, and a tree of nodes takes many times
 * the memory of its text, so the tree is rebuilt (`tree`) when the first position is requested.
 */
function located(text: SourceText, value: unknown, tree: () => YamlNode | null, place: Place): YamlSource {
  let known: YamlPlaces | undefined;
  const places = (): YamlPlaces => (known ??= new YamlPlaces(tree(), place));
  return {
    file: text.file,
    text: text.text,
    value,
    spanOf: (path) => places().spanOf(path),
    keySpanOf: (path) => places().keySpanOf(path),
    writtenAt: (path) => places().writtenAt(path),
  };
}

/** Rebuilds the tree of a document without syntax errors. */
function treeAnew(yaml: string): YamlNode | null {
  const document = compose([...new Parser().parse(yaml)], yaml.length);
  return treeOf(document, new Anchors(document), yaml);
}

/** Whether a fixed document is valid up to the end of the fixed line; later errors are reported separately. */
function isSoundWith(yaml: string): (fixed: string) => boolean {
  return (fixed) => {
    const differs = firstDifference(yaml, fixed);
    const lineEnd = fixed.indexOf('\n', differs);
    const tokens = [...new Parser().parse(fixed)];
    const errors = compose(tokens, fixed.length).errors;
    return errors.every(({ pos }) => lineEnd >= 0 && pos[0] > lineEnd);
  };
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

/** The document, or its syntax errors. */
function readDocument(
  yaml: string,
  place: Place,
): { readonly document: Document.Parsed | undefined; readonly broken: readonly Diagnostic[] } {
  const tokens = [...new Parser().parse(yaml)];
  const early = firstTokenProblem(tokens, place);
  if (early !== undefined) return { document: undefined, broken: [early] };
  const document = compose(tokens, yaml.length);
  const broken = syntaxProblems(document, tokens, yaml, place, isSoundWith(yaml));
  return { document: broken.length > 0 ? undefined : document, broken };
}

/**
 * The parser stops at the first error, which may be detected far from its cause; so the entries of a list are parsed
 * again separately. Errors of individual entries are reported; the original error is kept unless it is a consequence of
 * an earlier entry's.
 */
function withLaterOnes(
  first: Diagnostic | undefined,
  yaml: string,
  text: SourceText,
  range: YamlRange,
): readonly Diagnostic[] {
  if (first === undefined || !alone.has(first.code)) return first === undefined ? [] : [first];
  const at = text.offsetAt(first.start) - range.start;
  const found = entriesOf(yaml, limits.yamlEntries).flatMap(({ start, end }) => {
    const place: Place = (from, to) => text.span(range.start + start + from, range.start + start + to);
    const [broken] = readDocument(yaml.slice(start, end), place).broken;
    return broken === undefined || !alone.has(broken.code) ? [] : [{ broken, start, end }];
  });
  const others = found.filter(({ start, end }) => at < start || at >= end).map(({ broken }) => broken);
  const isConsequence = found.some(({ end }) => end <= at) && others.length === found.length;
  return isConsequence ? others : [first, ...others];
}

/** Errors that concern one line or text, as opposed to the whole document (depth, a second document). */
const alone: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'yaml-unquoted',
  'yaml-indent',
  'yaml-tab',
  'yaml-unclosed',
  'yaml-tag',
]);
