import { hash32 } from '../text/hash.ts';
import { emptyState, mergeStates, readState, withAnswer, type AnswerRecord, type LearnerState } from './state.ts';

/**
 * Where the learner's state is kept.
 *
 * - `kept`: in this browser.
 * - `disabled`: the browser blocks storage; everything is lost when the page is closed.
 * - `full`: the storage quota is exhausted; new answers are lost when the page is closed.
 * - `newer`: a newer version of Lectern wrote the stored state; it is left untouched, and answers are lost when the
 *   page is closed.
 */
export type Keeping = 'kept' | 'disabled' | 'full' | 'newer';

/** What the browser stores about a learner, by question address (`module/question`). No method throws. */
export interface LearnerStore {
  readonly keeping: Keeping;
  /** Storage keys of unreadable states that were moved aside instead of deleted. */
  setAside(): readonly string[];
  readonly state: LearnerState;
  get(address: string): AnswerRecord | undefined;
  record(address: string, answer: AnswerRecord): void;
  /** How often this quiz was restarted; 0 at first. */
  attempt(quiz: string): number;
  /** Starts a new attempt. */
  restart(quiz: string): void;
  /** Replaces the state by what becomes of it: with a file, after a reset. Only the pages that do so load the code for it. */
  change(edit: (state: LearnerState) => LearnerState): void;
  /** Calls back after every change, including those of other tabs. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
}

/** The part of `Storage` that is used; `undefined` if the browser denies access to it. */
export type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'key' | 'length'>;

/**
 * A store over `storage` under `key`; `seed` is used for a new learner only.
 *
 * Before each write the stored state is read and merged. Changes from other tabs are merged as they arrive (`heard`),
 * and written back if they lack something that this tab has. So tabs converge on the same state, whichever wrote last,
 * and no answer is lost.
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

  /** Merges the stored state into `state`. Returns whether the storage may be written. */
  function load(first = false): boolean {
    try {
      const text = storage?.getItem(key);
      if (text === undefined) return false;
      keeping = 'kept';
      if (text === null) return true;
      const reading = readState(text, Date.now());
      if (reading.kind === 'newer') {
        keeping = 'newer';
        return false;
      }
      if (reading.kind === 'state') state = first ? reading.state : mergeStates(reading.state, state);
      // The key is derived from the text, so the same text is stored only once.
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
    change,
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

/** This browser's store for the course deployed under `base`. */
export function openStore(base: string): LearnerStore {
  const key = `lectern:${base}`;
  let storage: Storage | undefined;
  try {
    storage = localStorage;
  } catch {
    // Accessing `localStorage` throws if cookies are blocked.
  }
  const store = storeOver(storage, key, crypto.getRandomValues(new Uint32Array(2)).join('-'));
  // `key` is null when another tab cleared everything.
  addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) store.heard();
  });
  return store;
}
