import { quiz } from '../../schemas/quiz.ts';
import { textsIn, type TextUse } from '../../schemas/texts.ts';

export type { TextUse } from '../../schemas/texts.ts';

/** Several checks ask for the texts of the same quiz. */
const known = new WeakMap<object, readonly TextUse[]>();

/**
 * All texts of a quiz that learners see, with their paths and kinds (Markdown, plain or code). `value` is the parsed
 * YAML, which need not be valid.
 */
export function textsOfQuiz(value: unknown): readonly TextUse[] {
  if (typeof value !== 'object' || value === null) return [];
  const texts = known.get(value) ?? textsIn(quiz, value);
  known.set(value, texts);
  return texts;
}
