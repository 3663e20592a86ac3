import type { Heading, LessonSource } from '../source/lesson.ts';
import type { ImportTarget } from './component-code.ts';
import type { CourseImports } from './imports.ts';

/** All headings on a lesson's page in reading order; those of a part are at the position of its element. */
export function outlineOf(lesson: LessonSource, imports: CourseImports): readonly Heading[] {
  const seen = new Set<string>();
  const inBody = (source: LessonSource): readonly Heading[] => {
    const { code, imports: resolved } = imports.of(source);
    const places = [
      ...source.headings.map((heading) => ({
        offset: source.located.offsetAt(heading.start),
        headings: (): readonly Heading[] => [heading],
      })),
      ...code.elements.map(({ name, start }) => ({
        offset: start,
        headings: () =>
          inFile(resolved.find(({ use }) => use.names.some(({ local }) => local === name.split('.')[0]))?.target),
      })),
    ];
    return places.toSorted((a, b) => a.offset - b.offset).flatMap(({ headings }) => headings());
  };
  const inFile = (target: ImportTarget | undefined): readonly Heading[] => {
    if (target?.kind !== 'file' || seen.has(target.file)) return [];
    seen.add(target.file);
    const source = imports.parts.get(target.file)?.source;
    return source === undefined
      ? imports.from(target.file).flatMap((further) => inFile(further.target))
      : inBody(source);
  };
  const { imports: all } = imports.of(lesson);
  // Parts without an element in the lesson may be rendered by an expression.
  return [...inBody(lesson), ...all.flatMap(({ target }) => inFile(target))];
}
