export interface BracketReach {
  /** Where to search: the whole text, or only the line, because the label of a directive must end on its line. */
  readonly within: 'text' | 'line';
  /** Whether brackets in code spans are ignored, as in link text. */
  readonly skipsCode: boolean;
}

/** The offset of the `]` that closes the `[` at `open`, skipping escapes; the end of the text if there is none. */
export function closingBracket(text: string, open: number, { within, skipsCode }: BracketReach): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (char === '`' && skipsCode) {
      const ticks = /^`+/.exec(text.slice(at))?.[0] ?? '`';
      const closing = text.indexOf(ticks, at + ticks.length);
      at = (closing < 0 ? at : closing) + ticks.length - 1;
    } else if (char === '[') depth++;
    else if (char === ']' && --depth === 0) return at;
    else if (within === 'line' && (char === '\n' || char === '\r')) break;
  }
  return text.length;
}
