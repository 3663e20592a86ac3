import { quiz } from '../../schemas/quiz.ts';
import { textsIn, type TextUse } from '../../schemas/texts.ts';

export type { TextUse } from '../../schemas/texts.ts';

/**
 * All texts of a quiz that learners see, with their paths and kinds (Markdown, plain or code). `value` is the parsed
 * YAML, which need not be valid.
 */
export function textsOfQuiz(value: unknown): readonly TextUse[] {
  return textsIn(quiz, value);
}
