import type { LearnerState } from './state.ts';

/** How far a learner is with one module. */
export interface ModuleProgress {
  readonly answered: number;
  /** Whole and partial points of the last answers. */
  readonly points: number;
  /** The time of the newest answer; 0 without one. */
  readonly last: number;
}

const none: ModuleProgress = { answered: 0, points: 0, last: 0 };

/** Progress by module, for every module with an answer; what is about to be answered again still counts. */
export function progressByModule(state: LearnerState): Map<string, ModuleProgress> {
  const result = new Map<string, ModuleProgress>();
  for (const [address, { points, at }] of Object.entries(state.answers)) {
    const module = address.slice(0, address.indexOf('/'));
    const before = result.get(module) ?? none;
    result.set(module, {
      answered: before.answered + 1,
      points: before.points + points,
      last: Math.max(before.last, at),
    });
  }
  return result;
}
