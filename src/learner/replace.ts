import { emptyState, mergeStates, own, type LearnerState } from './state.ts';

/**
 * The state with everything that a file adds to it: what was forgotten since the file was written comes back, and
 * nothing is lost, whatever was forgotten where the file comes from.
 */
export function withFile(state: LearnerState, file: LearnerState): LearnerState {
  return mergeStates(state, { ...file, reset: state.reset });
}

/** What a file would change: the number of answers that are new here, replace an older one, or are older themselves. */
export interface FileChanges {
  readonly added: number;
  readonly replaced: number;
  readonly older: number;
  readonly same: number;
  /** Questions whose review schedule would get more reviews. */
  readonly reviews: number;
}

/** What `withFile` would change. */
export function changesOf(state: LearnerState, file: LearnerState): FileChanges {
  const after = withFile(state, file);
  const changes = { added: 0, replaced: 0, older: 0, same: 0, reviews: 0 };
  for (const [address, theirs] of Object.entries(file.answers)) {
    const mine = own(state.answers, address);
    const kept = JSON.stringify(own(after.answers, address));
    if (mine === undefined) changes.added++;
    else if (kept !== JSON.stringify(mine)) changes.replaced++;
    else if (kept === JSON.stringify(theirs)) changes.same++;
    else changes.older++;
  }
  for (const address of Object.keys(file.recalls)) {
    const [before, now] = [own(state.recalls, address), own(after.recalls, address)];
    if (JSON.stringify(before ?? []) !== JSON.stringify(now ?? [])) changes.reviews++;
  }
  return changes;
}

/** The state after it was forgotten, or replaced by the one `before` an import or a reset; also for other tabs. */
export function withReset(
  state: LearnerState,
  now: number,
  before: LearnerState = emptyState(state.seed),
): LearnerState {
  return { ...before, reset: Math.max(now, state.reset + 1) };
}
