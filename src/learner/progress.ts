import type { LearnerState } from './state.ts';

/** A learner's progress in one module. */
export interface ModuleProgress {
  readonly answered: number;
  /** Sum of the points of the latest answers, partial points included. */
  readonly points: number;
  /** The time of the latest answer; 0 if there is none. */
  readonly last: number;
}

const none: ModuleProgress = { answered: 0, points: 0, last: 0 };

/** Progress by module, for every module with an answer; answers marked for another attempt still count. */
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
