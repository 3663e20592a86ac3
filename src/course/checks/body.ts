import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LessonResult } from '../../source/read-lesson.ts';
import type { SourceText } from '../../source/text.ts';
import type { DirectiveSyntax } from '../directive-syntax.ts';
import { orCurlyQuotes } from './curly-quotes.ts';
import { checkDirectives } from './directives.ts';
import { checkElements } from './elements.ts';
import { checkFormulas } from './formulas.ts';
import { checkFences } from './fences.ts';
import { refusedAttributes } from './heading-attributes.ts';
import { checkHeadings } from './headings.ts';
import { refusedWidths } from './picture-width.ts';
import { checkRawSyntax } from './raw-syntax/check.ts';
import { checkSilences } from './silences.ts';

/** Checks the body of a lesson or part on its own, independent of the rest of the course. */
export function checkBody(
  { source, diagnostics }: LessonResult,
  text: SourceText,
  directives: readonly DirectiveSyntax[],
): Diagnostic[] {
  const refused = diagnostics.flatMap((one) => inOurWords(one, text));
  return source === undefined
    ? refused
    : [
        ...refused,
        ...checkDirectives(source, directives),
        ...checkFences(source),
        ...checkFormulas(source),
        ...checkHeadings(source),
        ...checkElements(source),
        ...checkRawSyntax(source),
        ...checkSilences(source),
      ];
}

/** Replaces a parser error by a more specific diagnostic if the cause is known. */
function inOurWords(diagnostic: Diagnostic, text: SourceText): readonly Diagnostic[] {
  if (diagnostic.code !== 'mdx-syntax') return [diagnostic];
  const at = text.offsetAt(diagnostic.start);
  for (const known of [refusedAttributes(text, at), refusedWidths(text, at)]) if (known.length > 0) return known;
  return orCurlyQuotes(diagnostic, text);
}
