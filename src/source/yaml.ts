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

/** One YAML document: its plain value, and where every value and key stands. */
export interface YamlSource {
  /** Relative to the content folder. */
  readonly file: string;
  /** The text as read, line breaks untouched, without BOM. */
  readonly text: string;
  /** Plain data: objects without prototype surprises, arrays, strings, numbers, booleans, null; `unreadable` where an alias was refused. */
  readonly value: unknown;
  /** The value at `path`; for a missing key, the first key of the nearest mapping that exists. */
  spanOf(path: YamlPath): Span;
  /** The key itself (`objective` in `objective: x`); as `spanOf` where there is none. */
  keySpanOf(path: YamlPath): Span;
  /** A plain (unquoted) scalar as it was written, `1.0` or `true`; undefined for anything else. */
  writtenAt(path: YamlPath): string | undefined;
}

type Place = (start: number, end: number) => Span;

export type YamlResult = { readonly source: YamlSource | undefined; readonly diagnostics: readonly Diagnostic[] };

/** Which part of a file is YAML: front matter is a stretch of its lesson. */
export interface YamlRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads one YAML 1.2 document (core schema) with positions. Never throws.
 *
 * What cannot be trusted is an error: syntax, a second document, tags outside the core schema, `<<`,
 * directives, duplicate keys, `__proto__`, aliases that are unknown, circular or expand to too much, and depth
 * beyond the limit. After a syntax error there is no `source`; after any other the offending key is left out.
 */
export function parseYaml(text: SourceText, range = whole(text)): YamlResult {
  const { yaml, place, large } = stretchOf(text, range);
  const sound = large === undefined ? readSubset(yaml) : undefined;
  return sound === undefined
    ? parseAllYaml(text, range)
    : { source: located(text, sound.value, () => readSubset(yaml)?.node ?? null, place), diagnostics: [] };
}

/**
 * A document that has been read before, from the value that it had then: nothing is read again until somebody asks for a
 * place. `range` as for `parseYaml`, asked for no earlier.
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

/** As `parseYaml`, by the parser of all of YAML alone: it has the last word, and says what is wrong. */
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

/** The YAML itself, its own offsets as places of the file, and what makes it too large to be read. */
function stretchOf(
  text: SourceText,
  { start, end }: YamlRange,
): { readonly yaml: string; readonly place: Place; readonly large: Diagnostic | undefined } {
  const place: Place = (from, to) => text.span(start + from, start + to);
  // A lone CR ends a line, but the parser only knows LF and CRLF. Same length, so no offset moves.
  const yaml = text.text.slice(start, end).replace(/\r(?!\n)/g, '\n');
  return { yaml, place, large: tooLarge(yaml, place) };
}

/**
 * A document's value, and its places for whoever asks. Few documents are ever asked, and a tree of nodes weighs many times
 * its text, so the tree is made anew (`tree`) when the first place is wanted.
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

/** The tree of a document that is known to have no syntax errors. */
function treeAnew(yaml: string): YamlNode | null {
  const document = compose([...new Parser().parse(yaml)], yaml.length);
  return treeOf(document, new Anchors(document), yaml);
}

/** Whether a document has nothing wrong up to the end of the line that was mended; what comes later has its own report. */
function isSoundWith(yaml: string): (mended: string) => boolean {
  return (mended) => {
    const differs = firstDifference(yaml, mended);
    const lineEnd = mended.indexOf('\n', differs);
    const tokens = [...new Parser().parse(mended)];
    const errors = compose(tokens, mended.length).errors;
    return errors.every(({ pos }) => lineEnd >= 0 && pos[0] > lineEnd);
  };
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

/** The document, or what makes it none. */
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
 * The parser's first mistake hides all that follow, and may itself be noticed far from its cause; so the entries of a
 * list are read again, each alone. An entry that has a mistake of its own speaks for itself; the parser's own report
 * counts unless it is the consequence of an earlier entry's.
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

/** Mistakes of one line or text; a document that is too deep or two documents is another matter. */
const alone: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'yaml-unquoted',
  'yaml-indent',
  'yaml-tab',
  'yaml-unclosed',
  'yaml-tag',
]);
