import { gradeOf, type Part, type Scoring } from '../kit/grade.ts';
import type { Grader } from '../kit/type.ts';

export interface MultipleChoiceKey {
  readonly right: readonly string[];
  /** Every other option. */
  readonly wrong: readonly string[];
  readonly scoring: Scoring;
}

/**
 * Partial credit: (right ones chosen − wrong ones chosen) ÷ right ones, never below 0. A wrong one costs as much as a
 * right one earns, so choosing everything does not pay.
 */
export const multipleChoiceGrader: Grader<MultipleChoiceKey> = {
  grade({ right, wrong, scoring }, response) {
    const chosen = (id: string) => response[id] === 'on';
    const parts: Part[] = [
      ...right.map((part) => ({ part, verdict: chosen(part) ? ('right' as const) : ('missed' as const) })),
      ...wrong.filter(chosen).map((part) => ({ part, verdict: 'wrong' as const })),
    ];
    const count = (verdict: string) => parts.filter((part) => part.verdict === verdict).length;
    return gradeOf(right.length === 0 ? 0 : (count('right') - count('wrong')) / right.length, parts, scoring);
  },
};
