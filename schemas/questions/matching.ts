import { z } from 'zod';
import { id, markdown, mostEntries, plainText, toldApartBy } from '../primitives.ts';
import { answerFacts, inAnyOrder } from './answers.ts';
import { questionBase, scoring } from './base.ts';

/** Match each item on the left with its partner on the right (QTI matchInteraction). */
export const matching = z.strictObject({
  type: z.literal('matching'),
  ...questionBase,
  pairs: z
    .array(
      z.strictObject({
        left: markdown,
        right: plainText,
        id: id.optional().describe('Stable name of the pair; else the text of `left`.'),
      }),
    )
    .min(2)
    .max(mostEntries)
    .describe('What belongs together.')
    .register(toldApartBy, { keys: ['id', 'left'] }),
  distractors: z
    .array(plainText)
    .max(mostEntries)
    .default([])
    .describe('Further choices for the right side that belong to nothing.'),
  scoring,
});
answerFacts.add(matching, {
  identity: ({ pairs }, read) =>
    inAnyOrder(pairs.map(({ left, right }) => `${read.plain(left)}\u0005${read.plain(right)}`)),
  sameWording: 'answers',
});
export type Matching = z.output<typeof matching> & {
  /** In a translation, what the texts on the right are in the original: answers are stored as that. */
  readonly originals?: Readonly<Record<string, string>>;
};
