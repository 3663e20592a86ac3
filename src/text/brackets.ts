export interface BracketReach {
  /** What is looked through: the whole text, or the line alone, as the label of a directive must end on its line. */
  readonly within: 'text' | 'line';
  /** Whether brackets between backticks are code and count as none, as in the text of a link. */
  readonly skipsCode: boolean;
}

/** The `]` that closes the `[` at `open`, stepping over escapes; the end of the text where nothing does. */
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
