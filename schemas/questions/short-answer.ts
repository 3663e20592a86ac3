import { z } from 'zod';
import { answerFacts, inAnyOrder } from './answers.ts';
import { questionBase } from './base.ts';
import { typedText } from './typed.ts';

/** A word or short phrase, typed (QTI textEntryInteraction). */
export const shortAnswer = z.strictObject({
  type: z.literal('short-answer'),
  ...questionBase,
  ...typedText,
});
answerFacts.add(shortAnswer, {
  identity: ({ accept }, read) => inAnyOrder(accept.map(read.plain)),
  sameWording: 'nothing',
});
export type ShortAnswer = z.output<typeof shortAnswer>;
