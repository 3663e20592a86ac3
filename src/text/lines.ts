/** The lines of a text, split lazily: a file may have millions of them, and a report shows a few. */
export interface Lines {
  /** A line by number, from 1, without its line break; undefined if there is none. */
  line(number: number): string | undefined;
}

/** The lines of a text as diagnostics count them: LF, CRLF and CR end a line, a leading BOM is not a column. */
export function linesOf(text: string): Lines {
  const plain = text.replace(/^\uFEFF/, '');
  let starts: Uint32Array | undefined;
  return {
    line(number) {
      starts ??= lineStarts(plain);
      const start = starts[number - 1];
      return start === undefined
        ? undefined
        : plain.slice(start, starts[number] ?? plain.length).replace(/(?:\r\n|\n|\r)$/, '');
    },
  };
}

/** Offset of the start of every line. */
export function lineStarts(text: string): Uint32Array {
  const next = text.includes('\r') ? behindAnyBreak : behindNewline;
  let count = 1;
  for (let at = next(text, 0); at > 0; at = next(text, at)) count += 1;
  const starts = new Uint32Array(count);
  for (let line = 1, at = next(text, 0); at > 0; at = next(text, at)) starts[line++] = at;
  return starts;
}

/** Offset after the next `\n`; 0 if there is none. */
function behindNewline(text: string, from: number): number {
  return text.indexOf('\n', from) + 1;
}

/** Offset after the next line break of any kind; 0 if there is none. */
function behindAnyBreak(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) return at + 1;
  }
  return 0;
}

/** Offset of the end of the line at `from`, before its line break. */
export function endOfLine(text: string, from: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? text.length;
}

/** Normalises line breaks to `\n`. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
