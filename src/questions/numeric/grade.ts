import { gradeOf } from '../kit/grade.ts';
import type { Grader } from '../kit/type.ts';
import { parseNumber, type DecimalSign } from './number.ts';

export interface NumericKey {
  readonly answer: number;
  readonly tolerance: number;
  readonly decimal: DecimalSign;
  readonly unit: string;
}

/** What binary fractions may differ by, relative to the answer: 0.1 + 0.2 is 0.3. */
const slack = 1e-9;

/** One point where the number lies within `tolerance` of the answer, both ends included. */
export const numericGrader: Grader<NumericKey> = {
  grade({ answer, tolerance, decimal, unit }, response) {
    const given = parseNumber(response['text'] ?? '', decimal, unit);
    const right = given !== undefined && Math.abs(given - answer) <= tolerance + slack * Math.max(1, Math.abs(answer));
    return gradeOf(right ? 1 : 0, [{ part: 'text', verdict: right ? 'right' : 'wrong' }]);
  },
};
