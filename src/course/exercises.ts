import type { DirectiveUse, LessonSource } from '../source/lesson.ts';

/** The id of the solution of an exercise with this id. */
export const solutionId = (exercise: string): string => `${exercise}-solution`;

/** The ids that exercises give to the page, with the attribute that says so. */
export function exerciseIds({
  directives,
}: LessonSource): readonly { readonly id: string; readonly use: DirectiveUse }[] {
  return directives.flatMap((use) => {
    const id = use.attributes['id'];
    if (use.name !== 'exercise' || id === undefined || id === '') return [];
    const isSolved = directives.some(({ parent, name }) => parent === use && name === 'solution');
    return [id, ...(isSolved ? [solutionId(id)] : [])].map((one) => ({ id: one, use }));
  });
}
