import { escapeText } from '../html.ts';

/** A code block to highlight. */
export interface CodeBlock {
  readonly lang: string | undefined;
  readonly code: string;
}

/** The HTML of each line of a block, without line breaks: text and `<span class="t?">`. Deterministic. */
export type HighlightedLines = readonly string[];

/** Returns the highlighted lines of a block. Must know every block of the text it is used on. */
export type Highlight = (block: CodeBlock) => HighlightedLines;

/** Lines without highlighting, for plain text and unknown languages. */
export function plainLines(code: string): HighlightedLines {
  return code.split('\n').map(escapeText);
}
