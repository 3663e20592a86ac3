import { z } from 'zod';
import { plainText } from '../primitives.ts';
import { answerFacts, inOrder } from './answers.ts';
import { questionBase } from './base.ts';

/** A number, typed (QTI textEntryInteraction, base type float). */
export const numeric = z.strictObject({
  type: z.literal('numeric'),
  ...questionBase,
  answer: z.number().describe('The right number, in `unit`.'),
  tolerance: z.number().min(0).default(0).describe('How far off still counts, in `unit`.'),
  unit: plainText.optional().describe('Shown beside the field.'),
});
answerFacts.add(numeric, {
  identity: ({ answer, tolerance, unit }) => inOrder([answer, tolerance, unit ?? '']),
  sameWording: 'answers',
});
export type Numeric = z.output<typeof numeric> & {
  /** The numbers as written, if a double cannot represent all their digits: `12345678901234567891`. */
  readonly exact?: { readonly answer?: string; readonly tolerance?: string };
};
