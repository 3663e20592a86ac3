import { gradeOf, type Part, type Scoring } from '../kit/grade.ts';
import type { Grader } from '../kit/type.ts';

export interface OrderingKey {
  /** Ids in the right order. */
  readonly items: readonly string[];
  readonly scoring: Scoring;
}

/**
 * Partial credit: (length of the longest subsequence in the right relative order − 1) ÷ (items − 1). One misplaced item
 * costs one item, however far it shifts the others; the reverse order earns nothing. The items of that subsequence are
 * right, the others wrong.
 */
export const orderingGrader: Grader<OrderingKey> = {
  grade({ items, scoring }, response) {
    const placed = items.filter((item) => Number(response[item]) > 0);
    const given = placed.toSorted((a, b) => Number(response[a]) - Number(response[b]));
    const kept = longestRun(given.map((item) => items.indexOf(item))).map((index) => items[index]);
    const right = kept.length > 1 ? kept : [];
    const parts: Part[] = items.map((part) => ({ part, verdict: right.includes(part) ? 'right' : 'wrong' }));
    return gradeOf((kept.length - 1) / (items.length - 1), parts, scoring);
  },
};

/** The first of the longest increasing subsequences. */
function longestRun(numbers: readonly number[]): number[] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const before = runs.filter((run) => (run.at(-1) ?? 0) < number);
    runs.push([...longest(before), number]);
  }
  return longest(runs);
}

function longest(runs: readonly number[][]): number[] {
  return runs.reduce((best, run) => (run.length > best.length ? run : best), []);
}
