import type { Response } from '../questions/kit/response.ts';
import { readResponse } from '../questions/kit/response.ts';

export type Confidence = 'sure' | 'unsure' | 'guess';

/** The last answer to one question. */
export interface AnswerRecord {
  readonly response: Response;
  /** The question's fingerprint when it was answered. */
  readonly version: string;
  /** 0 to 1. */
  readonly points: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Hints that were open. */
  readonly hints: number;
  readonly confidence?: Confidence | undefined;
  /** The learner is about to answer it again: the answer counts, but is not shown. */
  readonly again?: boolean | undefined;
}

/** What the browser remembers about a learner, under question addresses (`module/question`). */
export interface LearnerStore {
  /** False where the browser keeps nothing: then all is forgotten with the page. */
  readonly lasting: boolean;
  /** Drawn once per learner; together with `attempt` it decides on shuffling and pools. */
  readonly seed: string;
  get(address: string): AnswerRecord | undefined;
  record(address: string, answer: AnswerRecord): void;
  /** How often this quiz was begun anew; 0 at first. */
  attempt(quiz: string): number;
  /** Begins a new attempt. */
  restart(quiz: string): void;
  /** Calls back after every change, also one from another tab; returns the way to stop it. */
  subscribe(listener: () => void): () => void;
}

interface State {
  v: 1;
  seed: string;
  answers: Record<string, AnswerRecord>;
  attempts: Record<string, number>;
}

/** A store over `localStorage` under `key`, in memory where that is not to be had. `seed` is used for a new learner only. */
export function openStore(key: string, seed: string): LearnerStore {
  let state: State = { v: 1, seed, answers: {}, attempts: {} };
  let lasting = true;
  const listeners = new Set<() => void>();
  const load = () => {
    try {
      const read = JSON.parse(localStorage.getItem(key) ?? 'null') as State | null;
      if (read?.v === 1) state = read;
    } catch {
      lasting = false;
    }
  };
  const change = (edit: () => void) => {
    load();
    edit();
    try {
      localStorage.setItem(key, JSON.stringify(state));
    } catch {
      lasting = false;
    }
    for (const listener of listeners) listener();
  };
  load();
  addEventListener('storage', (event) => {
    if (event.key !== key) return;
    load();
    for (const listener of listeners) listener();
  });
  return {
    get lasting() {
      return lasting;
    },
    get seed() {
      return state.seed;
    },
    get(address) {
      const answer = state.answers[address];
      return answer !== undefined && readResponse(answer.response) ? answer : undefined;
    },
    record(address, answer) {
      change(() => {
        state.answers[address] = answer;
      });
    },
    attempt: (quiz) => state.attempts[quiz] ?? 0,
    restart(quiz) {
      change(() => {
        state.attempts[quiz] = (state.attempts[quiz] ?? 0) + 1;
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
