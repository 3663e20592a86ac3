/** An interval with a unit; a single number is an interval of length zero. */
export interface Quantity {
  readonly low: number;
  readonly high: number;
  /** Whether each end is included. */
  readonly includesLow: boolean;
  readonly includesHigh: boolean;
  /** Singular, as written; empty if there is none. */
  readonly unit: string;
  readonly isInterval: boolean;
}

const number = String.raw`[-−+]?(?:\d{1,3}(?:[,  ’']\d{3})+|\d+)(?:\.\d+)?(?:e[-+]?\d+)?`;
const unit = String.raw`%|°[CF]?|[a-zA-Zµμ]+(?:\/[a-zA-Z]+)?(?: (?:per|a|an) [a-zA-Z]+)?`;
const amount = String.raw`[$€£]?\s?(${number})\s*(${unit})?`;
const single = new RegExp(`^(?:about |around |approximately |roughly |exactly |only |~ ?|≈ ?)?${amount}$`, 'i');
const between = new RegExp(`^(?:about |from |between )?${amount}\\s*(?:–|—|-|to|and|through|until)\\s*${amount}$`, 'i');
const below = new RegExp(
  `^(up to|at most|no more than|not more than|≤|<=|under|below|less than|fewer than|<)\\s*${amount}$`,
  'i',
);
const above = new RegExp(
  `^(at least|no less than|no fewer than|≥|>=|from|over|above|more than|greater than|>)\\s*${amount}$`,
  'i',
);
const orMore = new RegExp(
  `^${amount}(?:\\s*\\+| or (?:more|above|over|longer|higher|later|greater|less|fewer|below|under|lower|shorter|earlier)(?: ([a-z]+))?)$`,
  'i',
);
const closed = /^(?:up to|at most|no more than|not more than|≤|<=|at least|no less than|no fewer than|≥|>=|from)$/i;

/**
 * Parses an option that is only a number or an interval: `1,024 bytes`, `−3.5`, `10–20 ms`, `at least 4`. `undefined`
 * for everything else, including versions, times, dates, hexadecimal numbers and fractions. Intervals are closed,
 * except for “under”, “over”, `<` and `>`.
 */
export function parseQuantity(text: string): Quantity | undefined {
  if (!/\d/.test(text) || text.length > 60) return undefined;
  const plain = text.trim().replace(/\.$/, '');
  const one = single.exec(plain);
  if (one !== null) return point(one[1], one[2]);
  const two = between.exec(plain);
  if (two !== null && (!hasNumberBeforeAnd(plain) || /^between/i.test(plain))) {
    const [low, high] = [toNumber(two[1]), toNumber(two[3])];
    if (low >= high || (two[2] !== undefined && two[4] !== undefined && singular(two[2]) !== singular(two[4])))
      return undefined;
    return { low, high, includesLow: true, includesHigh: true, unit: singular(two[4] ?? two[2]), isInterval: true };
  }
  const under = below.exec(plain);
  if (under !== null) {
    const inclusive = closed.test(under[1] ?? '');
    return {
      low: -Infinity,
      high: toNumber(under[2]),
      includesLow: false,
      includesHigh: inclusive,
      unit: singular(under[3]),
      isInterval: true,
    };
  }
  const over = above.exec(plain);
  if (over !== null) return from(over[2], closed.test(over[1] ?? ''), over[3]);
  const more = orMore.exec(plain);
  if (more !== null) {
    if (/ or (?:less|fewer|below|under|lower|shorter|earlier)/i.test(plain)) {
      return {
        low: -Infinity,
        high: toNumber(more[1]),
        includesLow: false,
        includesHigh: true,
        unit: singular(more[2] ?? more[3]),
        isInterval: true,
      };
    }
    return from(more[1], true, more[2] ?? more[3]);
  }
  return undefined;
}

/** Whether two intervals of the same unit overlap. */
export function intersects(a: Quantity, b: Quantity): boolean {
  if (a.unit !== b.unit) return false;
  const [first, second] = a.low < b.low || (a.low === b.low && a.includesLow) ? [a, b] : [b, a];
  if (first.high > second.low) return true;
  return first.high === second.low && first.includesHigh && second.includesLow;
}

function point(text: string | undefined, written: string | undefined): Quantity {
  const value = toNumber(text);
  return { low: value, high: value, includesLow: true, includesHigh: true, unit: singular(written), isInterval: false };
}

function from(text: string | undefined, inclusive: boolean, written: string | undefined): Quantity {
  return {
    low: toNumber(text),
    high: Infinity,
    includesLow: inclusive,
    includesHigh: false,
    unit: singular(written),
    isInterval: true,
  };
}

function toNumber(text: string | undefined): number {
  return Number((text ?? '').replace(/[,  ’']/g, '').replace('−', '-'));
}

function singular(written: string | undefined): string {
  const text = written ?? '';
  return text.length > 3 ? text.toLowerCase().replace(/s$/, '') : text;
}

/** “2 and 3” */
function hasNumberBeforeAnd(text: string): boolean {
  return text
    .split(/ and /i)
    .slice(0, -1)
    .some((part) => /\d/.test(part.slice(part.lastIndexOf(' ') + 1)));
}
