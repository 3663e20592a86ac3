import { z } from 'zod';
import { id, markdown, percent, plainText, silence } from './primitives.ts';
import { question } from './questions/index.ts';

const result = z.strictObject({
  from: percent.describe('Lowest score, in per cent, that gets this result.'),
  icon: plainText.optional().describe('An emoji, for decoration only.'),
  title: plainText.describe('What the learner reads first.'),
  message: plainText.optional().describe('A sentence below it.'),
});

/** `quiz.yaml`. */
export const quiz = z.strictObject({
  title: plainText
    .optional()
    .describe('Heading above the questions; “Quick Quiz” in the language of the course if left out.'),
  passMark: percent.default(70).describe('Score, in per cent, from which the module counts as passed.'),
  shuffle: z.boolean().default(true).describe('Whether options change places from learner to learner.'),
  pick: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('How many of the questions one attempt asks, chosen once per attempt.'),
  contexts: z
    .record(id, markdown)
    .default({})
    .describe('Texts shared by several questions, named by their `context`.')
    .meta({ examples: [{ log: 'A server prints three lines.' }] }),
  questions: z.array(question).min(1).describe('The questions, in order.'),
  silence: silence.optional(),
  results: z
    .array(result)
    .optional()
    .describe('What to say at the end, by score; sensible defaults otherwise.')
    .meta({
      examples: [[{ from: 100, icon: '🏆', title: 'You crushed it!', message: 'Perfect score on this module.' }]],
    }),
});

export type QuizData = z.output<typeof quiz>;
