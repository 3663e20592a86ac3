import { z } from 'zod';
import { id, markdown, silence, text } from '../primitives.ts';

/** Fields of all question types. */
export const questionBase = {
  id: id.describe('Stable for ever: answers are stored under it.').meta({ examples: ['starts-as'] }),
  prompt: markdown
    .describe('The question, in Markdown; fenced code is fine.')
    .meta({ examples: ['What does the initial WebSocket connection start as?'] }),
  objective: id.describe('The lesson’s objective this question tests.').meta({ examples: ['open-connection'] }),
  section: text
    .normalize('NFC')
    .describe('Id of the heading that teaches it; a wrong answer links there.')
    .meta({ examples: ['opening-the-door'] }),
  hints: z.array(markdown).default([]).describe('Shown one by one, if asked for.'),
  explanation: markdown.optional().describe('Shown after answering, right or wrong.'),
  context: id
    .optional()
    .describe('A shared text above this question and its neighbours: one of the quiz’s `contexts`.'),
  points: z
    .number()
    .positive()
    .max(100)
    .optional()
    .describe('What it counts in the score of the quiz; 1 if left out.')
    .meta({ examples: [2] }),
  aliases: z.array(id).default([]).describe('Ids this question had before.').meta({ uniqueItems: true }),
  silence: silence.optional(),
};

/** For types whose response has parts. */
export const scoring = z
  .enum(['partial', 'all-or-nothing'])
  .default('partial')
  .describe('Whether parts of an answer earn part of the point.');

/** One option of a choice. */
export const option = z.strictObject({
  id: id.describe('Stable name; the learner’s answer is stored under it.'),
  text: markdown.describe('What the learner reads.'),
  correct: z.boolean().default(false).describe('True for a right option.'),
  feedback: markdown
    .optional()
    .describe('Shown when this option was chosen: why someone would think so, and why it is (not) so.'),
  pinned: z.enum(['first', 'last']).optional().describe('Keeps this option in place when options are shuffled.'),
  silence: silence.optional(),
});

export type OptionData = z.output<typeof option>;
