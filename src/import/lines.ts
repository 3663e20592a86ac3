/** A line of a source, with its place there, wherever it goes. */
export interface Line {
  readonly text: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** The lines of a file. */
export const linesOf = (text: string, file: string, from = 1): readonly Line[] =>
  text.split(/\r\n|\r|\n/).map((line, index) => ({ text: line, file, line: index + from }));

/** New text in the place of a line; a text of several lines becomes as many. */
export const inPlaceOf = ({ file, line }: Line, text: string): readonly Line[] =>
  text.split('\n').map((one) => ({ text: one, file, line }));

/** A fenced block of code, or what looks like one. */
export interface FenceBlock {
  readonly opener: Line;
  /** What stands before the fence: blanks, marks of quotations and of a list. */
  readonly prefix: string;
  /** The backticks or tildes. */
  readonly marks: string;
  readonly info: string;
  /** Without the prefix. */
  readonly code: readonly Line[];
  /** The index of the first line behind it. */
  readonly end: number;
}

const opening = /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

/** The fenced block that begins in a line; undefined if none does. */
export function fenceAt(lines: readonly Line[], start: number): FenceBlock | undefined {
  const opener = lines[start];
  const match = opener === undefined ? null : opening.exec(opener.text);
  if (opener === undefined || match === null) return undefined;
  const [, prefix = '', ticks, tickInfo, tildes, tildeInfo] = match;
  const marks = ticks ?? tildes ?? '';
  const quotes = prefix.replace(/[^>]/g, '').length;
  const closing = new RegExp(`^[ \\t>]*\\${marks.charAt(0)}{${marks.length},}[ \\t]*$`);
  const code: Line[] = [];
  let end = start + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] as Line;
    if (closing.test(line.text))
      return { opener, prefix, marks, info: (tickInfo ?? tildeInfo ?? '').trim(), code, end: end + 1 };
    // A quotation ends, and with it the code in it.
    if (quotes > 0 && !/^[ \t]*>/.test(line.text)) break;
    code.push({ ...line, text: withoutPrefix(line.text, prefix, quotes) });
  }
  return { opener, prefix, marks, info: (tickInfo ?? tildeInfo ?? '').trim(), code, end };
}

/**
 * The lines anew, those of fenced blocks as they are. `rewrite` is shown each other line: it adds to `out` what stands in its
 * place and gives the number of the line to go on with, or nothing where the line stays.
 */
export function outsideFences(
  lines: readonly Line[],
  rewrite: (line: Line, at: number, out: Line[]) => number | undefined,
): readonly Line[] {
  const out: Line[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as Line;
    const fence = fenceAt(lines, at);
    const next = fence === undefined ? rewrite(line, at, out) : undefined;
    if (next === undefined) out.push(...lines.slice(at, fence?.end ?? at + 1));
    at = next ?? fence?.end ?? at + 1;
  }
  return out;
}

/** A line of code without what stands before the whole block. */
function withoutPrefix(text: string, prefix: string, quotes: number): string {
  let at = 0;
  let left = quotes;
  while (left > 0) {
    const mark = /^[ \t]*>/.exec(text.slice(at));
    if (mark === null) break;
    at += mark[0].length;
    left--;
  }
  if (quotes > 0 && text.charAt(at) === ' ') at++;
  const indent = quotes > 0 ? prefix.slice(prefix.lastIndexOf('>') + 1).replace(/^ /, '').length : prefix.length;
  let blanks = 0;
  while (blanks < indent && /[ \t]/.test(text.charAt(at))) {
    at++;
    blanks++;
  }
  return text.slice(at);
}

/** The blanks that begin a text. */
export const indentOf = (text: string): string => /^[ \t]*/.exec(text)?.[0] ?? '';

/** Lines without the blanks that all of them begin with. */
export function dedented(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const least = Math.min(...filled.map((line) => indentOf(line).length));
  return filled.length === 0 ? lines : lines.map((line) => line.slice(Math.min(least, indentOf(line).length)));
}
