import { z } from 'zod';
import { markdown } from '../primitives.ts';
import { answerFacts } from './answers.ts';
import { questionBase } from './base.ts';

/** A statement that is true or false (QTI choiceInteraction with two choices). */
export const trueFalse = z.strictObject({
  type: z.literal('true-false'),
  ...questionBase,
  answer: z.boolean().describe('Whether the statement is true.'),
  feedback: z
    .strictObject({ true: markdown.optional(), false: markdown.optional() })
    .optional()
    .describe('Shown after choosing “true” or “false”.'),
});
answerFacts.add(trueFalse, { identity: () => 'true-false', sameWording: 'nothing' });
export type TrueFalse = z.output<typeof trueFalse>;
