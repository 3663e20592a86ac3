import { gradeOf } from '../kit/grade.ts';
import { normaliseText, type TextOptions } from '../kit/text.ts';
import type { Grader } from '../kit/type.ts';

export interface ShortAnswerKey extends TextOptions {
  readonly accept: readonly string[];
}

/** One point if the text equals an accepted one, both normalised (`kit/text.ts`). */
export const shortAnswerGrader: Grader<ShortAnswerKey> = {
  grade(key, response) {
    const given = normaliseText(response['text'] ?? '', key);
    const right = key.accept.some((text) => normaliseText(text, key) === given);
    return gradeOf(right ? 1 : 0, [{ part: 'text', verdict: right ? 'right' : 'wrong' }]);
  },
};
