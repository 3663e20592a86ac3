import type { Block } from '../../../schemas/questions/code-lines.ts';
import type { Scoring } from '../kit/grade.ts';

type Line = readonly [id: string, depth: number, same: number];

export interface ParsonsKey {
  /**
   * The lines in order: their ids, their depths, or -1 where learners do not indent them, and the first line that says the
   * same, as its index.
   */
  readonly lines: readonly Line[];
  /** Blocks that may change places. */
  readonly groups: readonly (readonly Block[])[];
  /** Lines that belong nowhere. */
  readonly distractors: readonly string[];
  readonly scoring: Scoring;
}

/** The control of a line's depth. */
export const depthOf = (id: string): string => `${id}.depth`;
