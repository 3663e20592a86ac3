import { decimalOf, type Decimal } from '../decimal.ts';

/** What an author says about a right number; numbers as written, in the format of `decimalOf`. */
export interface Right {
  readonly answer?: string | undefined;
  /** A number, or a percentage of the answer such as `5%`. */
  readonly tolerance?: string | undefined;
  readonly significant?: number | undefined;
  readonly range?: readonly [string, string] | undefined;
}

/** The smallest and the largest number that is right, exactly. */
export function boundsOf({ answer = '0', tolerance = '0', significant, range }: Right): readonly [string, string] {
  if (range !== undefined) return range;
  const number = decimalOf(answer);
  const give =
    significant !== undefined
      ? halfUnit(number, significant)
      : tolerance.endsWith('%')
        ? share(number, tolerance)
        : decimalOf(tolerance);
  if (give.digits === 0n) return [answer, answer];
  return [plus(number, { ...give, digits: -give.digits }), plus(number, give)];
}

/** Half of one in the last of the significant digits: what rounds to the same number. */
function halfUnit({ digits, exponent }: Decimal, significant: number): Decimal {
  const count = String(digits < 0n ? -digits : digits).length;
  return { digits: digits === 0n ? 0n : 5n, exponent: exponent + count - significant - 1 };
}

function share({ digits, exponent }: Decimal, percentage: string): Decimal {
  const part = decimalOf(percentage.replace('%', '').trim());
  const size = digits < 0n ? -digits : digits;
  return { digits: size * part.digits, exponent: exponent + part.exponent - 2 };
}

function plus(a: Decimal, b: Decimal): string {
  const unit = Math.min(a.exponent, b.exponent);
  const scaled = ({ digits, exponent }: Decimal): bigint => digits * 10n ** BigInt(exponent - unit);
  const sum = scaled(a) + scaled(b);
  return unit === 0 ? String(sum) : `${sum}e${unit}`;
}
