import { z } from 'zod';
import { code } from '../primitives.ts';
import { option, questionBase } from './base.ts';

/** What does this program print? Typed, or chosen where `options` stand beside it. `lectern prove` runs it. */
export const predictOutput = z.strictObject({
  type: z.literal('predict-output'),
  ...questionBase,
  program: code.regex(/\S/).describe('The program’s source.'),
  runs: z.literal('node').default('node').describe('Where it runs.'),
  output: code.describe('What it prints on standard output; a last newline is forgiven.'),
  options: z.array(option).min(2).optional().describe('Choices, one of them `correct: true` and equal to `output`.'),
});
export type PredictOutput = z.output<typeof predictOutput>;
