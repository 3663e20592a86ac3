import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../source/lesson.ts';
import { checkDirectives } from './directives.ts';
import { checkElements } from './elements.ts';
import { checkFences } from './fences.ts';
import { checkHeadings } from './headings.ts';
import { checkRawSyntax } from './raw-syntax/check.ts';
import { checkSilences } from './silences.ts';

/** What the body of a lesson or part has wrong, whatever else the course holds. */
export function checkBody(source: LessonSource): Diagnostic[] {
  return [...checkDirectives(source), ...checkFences(source), ...checkHeadings(source), ...checkElements(source), ...checkRawSyntax(source), ...checkSilences(source)];
}
