import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isOwnElement } from './addresses.ts';
import type { LessonSource } from './model.ts';
import { problem } from './problem.ts';

/**
 * Every place at which a lesson is code: components, expressions, imports and exports of MDX, each an error. For whoever
 * wants to build a course whose code must not run.
 */
export function codeInLesson({ markup, elements, located }: LessonSource): readonly Diagnostic[] {
  const computed = new Set(
    elements
      .filter((element) => isOwnElement(element) && element.attributes.some(({ value }) => value === undefined))
      .map(({ start }) => located.offsetAt(start)),
  );
  return markup.flatMap((piece) => {
    const what = kindOf(piece, computed.has(located.offsetAt(piece.start)));
    return what === undefined
      ? []
      : [
          problem('mdx-code', piece, {
            message: `unexpected ${what}: this course is built without components`,
            why: 'it is code, and would run with the rights of whoever builds the course, and of the site where it is read',
            fix: 'write it as Markdown or HTML, or build without `--no-components` where you trust whoever wrote it',
          }),
        ];
  });
}

function kindOf({ kind, name, text }: LessonSource['markup'][number], isComputed: boolean): string | undefined {
  if (kind === 'expression') return 'expression';
  if (kind === 'esm') return /^\s*export\b/.test(text) ? 'export' : 'import';
  if (name !== undefined && name !== 'Question' && name !== 'Fragment' && !isOwnElement({ name }))
    return `component \`<${name}>\``;
  // What stands in quotes is text; what is left of a brace is an attribute that is computed, or a spread.
  return isComputed || text.replace(/"[^"]*"|'[^']*'/g, '').includes('{') ? 'computed attribute' : undefined;
}
