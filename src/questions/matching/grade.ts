import { gradeOf, type Part, type Scoring } from '../kit/grade.ts';
import type { Grader } from '../kit/type.ts';

export interface MatchingKey {
  /** Name of the left side and text of the right side of each pair. */
  readonly pairs: readonly (readonly [left: string, right: string])[];
  readonly scoring: Scoring;
}

/** Partial credit: right pairs ÷ pairs. */
export const matchingGrader: Grader<MatchingKey> = {
  grade({ pairs, scoring }, response) {
    const parts: Part[] = pairs.map(([part, right]) => ({
      part,
      verdict: response[part] === right ? 'right' : 'wrong',
    }));
    return gradeOf(parts.filter((part) => part.verdict === 'right').length / pairs.length, parts, scoring);
  },
};
