import type { Decimal } from '../../../schemas/decimal.ts';

/**
 * Whether a number is within `tolerance` of the answer, inclusive, in exact arithmetic. Without a tolerance the match
 * is exact. With one, a few units in the last place of a double are allowed on top, for learners who compute in
 * floating point: a fraction of the answer, but at most a thousandth of the tolerance.
 */
export function isWithin(given: Decimal, answer: Decimal, tolerance: Decimal): boolean {
  const unit = Math.min(given.exponent, answer.exponent, tolerance.exponent);
  const scaled = ({ digits, exponent }: Decimal): bigint => digits * 10n ** BigInt(exponent - unit);
  const [right, give] = [scaled(answer), scaled(tolerance)];
  const beyond = absolute(scaled(given) - right) - give;
  const [ofAnswer, ofTolerance] = [absolute(right) + give, give * 10n ** 12n];
  return beyond * 10n ** 15n <= (ofAnswer < ofTolerance ? ofAnswer : ofTolerance);
}

function absolute(number: bigint): bigint {
  return number < 0n ? -number : number;
}
