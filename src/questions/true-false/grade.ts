import { gradeOneChoice } from '../kit/options.ts';
import type { Grader } from '../kit/type.ts';

export type TrueFalseKey = boolean;

/** One point for the right judgement. */
export const trueFalseGrader: Grader<TrueFalseKey> = {
  grade: (key, response) => gradeOneChoice([String(key)], response),
};
