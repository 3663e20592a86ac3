import { quiz } from '../../schemas/quiz.ts';
import { textsIn, type TextUse } from '../../schemas/texts.ts';

export type { TextUse } from '../../schemas/texts.ts';

/**
 * Every text of a quiz that learners see, where it stands, and whether it is Markdown, shown as written, or code. `value`
 * is what the YAML holds, with whatever mistakes.
 */
export function textsOfQuiz(value: unknown): readonly TextUse[] {
  return textsIn(quiz, value);
}
