import type { LessonSource } from '../source/lesson.ts';

/** A lesson's body and parts, as far as they could be parsed. */
interface Shown {
  readonly source: LessonSource | undefined;
  readonly parts: readonly { readonly source: LessonSource | undefined; readonly isOwn: boolean }[];
}

/** The bodies of a lesson and of its parts. */
export function bodiesOf({ source, parts }: Shown): readonly LessonSource[] {
  return [source, ...parts.map((part) => part.source)].filter((body) => body !== undefined);
}

/** Those that no earlier module includes, so that each is checked and run once. */
export function ownBodiesOf({ source, parts }: Shown): readonly LessonSource[] {
  return bodiesOf({ source, parts: parts.filter(({ isOwn }) => isOwn) });
}

/** The files that fences of bodies take code from, as far as they are there. */
export function includedFiles(bodies: readonly LessonSource[]): readonly string[] {
  return bodies.flatMap(({ fences }) => fences.flatMap(({ from }) => from?.file ?? []));
}

/** Those that learners can download. */
export function linkedCode(bodies: readonly LessonSource[]): readonly string[] {
  return bodies.flatMap(({ fences }) =>
    fences.flatMap(({ from, meta }) => (meta.link === true ? (from?.file ?? []) : [])),
  );
}

/** Whether a lesson asks this question itself, so that the quiz of its module does not. */
export const isInLesson = (lesson: Shown, id: string): boolean =>
  bodiesOf(lesson)
    .flatMap(({ directives }) => directives)
    .some(({ name, attributes }) => name === 'question' && attributes['id'] === id);
