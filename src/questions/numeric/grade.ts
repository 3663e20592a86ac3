import { decimalOf } from '../../../schemas/decimal.ts';
import { gradeOf } from '../kit/grade.ts';
import type { Grader } from '../kit/type.ts';
import { readNumber, type DecimalSign } from './number.ts';
import { isWithin } from './within.ts';

export interface NumericKey {
  /** In the format that `decimalOf` reads. */
  readonly answer: string;
  readonly tolerance: string;
  readonly decimal: DecimalSign;
  readonly unit: string;
}

/** One point where the number lies within `tolerance` of the answer, both ends included. */
export const numericGrader: Grader<NumericKey> = {
  grade({ answer, tolerance, decimal, unit }, response) {
    const given = readNumber(response['text'] ?? '', decimal, unit);
    const right = given !== undefined && isWithin(decimalOf(given), decimalOf(answer), decimalOf(tolerance));
    return gradeOf(right ? 1 : 0, [{ part: 'text', verdict: right ? 'right' : 'wrong' }]);
  },
};
