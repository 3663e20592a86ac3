import { z } from 'zod';

/** Normalises texts for comparison: equal if learners see the same. */
export interface TextReader {
  markdown(text: string): string;
  plain(text: string): string;
}

/**
 * How the expected answers of two questions of a type are compared. A type without an entry is compared by all of its
 * own fields.
 */
export interface AnswerFacts<Question = z.$output> {
  /** A key for everything except the prompt: equal if and only if two questions expect the same answers. */
  readonly identity: (question: Question, read: TextReader) => string;
  /**
   * What else makes two questions with the same wording duplicates: `nothing`, the same `answers`, or, if omitted,
   * options that learners would call the same.
   */
  readonly sameWording?: 'nothing' | 'answers';
}

/** Registry of how answers are compared; each type registers its schema. */
export const answerFacts = z.registry<AnswerFacts>();

/** An unambiguous key of several parts, in order. */
export function inOrder(parts: readonly (string | number)[]): string {
  return parts.join('\u0004');
}

/** An unambiguous key of several parts, regardless of order. */
export function inAnyOrder(parts: readonly string[]): string {
  return inOrder(parts.toSorted());
}
