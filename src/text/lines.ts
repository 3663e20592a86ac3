/** The lines of a text, found when they are asked for: a file may have millions of them, and a report shows a few. */
export interface Lines {
  /** A line by its number, from 1, without its break; undefined where there is none. */
  line(number: number): string | undefined;
}

/** The lines of a text as diagnostics count them: LF, CRLF and CR each end one, a BOM at the start is no column. */
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

/** Offset of the first character of every line. */
export function lineStarts(text: string): Uint32Array {
  const next = text.includes('\r') ? behindAnyBreak : behindNewline;
  let count = 1;
  for (let at = next(text, 0); at > 0; at = next(text, at)) count += 1;
  const starts = new Uint32Array(count);
  for (let line = 1, at = next(text, 0); at > 0; at = next(text, at)) starts[line++] = at;
  return starts;
}

/** Offset behind the next `\n`; 0 where there is none. */
function behindNewline(text: string, from: number): number {
  return text.indexOf('\n', from) + 1;
}

/** Offset behind the next line break of whatever kind; 0 where there is none. */
function behindAnyBreak(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) return at + 1;
  }
  return 0;
}

/** Offset of the line break that ends the line of `from`, or of the end of the text. */
export function endOfLine(text: string, from: number): number {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? text.length;
}

/** A text with a line feed wherever a line of any system ended. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
