import { createEmptyCard, FSRS, generatorParameters, type Card, type Grade } from 'ts-fsrs';
import type { LearnerState, Recall } from './state.ts';

const day = 86_400_000;

/**
 * FSRS 6 as published, with pinned parameters: upgrading the library must not move due dates. The granularity is days,
 * not minutes (`enable_short_term: false`), and nothing is random (`enable_fuzz: false`). Weights:
 * open-spaced-repetition/ts-fsrs, the FSRS-6 defaults; retention 0.9: nine of ten questions should be recalled when
 * due.
 */
export const parameters = generatorParameters({
  request_retention: 0.9,
  maximum_interval: 365,
  enable_fuzz: false,
  enable_short_term: false,
  w: [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ],
});
const scheduler = new FSRS(parameters);

/**
 * When a question with these recalls (ascending, not empty) is due again, in milliseconds since 1970. Deterministic.
 */
export function dueAt(recalls: readonly Recall[]): number {
  let card: Card = createEmptyCard(recalls[0]?.[0] ?? 0);
  for (const [at, rating] of recalls) card = scheduler.next(card, at, rating as Grade).card;
  return card.due.getTime();
}

/** A question that the learner has answered, and when it is due. */
export interface Due {
  /** `module/question`. */
  readonly address: string;
  readonly at: number;
}

/** All answered questions, the longest overdue first. */
export function timetable(state: LearnerState): Due[] {
  return Object.entries(state.recalls)
    .flatMap(([address, recalls]) => (recalls.length > 0 ? [{ address, at: dueAt(recalls) }] : []))
    .toSorted((a, b) => a.at - b.at || (a.address < b.address ? -1 : 1));
}

export function moduleOf(address: string): string {
  return address.slice(0, address.indexOf('/'));
}

/** Maximum number of questions per session. */
export const sessionLimit = 10;

/**
 * The questions to ask now: at most `limit` of those due, alternating between modules, because interleaved practice is
 * retained better than blocked practice (Rohrer & Taylor 2007).
 */
export function sessionOf(due: readonly Due[], now: number, limit = sessionLimit): Due[] {
  const queues = new Map<string, Due[]>();
  for (const each of due) {
    if (each.at > now) continue;
    const queue = queues.get(moduleOf(each.address));
    if (queue === undefined) queues.set(moduleOf(each.address), [each]);
    else queue.push(each);
  }
  const session: Due[] = [];
  for (let turn = 0; session.length < limit; turn++) {
    const row = [...queues.values()].flatMap((queue) => queue[turn] ?? []);
    if (row.length === 0) break;
    session.push(...row.slice(0, limit - session.length));
  }
  return session;
}

/** Whole days until a time; 0 for today and the past. */
export function daysUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / day));
}
