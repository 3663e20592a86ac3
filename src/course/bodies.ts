import type { LessonSource } from '../source/lesson.ts';

/** What a lesson shows: its own body and its parts, as far as they can be read. */
interface Shown {
  readonly source: LessonSource | undefined;
  readonly parts: readonly { readonly source: LessonSource | undefined; readonly isOwn: boolean }[];
}

/** A lesson's body and those of the parts that it shows. */
export function bodiesOf({ source, parts }: Shown): readonly LessonSource[] {
  return [source, ...parts.map((part) => part.source)].filter((body) => body !== undefined);
}

/** Those of them that no earlier module shows: who judges or runs what stands in them does so once. */
export function ownBodiesOf({ source, parts }: Shown): readonly LessonSource[] {
  return bodiesOf({ source, parts: parts.filter(({ isOwn }) => isOwn) });
}
