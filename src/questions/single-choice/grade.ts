import { gradeOneChoice } from '../kit/options.ts';
import type { Grader } from '../kit/type.ts';

/** Ids of the right options (exactly one in a valid question). */
export type SingleChoiceKey = readonly string[];

/** One point for the right option, none for any other. */
export const singleChoiceGrader: Grader<SingleChoiceKey> = { grade: gradeOneChoice };
