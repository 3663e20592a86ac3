import { z } from 'zod';
import { answerFacts, inOrder, type AnswerFacts } from './answers.ts';
import { questionBase } from './base.ts';
import { classify } from './classify.ts';
import { fillIn } from './fill-in.ts';
import { matching } from './matching.ts';
import { multipleChoice } from './multiple-choice.ts';
import { numeric } from './numeric.ts';
import { ordering } from './ordering.ts';
import { parsons } from './parsons.ts';
import { predictOutput } from './predict-output.ts';
import { selfCheck } from './self-check.ts';
import { shortAnswer } from './short-answer.ts';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';

/** All question types; the only list to extend. */
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
  classify,
  selfCheck,
  parsons,
] as const;

export const question = z.discriminatedUnion('type', questionSchemas);
export type Question = z.output<typeof question>;
export type QuestionType = Question['type'];

/** How answers of a type are compared; by all of its own fields unless it registers otherwise. */
export function answerFactsOf(type: QuestionType): AnswerFacts<Question> {
  const schema = questionSchemas.find(({ shape }) => shape.type.value === type);
  const facts = schema === undefined ? undefined : (answerFacts.get(schema) as AnswerFacts<Question> | undefined);
  return facts ?? { identity: byOwnFields, sameWording: 'answers' };
}

function byOwnFields(question: Question): string {
  const own = Object.entries(question).filter(([key]) => !Object.hasOwn(questionBase, key));
  return inOrder(own.map(([key, value]) => `${key}:${JSON.stringify(value)}`));
}
