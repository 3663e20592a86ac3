import type { ProofCode } from '../diagnostics/codes.ts';

/** One file of an exchange, as written in the lesson. */
export interface ProgramFile {
  /** The file's name: `server.js`. */
  readonly title: string;
  /** Name in the transcript: the title without its extension. */
  readonly actor: string;
  readonly code: string;
  readonly runs: 'node' | 'browser';
}

/** Resource limits of an exchange. */
export interface Limits {
  /** From the start of the first program until all are idle, in milliseconds. */
  readonly time: number;
  /** Resident memory of one program, in bytes. */
  readonly memory: number;
  /** Output of one program, in bytes. */
  readonly output: number;
}

export const defaultLimits: Limits = { time: 10_000, memory: 256 * 2 ** 20, output: 64 * 2 ** 10 };

/** Why an exchange could not be verified. */
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
  | 'proof-no-wall'
>;

/** A failed program. `detail` describes in a few words what happened; lower case, without a full stop. */
export interface Failure {
  readonly code: FailureCode;
  /** The file's title. */
  readonly file: string;
  readonly detail: string;
}

/** A console line, exactly as the runtime printed it. */
export interface SpokenLine {
  readonly from: string;
  readonly text: string;
  /** Indexes of lines of other sides that must come before it, without those implied by others. Ascending. */
  readonly after: readonly number[];
}

/** The result of a run: all lines in canonical order (causality.ts), and failures. */
export interface Outcome {
  readonly lines: readonly SpokenLine[];
  readonly failures: readonly Failure[];
}
