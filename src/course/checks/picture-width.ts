import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../source/text.ts';
import { problem, replacing } from '../problem.ts';

/** Explains a parser error in the width of a picture, which MDX takes for an expression. Empty if that is not the cause. */
export function refusedWidths(text: SourceText, offset: number): Diagnostic[] {
  const { line } = text.pointAt(offset);
  const start = text.offsetAt({ line, column: 1 });
  const source = /^[^\r\n]*/.exec(text.text.slice(start))?.[0] ?? '';
  return [...source.matchAll(/(?<=[)\]])\{[ \t]*width[ \t]*=[ \t]*(\d{1,4}(?:%|px))[ \t]*\}/g)].map(
    ({ 0: written, 1: width, index }) => {
      const span = text.span(start + index, start + index + written.length);
      const quoted = `{width="${width}"}`;
      return problem('mdx-syntax', span, {
        message: `unexpected \`${written}\`, expected \`${quoted}\``,
        why: 'in MDX, `{` starts an expression, and without quotes this is none',
        fix: `write \`${quoted}\``,
        edit: replacing(span, quoted),
      });
    },
  );
}
