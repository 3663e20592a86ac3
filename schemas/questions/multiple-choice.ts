import { z } from 'zod';
import { mostEntries } from '../primitives.ts';
import { answerFacts, inAnyOrder } from './answers.ts';
import { option, questionBase, scoring } from './base.ts';

/** Select all that apply (QTI choiceInteraction, maxChoices 0). */
export const multipleChoice = z.strictObject({
  type: z.literal('multiple-choice'),
  ...questionBase,
  options: z.array(option).min(1).max(mostEntries),
  scoring,
});
answerFacts.add(multipleChoice, {
  identity: ({ options }, read) => inAnyOrder(options.map(({ text }) => read.markdown(text))),
});
export type MultipleChoice = z.output<typeof multipleChoice>;
