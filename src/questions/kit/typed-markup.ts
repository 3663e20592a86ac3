import type { TypedText } from '../../../schemas/questions/typed.ts';
import { blocks, escapeHtml } from './html.ts';
import type { TypedKey } from './typed.ts';
import { verdictOf } from './grade.ts';
import type { PartFeedback } from './type.ts';
import type { QuestionView } from './view.ts';

/** The key of a typed text; what an author left out is not in it. */
export function typedKey({ accept, answers, ignoreCase, ignoreSpace, ignoreAccents, spelling }: TypedText): TypedKey {
  return {
    accept,
    ignoreCase,
    ignoreSpace,
    ...(ignoreAccents ? { ignoreAccents } : {}),
    ...(answers.length === 0
      ? {}
      : { foreseen: answers.map(({ accept: others, pattern, points }) => ({ accept: others, pattern, points })) }),
    ...(spelling === 'second-try' ? { asksForSpelling: true } : {}),
  };
}

/** What a typed answer depends on; the same for what an author leaves out as before that could be written. */
export function typedMeaning({ accept, answers, ignoreCase, ignoreSpace, ignoreAccents }: TypedText): string[] {
  return [
    `${ignoreCase} ${ignoreSpace}${ignoreAccents ? ' accents' : ''}`,
    ...accept.toSorted(),
    ...answers.map((each) => JSON.stringify([each.accept, each.pattern, each.points])),
  ];
}

/** Feedback on foreseen answers; `part` makes the name of one of its number. */
export function typedFeedback(
  view: QuestionView,
  { answers }: TypedText,
  part: (index: number) => string,
): PartFeedback[] {
  return answers.flatMap(({ accept, matches, pattern, points, feedback }, index) =>
    feedback === undefined
      ? []
      : [
          {
            part: part(index),
            label: escapeHtml(accept[0] ?? matches[0] ?? pattern ?? ''),
            verdict: verdictOf(points),
            html: blocks(view, feedback),
          },
        ],
  );
}

/** What the field says of a misspelt answer, as attributes of its part. */
export function spellingAttribute({ words }: QuestionView, { spelling }: TypedText): string {
  return spelling === 'second-try' ? ` data-misspelt="${escapeHtml(words.say('check-spelling'))}"` : '';
}
