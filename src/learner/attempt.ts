import { shuffled } from '../questions/kit/random.ts';
import { own, type LearnerState } from './state.ts';

/** What determines an attempt's choice of questions, and with a question's address the order of its options. */
export function attemptSeed(state: LearnerState, module: string, what = module): string {
  return [state.seed, own(state.attempts, module) ?? 0, what].join();
}

/** The questions that the learner's present attempt at a quiz asks; `all` in the author's order. */
export function drawn<T>(all: readonly T[], pick: number | undefined, state: LearnerState, module: string): T[] {
  return pick === undefined || pick >= all.length ? [...all] : shuffled(all, attemptSeed(state, module)).slice(0, pick);
}
