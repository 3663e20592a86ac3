import { shuffled } from '../questions/kit/random.ts';
import { own, type LearnerState } from './state.ts';

/** What determines an attempt's choice of questions, and with a question's address the order of its options. */
export function attemptSeed(state: LearnerState, module: string, what = module): string {
  return [state.seed, own(state.attempts, module) ?? 0, what].join();
}

/**
 * The questions that the learner's present attempt at a quiz asks: all, or `pick` of each group, which is one unless
 * `groupOf` says otherwise. `all` in the author's order.
 */
export function drawn<T>(
  all: readonly T[],
  pick: number | undefined,
  state: LearnerState,
  module: string,
  groupOf: (one: T) => unknown = () => 0,
): T[] {
  if (pick === undefined || pick >= all.length) return [...all];
  const taken = new Map<unknown, number>();
  return shuffled(all, attemptSeed(state, module)).filter((one) => {
    const count = (taken.get(groupOf(one)) ?? 0) + 1;
    taken.set(groupOf(one), count);
    return count <= pick;
  });
}
