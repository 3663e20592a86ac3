import { question as questionSchema, type Question } from '../../schemas/questions/index.ts';
import { textsIn } from '../../schemas/texts.ts';
import { fingerprintOf } from './kit/fingerprint.ts';
import type { Grade } from './kit/grade.ts';
import type { Response } from './kit/response.ts';
import type { QuestionType } from './kit/type.ts';
import { fillIn } from './fill-in/index.ts';
import { matching } from './matching/index.ts';
import { multipleChoice } from './multiple-choice/index.ts';
import { numeric } from './numeric/index.ts';
import { ordering } from './ordering/index.ts';
import { predictOutput } from './predict-output/index.ts';
import { shortAnswer } from './short-answer/index.ts';
import { singleChoice } from './single-choice/index.ts';
import { trueFalse } from './true-false/index.ts';

/** A type whose own question and key are not known here: `typeOf` finds the one that fits. */
export type AnyQuestionType = QuestionType<Question, unknown>;

/** Every question type there is: the one list to extend. */
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
];

/** The type of a question. Throws where `questionTypes` lacks a type the schema has. */
export function typeOf(question: Question): AnyQuestionType {
  const type = questionTypes.find((type) => type.type === question.type);
  if (type === undefined) throw new Error(`no question type \`${question.type}\` in questionTypes`);
  return type;
}

/** Every Markdown string of a question: what `QuestionView.html` must hold. */
export function markdownOf(question: Question): string[] {
  const texts = textsIn(questionSchema, question).filter(({ kind }) => kind === 'markdown');
  return [...new Set(texts.map(({ text }) => text))];
}

/** Grades a response to a question as the author wrote it; the browser grades by the same function. */
export function gradeQuestion(question: Question, response: Response, language = 'en'): Grade {
  const type = typeOf(question);
  return type.grade(type.key(question, language), response);
}

/**
 * Names what an answer to this question means: its type, options or texts, and key, whatever their order where order means nothing.
 * Another wording of the prompt keeps it; a changed key or option changes it.
 */
export function fingerprint(question: Question): string {
  return fingerprintOf([question.type, ...typeOf(question).meaning(question)]);
}
