import { withoutBlanks } from '../yaml-tree.ts';
import {
  afterLine,
  afterSpaces,
  backslash,
  colon,
  dash,
  doubleQuote,
  hash,
  isFlowIndicator,
  isLineEnd,
  isWhite,
  singleQuote,
  space,
  tab,
} from './characters.ts';
import { unsure, type Read } from './unsure.ts';
import { coreValue, foldFlow, unescape } from './values.ts';

/**
 * Whether a plain scalar may start here (7.3.3): not an indicator, or a dash followed by text. Other indicators
 * followed by text are left to the parser.
 */
export function isPlainStart(yaml: string, at: number): boolean {
  const code = yaml.charCodeAt(at);
  return code === dash ? !isWhite(yaml, at + 1) && !isFlowIndicator(yaml, at + 1) : !neverFirst.has(code);
}

/** Indicators (5.3), white space, a byte order mark (5.2), the end. */
const neverFirst: ReadonlySet<number> = new Set([
  ...Array.from('?:,[]{}#&*!|>\'"%@` \t\r\n\ufeff', (character) => character.charCodeAt(0)),
  Number.NaN,
]);

/** A dash with white space after it (8.2.1). */
export function isEntry(yaml: string, at: number): boolean {
  return yaml.charCodeAt(at) === dash && isWhite(yaml, at + 1);
}

/**
 * The end of plain text on its line, without trailing white space: before a colon that makes it a key, or a comment.
 */
export function plainLineEnd(yaml: string, start: number): number {
  for (let at = start; ; at++) {
    const code = yaml.charCodeAt(at);
    if (code === tab) unsure();
    if (
      code === colon ? isWhite(yaml, at + 1) : code === hash ? yaml.charCodeAt(at - 1) === space : isLineEnd(yaml, at)
    )
      return withoutBlanks(yaml, start, at);
  }
}

/** A plain scalar in a block (7.3.3); further lines belong to it as long as they are indented beyond `column`. */
export function readPlain(yaml: string, start: number, column: number): Read {
  if (!isPlainStart(yaml, start)) unsure();
  let end = plainLineEnd(yaml, start);
  for (let next = continuation(yaml, end, column); next !== undefined; next = continuation(yaml, end, column))
    end = plainLineEnd(yaml, next);
  return plain(start, end, foldFlow(yaml.slice(start, end)));
}

/**
 * The continuation of plain text whose line ended at `end`: the next non-empty line, if it is indented beyond `column`.
 */
function continuation(yaml: string, end: number, column: number): number | undefined {
  let lineStart = end;
  let text = afterSpaces(yaml, end);
  while (isLineEnd(yaml, text) && text < yaml.length) {
    lineStart = afterLine(yaml, text);
    text = afterSpaces(yaml, lineStart);
  }
  const isComment = yaml.charCodeAt(text) === hash;
  if (lineStart === end || text >= yaml.length || text - lineStart <= column || isComment) return undefined;
  // A dash or a tab there is more likely a mistake than text.
  return isEntry(yaml, text) || yaml.charCodeAt(text) === tab ? unsure() : text;
}

/** A plain scalar inside brackets, on one line. */
export function readFlowPlain(yaml: string, start: number): Read {
  if (!isPlainStart(yaml, start)) unsure();
  for (let at = start; ; at++) {
    const code = yaml.charCodeAt(at);
    if (isFlowIndicator(yaml, at) || (code === colon && (isWhite(yaml, at + 1) || isFlowIndicator(yaml, at + 1)))) {
      const end = withoutBlanks(yaml, start, at);
      return plain(start, end, yaml.slice(start, end));
    }
    if (code === tab || isLineEnd(yaml, at) || (code === hash && yaml.charCodeAt(at - 1) === space)) unsure();
  }
}

function plain(start: number, end: number, written: string): Read {
  return { node: { kind: 'scalar', start, end, written }, value: coreValue(written) };
}

export function isQuote(yaml: string, at: number): boolean {
  const code = yaml.charCodeAt(at);
  return code === doubleQuote || code === singleQuote;
}

/**
 * A quoted scalar (7.3.1, 7.3.2). Further lines must be indented beyond `column`; without it only a single line is
 * allowed.
 */
export function readQuoted(yaml: string, start: number, column?: number): Read {
  const isDouble = yaml.charCodeAt(start) === doubleQuote;
  const end = quotedEnd(yaml, start);
  let text = yaml.slice(start + 1, end - 1);
  if (text.includes('\n')) {
    // Escaped line breaks (5.7) are left to the parser.
    if (column === undefined || !isRightOf(yaml, column, start, end) || (isDouble && /\\[ \t]*\r?\n/.test(text)))
      unsure();
    text = foldFlow(text);
  }
  const value = isDouble ? (unescape(text) ?? unsure()) : text.replaceAll("''", "'");
  return { node: { kind: 'scalar', start, end, written: undefined }, value };
}

/** The offset after the quote that closes the one at `start`. */
export function quotedEnd(yaml: string, start: number): number {
  const quote = yaml.charAt(start);
  for (let from = start + 1; ;) {
    const found = yaml.indexOf(quote, from);
    if (found < 0) unsure();
    if (quote === '"') {
      if (backslashesBefore(yaml, found) % 2 === 0) return found + 1;
      from = found + 1;
    } else {
      if (yaml.charCodeAt(found + 1) !== singleQuote) return found + 1;
      from = found + 2;
    }
  }
}

function backslashesBefore(yaml: string, at: number): number {
  let first = at;
  while (yaml.charCodeAt(first - 1) === backslash) first--;
  return at - first;
}

/** Whether all non-empty lines that start between the two offsets are indented beyond `column`. */
function isRightOf(yaml: string, column: number, start: number, end: number): boolean {
  for (let lineStart = afterLine(yaml, start); lineStart < end; lineStart = afterLine(yaml, lineStart)) {
    const text = afterSpaces(yaml, lineStart);
    if (!isLineEnd(yaml, text) && (text - lineStart <= column || yaml.charCodeAt(text) === tab)) return false;
  }
  return true;
}
