import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../source/lesson.ts';
import { ownBodiesOf } from '../bodies.ts';
import type { CourseImports } from '../imports.ts';
import type { ModuleFile } from '../read-files.ts';
import { problem } from '../problem.ts';

/** Checks that no part with headings is included twice, which would duplicate their ids on the page. */
export function checkParts({ lesson, parts }: ModuleFile, imports: CourseImports): Diagnostic[] {
  if (lesson?.source === undefined || parts.length === 0) return [];
  return ownBodiesOf({ source: lesson.source, parts }).flatMap((body) => shownTwice(body, imports));
}

/** Elements that include a part with headings that has already been included. */
function shownTwice(body: LessonSource, imports: CourseImports): Diagnostic[] {
  const shown = new Set<string>();
  const { code, imports: resolved } = imports.of(body);
  return code.elements.flatMap(({ name, start, end }) => {
    const target = resolved.find(({ use }) => use.names.some(({ local }) => local === name))?.target;
    const part = target?.kind === 'file' ? imports.parts.get(target.file) : undefined;
    if (part?.source === undefined || part.source.headings.length === 0) return [];
    if (shown.size !== shown.add(part.file).size) return [];
    return [
      problem('heading-id-duplicate', body.located.span(start, end), {
        message: `\`${part.file}\` is shown a second time, and its headings with it`,
        why: 'their ids would stand twice on the page, and links would always lead to the first',
        fix: 'show it once, or take the headings out of it',
      }),
    ];
  });
}
