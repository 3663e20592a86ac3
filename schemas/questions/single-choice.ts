import { z } from 'zod';
import { mostEntries } from '../primitives.ts';
import { answerFacts, inAnyOrder } from './answers.ts';
import { option, questionBase } from './base.ts';

/** One best answer (QTI choiceInteraction, maxChoices 1). */
export const singleChoice = z.strictObject({
  type: z.literal('single-choice'),
  ...questionBase,
  options: z.array(option).min(1).max(mostEntries),
});
answerFacts.add(singleChoice, {
  identity: ({ options }, read) => inAnyOrder(options.map(({ text }) => read.markdown(text))),
});
export type SingleChoice = z.output<typeof singleChoice>;
