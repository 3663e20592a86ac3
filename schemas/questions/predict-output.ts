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

const fenced = /^(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n]*\n([^]*?)(?:(?<=\n)|\n)\1[`~]*\s*$/;

/**
 * The program's code, its language, and the language of its fence. If an author pastes a whole fence from a lesson, its
 * contents are used.
 */
export function programOf({ program, language }: Pick<PredictOutput, 'program' | 'language'>): {
  readonly code: string;
  readonly language: string;
  readonly fenceLanguage: string | undefined;
} {
  const fence = fenced.exec(program.trim());
  const fenceLanguage = fence?.[2] === '' ? undefined : fence?.[2];
  return {
    code: fence === null ? program : `${fence[3] ?? ''}\n`,
    language: language ?? fenceLanguage ?? 'js',
    fenceLanguage,
  };
}
