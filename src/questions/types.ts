import { question as questionSchema, type Question } from '../../schemas/questions/index.ts';
import { textsIn } from '../../schemas/texts.ts';
import { fingerprintOf } from './kit/fingerprint.ts';
import type { Grade } from './kit/grade.ts';
import type { Response } from './kit/response.ts';
import type { QuestionType } from './kit/type.ts';
import { classify } from './classify/index.ts';
import { fillIn } from './fill-in/index.ts';
import { matching } from './matching/index.ts';
import { multipleChoice } from './multiple-choice/index.ts';
import { numeric } from './numeric/index.ts';
import { ordering } from './ordering/index.ts';
import { parsons } from './parsons/index.ts';
import { predictOutput } from './predict-output/index.ts';
import { selfCheck } from './self-check/index.ts';
import { shortAnswer } from './short-answer/index.ts';
import { singleChoice } from './single-choice/index.ts';
import { trueFalse } from './true-false/index.ts';

/** A question type with its question and key types erased; `typeOf` finds the matching one. */
export type AnyQuestionType = QuestionType<Question, unknown>;

/** All question types; the only list to extend. */
export const questionTypes: readonly AnyQuestionType[] = [
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
];

/** The type of a question. Throws if `questionTypes` lacks a type of the schema. */
export function typeOf(question: Question): AnyQuestionType {
  const type = questionTypes.find((type) => type.type === question.type);
  if (type === undefined) throw new Error(`no question type \`${question.type}\` in questionTypes`);
  return type;
}

/** All Markdown strings of a question, which `QuestionView.html` must contain. */
export function markdownOf(question: Question): string[] {
  const texts = textsIn(questionSchema, question).filter(({ kind }) => kind === 'markdown');
  return [...new Set(texts.map(({ text }) => text))];
}

/** Grades a response to a question; the browser uses the same grader. */
export function gradeQuestion(question: Question, response: Response, language = 'en'): Grade {
  const type = typeOf(question);
  return type.grade(type.key(question, language), response);
}

/**
 * A fingerprint of what an answer depends on: type, options or texts, and key, regardless of order unless order
 * matters. Rewording the prompt keeps it; changing the key or an option changes it.
 */
export function fingerprint(question: Question): string {
  return fingerprintOf([question.type, ...typeOf(question).meaning(question)]);
}
