import { hash32 } from '../text/hash.ts';
import {
  emptyState,
  mergeStates,
  readState,
  withAnswer,
  withNames,
  withReset,
  type AnswerRecord,
  type LearnerState,
} from './state.ts';

/**
 * Where the learner's state is kept.
 *
 * - `kept`: in this browser.
 * - `disabled`: the browser stores nothing; all is forgotten with the page.
 * - `full`: the browser's space is used up; what is new is forgotten with the page.
 * - `newer`: a newer Lectern wrote the stored state; it is left as it is, and this page remembers nothing beyond itself.
 */
export type Keeping = 'kept' | 'disabled' | 'full' | 'newer';

/** What the browser remembers about a learner, under question addresses (`module/question`). No method ever throws. */
export interface LearnerStore {
  readonly keeping: Keeping;
  /** Names of stored states that made no sense and were set aside, not thrown away. */
  setAside(): readonly string[];
  readonly state: LearnerState;
  get(address: string): AnswerRecord | undefined;
  record(address: string, answer: AnswerRecord): void;
  /** How often this quiz was begun anew; 0 at first. */
  attempt(quiz: string): number;
  /** Begins a new attempt. */
  restart(quiz: string): void;
  /** Lets answers stored under old names count under the new ones. */
  rename(rename: (name: string) => string): void;
  /** Adds what another state knows, such as one from a file. */
  merge(other: LearnerState): void;
  /** Forgets everything. */
  reset(now: number): void;
  /** Calls back after every change, also one from another tab; returns the way to stop it. */
  subscribe(listener: () => void): () => void;
}

/** The part of `Storage` that is used; `undefined` where the browser refuses even to be asked. */
export type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'key' | 'length'>;

/**
 * A store over `storage` under `key`; `seed` is used for a new learner only.
 *
 * Before each write the stored state is read and merged, and what another tab writes is merged as it arrives
 * (`heard`), and written again where it lacks something this tab knows. So two tabs end with the same state,
 * whichever wrote last, and no answer is lost.
 */
export function storeOver(
  storage: StorageLike | undefined,
  key: string,
  seed: string,
): LearnerStore & { heard(): void } {
  let state = emptyState(seed);
  let keeping: Keeping = 'disabled';
  const listeners = new Set<() => void>();
  const aside = `${key}:set-aside:`;

  /** Merges what is stored into `state`; says whether the storage may be written. */
  function load(first = false): boolean {
    try {
      const text = storage?.getItem(key);
      if (text === undefined) return false;
      keeping = 'kept';
      if (text === null) return true;
      const reading = readState(text);
      if (reading.kind === 'newer') {
        keeping = 'newer';
        return false;
      }
      if (reading.kind === 'state') state = first ? reading.state : mergeStates(reading.state, state);
      // Kept under a name made from its text, so that the same text is kept once.
      if (reading.kind === 'foreign' || reading.lost > 0) storage?.setItem(aside + hash32(text).toString(36), text);
      return true;
    } catch {
      keeping = keeping === 'kept' ? 'full' : 'disabled';
      return false;
    }
  }

  function save(): void {
    const text = JSON.stringify(state);
    try {
      if (storage?.getItem(key) !== text) storage?.setItem(key, text);
    } catch {
      keeping = 'full';
    }
  }

  function change(edit: (state: LearnerState) => LearnerState): void {
    const writable = load();
    state = edit(state);
    if (writable) save();
    for (const listener of listeners) listener();
  }

  load(true);
  return {
    get keeping() {
      return keeping;
    },
    get state() {
      return state;
    },
    setAside() {
      try {
        return Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '')
          .filter((name) => name.startsWith(aside))
          .toSorted();
      } catch {
        return [];
      }
    },
    get: (address) => (Object.hasOwn(state.answers, address) ? state.answers[address] : undefined),
    record: (address, answer) => change((before) => withAnswer(before, address, answer)),
    attempt: (quiz) => (Object.hasOwn(state.attempts, quiz) ? (state.attempts[quiz] ?? 0) : 0),
    restart(quiz) {
      change((before) => ({ ...before, attempts: { ...before.attempts, [quiz]: this.attempt(quiz) + 1 } }));
    },
    rename(rename) {
      const names = [...Object.keys(state.answers), ...Object.keys(state.attempts)];
      if (names.some((name) => rename(name) !== name)) change((before) => withNames(before, rename));
    },
    merge: (other) => change((before) => mergeStates(before, other)),
    reset: (now) => change((before) => withReset(before, now)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    heard() {
      if (load()) save();
      for (const listener of listeners) listener();
    },
  };
}

/** This browser's store for the course whose pages lie under `base`. */
export function openStore(base: string): LearnerStore {
  const key = `lectern:${base}`;
  let storage: Storage | undefined;
  try {
    storage = localStorage;
  } catch {
    // Merely asking is refused where cookies are blocked.
  }
  const store = storeOver(storage, key, crypto.getRandomValues(new Uint32Array(2)).join('-'));
  // `key` is null when another tab cleared everything.
  addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) store.heard();
  });
  return store;
}
