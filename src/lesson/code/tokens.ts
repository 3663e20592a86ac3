import { escapeText } from '../html.ts';

/** One block of code to colour. */
export interface CodeBlock {
  readonly lang: string | undefined;
  readonly code: string;
}

/** The HTML of each line of a block, without line breaks: text and `<span class="t?">`. Same block, same lines, always. */
export type HighlightedLines = readonly string[];

/** Gives the coloured lines of a block. Must be ready for every block of the text it is used on. */
export type Highlight = (block: CodeBlock) => HighlightedLines;

/** Lines as they are, for plain text and for languages nobody knows. */
export function plainLines(code: string): HighlightedLines {
  return code.split('\n').map(escapeText);
}
