import { z } from 'zod';
import { id, markdown, mostEntries, silence } from '../primitives.ts';
import { answerFacts, inOrder } from './answers.ts';
import { questionBase, scoring } from './base.ts';

/** Put items in order (QTI orderInteraction). */
export const ordering = z.strictObject({
  type: z.literal('ordering'),
  ...questionBase,
  items: z
    .array(z.strictObject({ id, text: markdown, silence: silence.optional() }))
    .min(2)
    .max(mostEntries)
    .describe('The things, in the right order.'),
  scoring,
});
answerFacts.add(ordering, {
  identity: ({ items }, read) => inOrder(items.map(({ text }) => read.plain(text))),
  sameWording: 'answers',
});
export type Ordering = z.output<typeof ordering>;
