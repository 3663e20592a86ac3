import { z } from 'zod';
import { text } from '../primitives.ts';
import { answerFacts, inAnyOrder } from './answers.ts';
import { questionBase } from './base.ts';

/** A word or short phrase, typed (QTI textEntryInteraction). */
export const shortAnswer = z.strictObject({
  type: z.literal('short-answer'),
  ...questionBase,
  accept: z.array(text).min(1).describe('Every spelling that counts as right; the first is shown as the answer.'),
  ignoreCase: z.boolean().default(true).describe('Whether `HTTP` and `http` are the same answer.'),
  ignoreSpace: z.boolean().default(true).describe('Whether runs of white space count as one and are cut at both ends.'),
});
answerFacts.add(shortAnswer, {
  identity: ({ accept }, read) => inAnyOrder(accept.map(read.plain)),
  sameWording: 'nothing',
});
export type ShortAnswer = z.output<typeof shortAnswer>;
