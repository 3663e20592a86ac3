import type { ProofCode } from '../diagnostics/codes.ts';

/** One file of an exchange, as the lesson has it. */
export interface ProgramFile {
  /** The file's name: `server.js`. */
  readonly title: string;
  /** Who speaks in the transcript: the title without its extension. */
  readonly actor: string;
  readonly code: string;
  readonly runs: 'node' | 'browser';
}

/** How much an exchange may take before it is stopped. */
export interface Limits {
  /** From the start of the first program to rest, in milliseconds. */
  readonly time: number;
  /** Resident memory of one program, in bytes. */
  readonly memory: number;
  /** What one program prints, in bytes. */
  readonly output: number;
}

export const defaultLimits: Limits = { time: 10_000, memory: 256 * 2 ** 20, output: 64 * 2 ** 10 };

/** Why an exchange could not be proven. */
export type FailureCode = Extract<
  ProofCode,
  | 'proof-timeout'
  | 'proof-crashed'
  | 'proof-never-listens'
  | 'proof-endless-loop'
  | 'proof-endless-output'
  | 'proof-memory'
  | 'proof-package-missing'
  | 'proof-package-undeclared'
  | 'proof-refused'
  | 'proof-no-browser'
>;

/** One program that failed. `detail` is what it said or did, in a few words; lower case, without a full stop. */
export interface Failure {
  readonly code: FailureCode;
  /** The file's title. */
  readonly file: string;
  readonly detail: string;
}

/** One line of a console, exactly as its runtime printed it. */
export interface SpokenLine {
  readonly from: string;
  readonly text: string;
  /** Indexes of lines of other sides that must stand before it; only those no other of them implies. Ascending. */
  readonly after: readonly number[];
}

/** What really happened: all lines in the canonical order (causality.ts), and what went wrong. */
export interface Outcome {
  readonly lines: readonly SpokenLine[];
  readonly failures: readonly Failure[];
}
