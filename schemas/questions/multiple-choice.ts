import { z } from 'zod';
import { option, questionBase, scoring } from './base.ts';

/** Select all that apply (QTI choiceInteraction, maxChoices 0). */
export const multipleChoice = z.strictObject({
  type: z.literal('multiple-choice'),
  ...questionBase,
  options: z.array(option).min(1),
  scoring,
});
export type MultipleChoice = z.output<typeof multipleChoice>;
