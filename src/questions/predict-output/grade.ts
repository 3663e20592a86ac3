import { gradeOf, type Grade } from '../kit/grade.ts';
import { gradeOneChoice } from '../kit/options.ts';
import type { Grader } from '../kit/type.ts';

/** What the program prints, or the ids of the right options. */
export type PredictOutputKey = { readonly output: string } | { readonly right: readonly string[] };

/**
 * One point for what the program prints. Ignored: the style of line breaks, a final one, and white space at the ends of
 * lines, because nobody sees them; where the program prints tabs, spaces count as well, because Tab leaves the field.
 */
export const predictOutputGrader: Grader<PredictOutputKey> = {
  grade(key, response): Grade {
    if ('right' in key) return gradeOneChoice(key.right, response);
    const hasTabs = key.output.includes('\t');
    const right = printed(response['text'] ?? '', hasTabs) === printed(key.output, hasTabs);
    return gradeOf(right ? 1 : 0, [{ part: 'text', verdict: right ? 'right' : 'wrong' }]);
  },
};

function printed(text: string, hasTabs: boolean): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const whole = lines.join('\n').replace(/\n$/, '');
  return hasTabs ? whole.replace(/[ \t]+/g, ' ') : whole;
}
