import { limits } from './limits.ts';

/**
 * Offset of the first construct nested deeper than the limit, or undefined.
 *
 * The Markdown engine recurses: 10,000 brackets in an MDX expression end the process, 50,000 braces take seconds.
 * So nesting is counted before it sees the text. What may nest in prose (brackets, quotes, list markers) starts
 * anew on every paragraph; braces of MDX, which may span paragraphs, do not.
 */
export function tooDeepMarkdown(text: string, format: 'md' | 'mdx'): number | undefined {
  let brackets = 0;
  let braces = 0;
  let lineStart = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (lineStart) {
      const line = lineNesting(text, at);
      if (line.depth > limits.markdownDepth) return line.offset;
      if (line.blank) brackets = 0;
      lineStart = false;
    }
    if (code === 10 || code === 13) lineStart = true;
    else if (code === 40 || code === 91) {
      if (++brackets > limits.markdownDepth) return at;
    } else if (code === 41 || code === 93) brackets = Math.max(0, brackets - 1);
    else if (code === 123) {
      if (++braces > limits.markdownDepth && format === 'mdx') return at;
    } else if (code === 125) braces = Math.max(0, braces - 1);
  }
  return undefined;
}

/** How many containers a line opens by its own markers (`> - 1. >`). */
function lineNesting(text: string, start: number): { readonly depth: number; readonly offset: number; readonly blank: boolean } {
  const marker = /[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;
  let depth = 0;
  let at = start;
  marker.lastIndex = at;
  while (marker.test(text)) {
    depth++;
    at = marker.lastIndex;
    if (depth > limits.markdownDepth) break;
  }
  return { depth, offset: Math.max(start, at - 1), blank: /[ \t]*(?:[\r\n]|$)/y.test(text.slice(at, at + 200)) };
}
