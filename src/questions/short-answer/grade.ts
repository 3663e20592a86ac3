import { gradeOf, verdictOf } from '../kit/grade.ts';
import { gradeTyped, type TypedKey } from '../kit/typed.ts';
import type { Grader } from '../kit/type.ts';

export type ShortAnswerKey = TypedKey;

/** One point if the text equals an accepted one, both normalised; what else is foreseen has points of its own. */
export const shortAnswerGrader: Grader<ShortAnswerKey> = {
  grade(key, response) {
    const { points, foreseen } = gradeTyped(key, response['text'] ?? '');
    const verdict = verdictOf(points);
    return gradeOf(points, [
      { part: 'text', verdict },
      // Feedback of an answer that was foreseen; there is no control with this name.
      ...(foreseen === undefined ? [] : [{ part: `text-${foreseen}`, verdict } as const]),
    ]);
  },
};
