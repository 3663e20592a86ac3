import type { Decimal } from '../../../schemas/decimal.ts';

/**
 * Whether a number lies within `tolerance` of the answer, both ends included, in exact arithmetic. Without a tolerance
 * nothing is forgiven. With one, a few units in the last place of a double are, for learners who let a machine compute:
 * a share of the answer, and never more than a thousandth of the tolerance.
 */
export function isWithin(given: Decimal, answer: Decimal, tolerance: Decimal): boolean {
  // A learner may write any exponent; what is far too large or too small is not written out in digits.
  const most = Math.max(magnitude(answer), magnitude(tolerance)) + 1;
  const least = Math.min(answer.exponent, tolerance.exponent) - 20;
  const size = given.digits === 0n ? least : magnitude(given);
  if (size > most) return false;
  const near = size > least ? given : { digits: BigInt(given.digits > 0n) - BigInt(given.digits < 0n), exponent: least };
  const unit = Math.min(near.exponent, least);
  const scaled = ({ digits, exponent }: Decimal): bigint => digits * 10n ** BigInt(exponent - unit);
  const [right, give] = [scaled(answer), scaled(tolerance)];
  const beyond = absolute(scaled(near) - right) - give;
  const [ofAnswer, ofTolerance] = [absolute(right) + give, give * 10n ** 12n];
  return beyond * 10n ** 15n <= (ofAnswer < ofTolerance ? ofAnswer : ofTolerance);
}

/** The number is smaller than ten to this power. */
function magnitude({ digits, exponent }: Decimal): number {
  return String(absolute(digits)).length + exponent;
}

function absolute(number: bigint): bigint {
  return number < 0n ? -number : number;
}
