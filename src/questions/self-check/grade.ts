import { gradeOf } from '../kit/grade.ts';
import type { Grader } from '../kit/type.ts';

export interface SelfCheckKey {
  /** Ids of the criteria. */
  readonly criteria: readonly string[];
}

/** How well one says one knew it, where there are no criteria, and the share of the point. */
export const levels = { right: 1, partly: 0.5, wrong: 0 } as const;

/** Who has not seen the model (`seen`) cannot have compared with it. Credit: criteria ticked ÷ criteria, or what one says. */
export const selfCheckGrader: Grader<SelfCheckKey> = {
  grade({ criteria }, response) {
    if (response['seen'] !== 'on') return gradeOf(0, []);
    if (criteria.length > 0)
      return gradeOf(criteria.filter((id) => response[id] === 'on').length / criteria.length, []);
    const level = Object.entries(levels).find(([name]) => name === response['level']);
    return gradeOf(level?.[1] ?? 0, []);
  },
};
