import { decimalOf } from '../../../schemas/decimal.ts';
import { gradeOf, verdictOf } from '../kit/grade.ts';
import type { Grader } from '../kit/type.ts';
import { readNumber, type Fraction, type NumberFormat } from './number.ts';

/** Numbers that get the same points: from `low` to `high`, both included, in the format of `decimalOf`. */
export type Accepted = readonly [low: string, high: string, points?: number];

export interface NumericKey extends NumberFormat {
  /** The first one that holds counts. */
  readonly accept: readonly Accepted[];
  /** Symbols that may stand behind the number, longest first, each with its factor, `1/1000`. */
  readonly units?: readonly (readonly [symbol: string, factor: string])[];
}

/** The number of a response; undefined if it is not a number. */
export function numberIn(key: NumericKey, text: string | undefined): Fraction | undefined {
  const units = key.units?.map(([symbol, factor]) => [symbol, factorOf(factor)] as const);
  return readNumber(text ?? '', key, units);
}

/** The points of the first accepted interval in which the number of a text lies, and which one that is. */
export function gradeNumber(key: NumericKey, text: string | undefined): { points: number; foreseen?: number } {
  const given = numberIn(key, text);
  const foreseen = given === undefined ? -1 : key.accept.findIndex((accepted) => isWithin(given, accepted));
  return foreseen < 0 ? { points: 0 } : { points: key.accept[foreseen]?.[2] ?? 1, foreseen };
}

/** The points of what is accepted. */
export const numericGrader: Grader<NumericKey> = {
  grade(key, response) {
    const { points, foreseen } = gradeNumber(key, response['text']);
    const verdict = verdictOf(points);
    return gradeOf(points, [
      { part: 'text', verdict },
      // Feedback of an answer that was foreseen; there is no control with this name.
      ...(foreseen === undefined ? [] : [{ part: `text-${foreseen}`, verdict } as const]),
    ]);
  },
};

/**
 * Whether a number is in an interval, in exact arithmetic. An interval that is a single number is met by that number
 * alone. A wider one is met by a few units in the last place of a double beyond its ends as well, for learners who
 * compute in floating point: a fraction of the number, but at most a thousandth of half the width.
 */
function isWithin(given: Fraction, [from, to]: Accepted): boolean {
  const ends = [fractionOf(from), fractionOf(to)] as const;
  const under = given.under * ends[0].under * ends[1].under;
  const scaled = ({ over, under: own }: Fraction): bigint => over * (under / own);
  const [low, high, number] = [scaled(ends[0]), scaled(ends[1]), scaled(given)];
  const beyond = number < low ? low - number : number - high;
  const largest = low + high < 0n ? -low : high;
  const slack = (high - low) * 10n ** 12n;
  // Both sides are doubled, so that half the width is a whole number.
  return 2n * beyond * 10n ** 15n <= (2n * largest < slack ? 2n * largest : slack);
}

function factorOf(text: string): Fraction {
  const [over = '1', under = '1'] = text.split('/');
  return { over: BigInt(over), under: BigInt(under) };
}

function fractionOf(text: string): Fraction {
  const { digits, exponent } = decimalOf(text);
  return {
    over: digits * 10n ** BigInt(Math.max(0, exponent)),
    under: 10n ** BigInt(Math.max(0, -exponent)),
  };
}
