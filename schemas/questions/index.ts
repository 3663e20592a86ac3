import { z } from 'zod';
import { fillIn } from './fill-in.ts';
import { matching } from './matching.ts';
import { multipleChoice } from './multiple-choice.ts';
import { numeric } from './numeric.ts';
import { ordering } from './ordering.ts';
import { predictOutput } from './predict-output.ts';
import { shortAnswer } from './short-answer.ts';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';

/** Every question type there is: the one list to extend. */
export const questionSchemas = [
  singleChoice,
  multipleChoice,
  trueFalse,
  shortAnswer,
  numeric,
  ordering,
  matching,
  fillIn,
  predictOutput,
] as const;

export const question = z.discriminatedUnion('type', questionSchemas);
export type Question = z.output<typeof question>;
export type QuestionType = Question['type'];
