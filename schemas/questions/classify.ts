import { z } from 'zod';
import { id, markdown, mostEntries, silence } from '../primitives.ts';
import { answerFacts, inAnyOrder } from './answers.ts';
import { questionBase, scoring } from './base.ts';

/** Say of each row which column it belongs to: a table of radio buttons (QTI matchInteraction). */
export const classify = z.strictObject({
  type: z.literal('classify'),
  ...questionBase,
  columns: z
    .array(z.strictObject({ id, text: markdown.describe('A word or two: the head of its column.') }))
    .min(2)
    .max(6)
    .describe('The kinds that there are.'),
  rows: z
    .array(
      z.strictObject({
        id,
        text: markdown.describe('What is to be classified.'),
        column: id.describe('The column that it belongs to.'),
        silence: silence.optional(),
      }),
    )
    .min(2)
    .max(mostEntries)
    .describe('The things to classify.'),
  scoring,
});
answerFacts.add(classify, {
  identity: ({ columns, rows }, read) => {
    const names = new Map(columns.map(({ id, text }) => [id, read.plain(text)]));
    return inAnyOrder(rows.map(({ text, column }) => `${read.plain(text)}\u0005${names.get(column) ?? column}`));
  },
  sameWording: 'answers',
});
export type Classify = z.output<typeof classify>;
