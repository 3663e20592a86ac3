import { z } from 'zod';
import { code, mostEntries, text } from '../primitives.ts';
import { answerFacts, inOrder } from './answers.ts';
import { option, questionBase } from './base.ts';

/** What does this program print? Typed, or chosen if there are `options`. `lectern prove` runs it. */
export const predictOutput = z.strictObject({
  type: z.literal('predict-output'),
  ...questionBase,
  program: code.regex(/\S/).describe('The program’s source.'),
  language: text
    .optional()
    .describe('What it is written in, as the highlighter calls it: `js` where left out.')
    .meta({ examples: ['ts', 'python', 'sql'] }),
  runs: z
    .enum(['node', 'no'])
    .default('node')
    .describe('Where it runs; `no` where nothing here can run it, with a `reason`.'),
  reason: text
    .optional()
    .describe('Why it is not run, for whoever reads the proof.')
    .meta({ examples: ['needs Python'] }),
  output: code.describe('What it prints on standard output; a last newline is forgiven.'),
  options: z
    .array(option)
    .min(2)
    .max(mostEntries)
    .optional()
    .describe('Choices, one of them `correct: true` and equal to `output`.'),
});
answerFacts.add(predictOutput, {
  identity: ({ program, output }) => inOrder([program, output]),
  sameWording: 'answers',
});
export type PredictOutput = z.output<typeof predictOutput>;

/**
 * The program's code, its language, and the language of its fence. If an author pastes a whole fence from a lesson, its
 * contents are used.
 */
export function programOf({ program, language }: Pick<PredictOutput, 'program' | 'language'>): {
  readonly code: string;
  readonly language: string;
  readonly fenceLanguage: string | undefined;
} {
  const fence = fenceOf(program.trim());
  return {
    code: fence === undefined ? program : `${fence.code}\n`,
    language: language ?? fence?.language ?? 'js',
    fenceLanguage: fence?.language,
  };
}

/** A text that is a whole fence: its code, and its language if it names one. */
function fenceOf(text: string): { readonly code: string; readonly language: string | undefined } | undefined {
  const [, marks = '', language = ''] = /^(`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(text) ?? [];
  const start = text.indexOf('\n') + 1;
  let end = text.length;
  while (/[`~]/.test(text.charAt(end - 1))) end--;
  const isFence =
    marks !== '' && start > 0 && end >= start && text.charAt(end - 1) === '\n' && text.startsWith(marks, end);
  if (!isFence) return undefined;
  return { code: text.slice(start, Math.max(start, end - 1)), language: language === '' ? undefined : language };
}
