/** The result of a whole response. */
export type Verdict = 'right' | 'partly' | 'wrong';

/** The result of one part of a response. `missed` is a right part that the learner left out. */
export type PartVerdict = Verdict | 'missed';

export interface Part {
  /** Option, item, pair or blank; as the markup's `data-part`. */
  readonly part: string;
  readonly verdict: PartVerdict;
}

/** The grade of a response: what it has earned of what the question counts. */
export interface Grade {
  /** 0 to 1. */
  readonly points: number;
  readonly verdict: Verdict;
  readonly parts: readonly Part[];
}

export type Scoring = 'partial' | 'all-or-nothing';

/** Creates a grade from a share of the point, clamped to 0–1; with `all-or-nothing` only the full point counts. */
export function gradeOf(share: number, parts: readonly Part[], scoring: Scoring = 'partial'): Grade {
  const earned = Math.min(1, Math.max(0, share));
  const points = scoring === 'partial' || earned === 1 ? earned : 0;
  return { points, verdict: verdictOf(points), parts };
}

/** What points between 0 and 1 are called. */
export const verdictOf = (points: number): Verdict => (points === 1 ? 'right' : points > 0 ? 'partly' : 'wrong');
