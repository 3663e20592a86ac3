import { gradeOf, type Part, type Scoring } from '../kit/grade.ts';
import type { Grader } from '../kit/type.ts';

export interface ClassifyKey {
  /** Each row with its column. */
  readonly rows: readonly (readonly [row: string, column: string])[];
  readonly scoring: Scoring;
}

/** Partial credit: right rows ÷ rows. */
export const classifyGrader: Grader<ClassifyKey> = {
  grade({ rows, scoring }, response) {
    const parts: Part[] = rows.map(([part, column]) => ({
      part,
      verdict: response[part] === column ? 'right' : 'wrong',
    }));
    return gradeOf(parts.filter(({ verdict }) => verdict === 'right').length / rows.length, parts, scoring);
  },
};
