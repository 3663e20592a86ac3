import { z } from 'zod';

/** How texts are compared: equal where learners see the same. */
export interface TextReader {
  markdown(text: string): string;
  plain(text: string): string;
}

/**
 * What questions of a type want as an answer, for whoever compares them. A type that says nothing here is compared by all
 * of its own fields.
 */
export interface AnswerFacts<Question = z.$output> {
  /** One text for all that is wanted besides the prompt: equal exactly where two questions want the same answers. */
  readonly identity: (question: Question, read: TextReader) => string;
  /**
   * What else makes two questions with one wording the same question: `nothing`, `answers` that are the same, or, where
   * nothing is said, options of which learners would say so.
   */
  readonly sameWording?: 'nothing' | 'answers';
}

/** The one place that knows how answers are compared: each type registers its schema. */
export const answerFacts = z.registry<AnswerFacts>();

/** Several parts as one text. */
export function inOrder(parts: readonly (string | number)[]): string {
  return parts.join('\u0004');
}

/** Several parts as one text, the same however they are arranged. */
export function inAnyOrder(parts: readonly string[]): string {
  return inOrder(parts.toSorted());
}
