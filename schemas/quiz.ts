import { z } from 'zod';
import { examOption } from './exam.ts';
import { id, markdown, percent, plainText, silence } from './primitives.ts';
import { question } from './questions/index.ts';

const result = z.strictObject({
  from: percent.describe('Lowest score, in per cent, that gets this result.'),
  icon: plainText.optional().describe('An emoji, for decoration only.'),
  title: plainText.describe('What the learner reads first.'),
  message: markdown.optional().describe('What stands below it: a sentence or two, in Markdown.'),
});

const count = z.number().int().min(1);

/** `quiz.yaml`. */
export const quiz = z.strictObject({
  title: plainText
    .optional()
    .describe('Heading above the questions; “Quick Quiz” or “Exam” in the language of the course if left out.'),
  passMark: percent.default(70).describe('Score, in per cent, from which the module counts as passed.'),
  shuffle: z.boolean().default(true).describe('Whether options change places from learner to learner.'),
  pick: z
    .union([count, z.strictObject({ perObjective: count.describe('How many questions on each objective.') })])
    .optional()
    .describe('How many of the questions one attempt asks, chosen once per attempt: in all, or on each objective.')
    .meta({ examples: [{ perObjective: 2 }] }),
  exam: examOption
    .optional()
    .describe('Makes the quiz an exam: one hand-in, and no feedback before it. As in `course.yaml` if left out.')
    .meta({ examples: [{ minutes: 20, attempts: 2 }] }),
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

/** How many questions an attempt asks of those with these objectives. */
export function countDrawn(pick: QuizData['pick'], objectives: readonly string[]): number {
  if (typeof pick !== 'object') return Math.min(pick ?? objectives.length, objectives.length);
  const counts = new Map<string, number>();
  for (const objective of objectives) counts.set(objective, (counts.get(objective) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.min(count, pick.perObjective), 0);
}
