import { gradeOf, type Grade } from '../kit/grade.ts';
import { gradeOneChoice } from '../kit/options.ts';
import type { Grader } from '../kit/type.ts';

/** What the program prints, or the ids of the right options. */
export type PredictOutputKey = { readonly output: string } | { readonly right: readonly string[] };

/** One point for exactly what the program prints, ignoring the style of line breaks and a final one. */
export const predictOutputGrader: Grader<PredictOutputKey> = {
  grade(key, response): Grade {
    if ('right' in key) return gradeOneChoice(key.right, response);
    const right = printed(response['text'] ?? '') === printed(key.output);
    return gradeOf(right ? 1 : 0, [{ part: 'text', verdict: right ? 'right' : 'wrong' }]);
  },
};

function printed(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
}
