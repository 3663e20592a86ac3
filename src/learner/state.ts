import { readResponse, type Response } from '../questions/kit/response.ts';

export type Confidence = 'sure' | 'unsure' | 'guess';

/** The latest answer to one question. */
export interface AnswerRecord {
  readonly response: Response;
  /** The question's fingerprint when it was answered. */
  readonly version: string;
  /** 0 to 1. */
  readonly points: number;
  /** Milliseconds since 1970; no two answers to one question share it. */
  readonly at: number;
  /** Number of hints that were open. */
  readonly hints: number;
  readonly confidence?: Confidence | undefined;
  /** Marked for another attempt: the answer counts, but is not shown. */
  readonly again?: boolean | undefined;
}

/** One review of a question: when, and its rating (FSRS: 1 again, 2 hard, 3 good, 4 easy). */
export type Recall = readonly [at: number, rating: Rating];
export type Rating = 1 | 2 | 3 | 4;

/**
 * Everything that a browser stores about a learner. Also the format of the exported file (`schemas/progress.ts`).
 *
 * It is designed to be merged, like a CRDT: the latest answer wins, recalls and attempts only grow, and of two copies
 * with different `reset` the one that was replaced does not count. So any two copies, merged in any order and any number
 * of times, give the same state.
 */
export interface LearnerState {
  readonly version: 1;
  /** Generated once per learner; together with the attempt it determines shuffling and pools. */
  readonly seed: string;
  /**
   * When the learner last replaced everything at once, by forgetting it or by undoing an import, in milliseconds since
   * 1970. Copies from before that moment do not count.
   */
  readonly reset: number;
  /** By question address, `module/question`. */
  readonly answers: Readonly<Record<string, AnswerRecord>>;
  /** By question address, ascending in time, the latest `recallLimit`. */
  readonly recalls: Readonly<Record<string, readonly Recall[]>>;
  /** By module: how often its quiz was restarted. */
  readonly attempts: Readonly<Record<string, number>>;
}

/** Recalls kept per question: the distant past has little influence in FSRS, and storage is limited. */
export const recallLimit = 24;

export function emptyState(seed: string): LearnerState {
  return { version: 1, seed, reset: 0, answers: {}, recalls: {}, attempts: {} };
}

/** The result of reading a stored or imported state. `lost` counts invalid entries that were dropped. */
export type Reading =
  | { readonly kind: 'state'; readonly state: LearnerState; readonly lost: number }
  | { readonly kind: 'newer' }
  | { readonly kind: 'foreign' };

/**
 * Reads a state from text, entry by entry: an invalid entry does not affect the others. Never throws. Moments beyond a day
 * after `now` are moved there: another clock may be wrong, and a file may be made up.
 */
export function readState(text: string, now: number): Reading {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { kind: 'foreign' };
  }
  if (!isRecord(data)) return { kind: 'foreign' };
  const { version, seed, reset } = data;
  if (typeof version === 'number' && version > 1) return { kind: 'newer' };
  if (version !== 1 || typeof seed !== 'string') return { kind: 'foreign' };
  const latest = now + 86_400_000;
  let lost = 0;
  const entries = <T>(value: unknown, read: (value: unknown, latest: number) => T | undefined): Record<string, T> => {
    if (value !== undefined && !isRecord(value)) lost++;
    const kept = Object.entries(isRecord(value) ? value : {}).flatMap(([key, entry]) => {
      const good = read(entry, latest);
      if (good !== undefined) return [[key, good] as const];
      lost++;
      return [];
    });
    return Object.fromEntries(kept);
  };
  const state: LearnerState = {
    version: 1,
    seed,
    reset: bounded(reset, latest) ?? 0,
    answers: entries(data['answers'], readAnswer),
    recalls: entries(data['recalls'], readRecalls),
    attempts: entries(data['attempts'], bounded),
  };
  return { kind: 'state', state, lost };
}

/**
 * Merges two states of the same learner. Commutative, associative and idempotent (except for `seed`, where `a` wins), so
 * tabs may be merged in any order. A state that was replaced as a whole loses against the one that replaced it.
 */
export function mergeStates(a: LearnerState, b: LearnerState): LearnerState {
  if (a.reset !== b.reset) return { ...(a.reset > b.reset ? a : b), seed: a.seed };
  const union = <T>(
    of: (state: LearnerState) => Readonly<Record<string, T>>,
    join: (x: T, y: T) => T,
  ): Record<string, T> => {
    const keys = Object.keys({ ...of(a), ...of(b) }).toSorted();
    return Object.fromEntries(
      keys.map((key) => {
        const [x, y] = [own(of(a), key), own(of(b), key)];
        return [key, x === undefined || y === undefined ? ((x ?? y) as T) : join(x, y)] as const;
      }),
    );
  };
  return {
    version: 1,
    seed: a.seed,
    reset: a.reset,
    answers: union<AnswerRecord>((state) => state.answers, later),
    recalls: union<readonly Recall[]>(
      (state) => state.recalls,
      (x, y) => tidy([...x, ...y]) ?? [],
    ),
    attempts: union((state) => state.attempts, Math.max),
  };
}

/**
 * The later answer. Ties are broken by the `again` mark, then by comparing the text, so that the order of merging never
 * matters.
 */
function later(x: AnswerRecord, y: AnswerRecord): AnswerRecord {
  if (x.at !== y.at) return x.at > y.at ? x : y;
  if (!x.again !== !y.again) return x.again ? x : y;
  return JSON.stringify(x) > JSON.stringify(y) ? x : y;
}

/** One recall per time, ascending, limited to the latest; undefined if none is left. */
function tidy(list: readonly Recall[]): readonly Recall[] | undefined {
  const byTime = new Map<number, Rating>();
  for (const [at, rating] of list) byTime.set(at, Math.min(rating, byTime.get(at) ?? 4) as Rating);
  const kept = [...byTime].toSorted(([x], [y]) => x - y).slice(-recallLimit);
  return kept.length === 0 ? undefined : kept;
}

/**
 * The FSRS rating of an answer: wrong is “again”; partly right, a guess or with a hint is “hard”; right is “good”;
 * right and confident is “easy”.
 */
export function ratingOf({ points, hints, confidence }: AnswerRecord): Rating {
  if (points < 0.5) return 1;
  if (points < 1 || hints > 0 || confidence === 'guess') return 2;
  return confidence === 'sure' ? 4 : 3;
}

/** The state with one more answer. If clocks disagree, its time is moved forward so that it is the latest. */
export function withAnswer(state: LearnerState, address: string, answer: AnswerRecord): LearnerState {
  const before = own(state.answers, address);
  const reopened = answer.again === true;
  const at = reopened && before !== undefined ? before.at : Math.max(answer.at, (before?.at ?? 0) + 1);
  const kept = { ...answer, at };
  const recalls = reopened
    ? {}
    : { [address]: tidy([...(own(state.recalls, address) ?? []), [at, ratingOf(kept)]]) ?? [] };
  return { ...state, answers: { ...state.answers, [address]: kept }, recalls: { ...state.recalls, ...recalls } };
}

function readAnswer(value: unknown, latest: number): AnswerRecord | undefined {
  if (!isRecord(value)) return undefined;
  const { version, points, hints, confidence, again } = value;
  const at = bounded(value['at'], latest);
  const response = readResponse(value['response']);
  if (response === undefined || typeof version !== 'string' || at === undefined) return undefined;
  if (typeof points !== 'number' || !(points >= 0 && points <= 1)) return undefined;
  return {
    response,
    version,
    points,
    at,
    hints: bounded(hints, latest) ?? 0,
    ...(isConfidence(confidence) ? { confidence } : {}),
    ...(again === true ? { again } : {}),
  };
}

const isConfidence = (value: unknown): value is NonNullable<AnswerRecord['confidence']> =>
  ['sure', 'unsure', 'guess'].includes(value as string);

function readRecalls(value: unknown, latest: number): readonly Recall[] | undefined {
  if (!Array.isArray(value)) return undefined;
  // The entries have just been parsed, and are nobody else's yet.
  const good = value.every(
    (entry: unknown) =>
      Array.isArray(entry) &&
      (entry[0] = bounded(entry[0], latest)) !== undefined &&
      [1, 2, 3, 4].includes(entry[1] as number),
  );
  return good ? tidy(value as readonly Recall[]) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A count or a moment, no later than `latest`; undefined for what is not a non-negative integer. */
function bounded(value: unknown, latest: number): number | undefined {
  return Number.isInteger(value) && (value as number) >= 0 ? Math.min(value as number, latest) : undefined;
}

/** The own property of that name: `constructor` is a possible name, and inherited properties are not entries. */
export function own<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
