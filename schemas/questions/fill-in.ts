import { z } from 'zod';
import { id, markdown, mostEntries, plainText, text } from '../primitives.ts';
import { answerFacts } from './answers.ts';
import { option, questionBase, scoring } from './base.ts';

const typedBlank = z.strictObject({
  accept: z.array(text).min(1).describe('Every spelling that counts as right; the first is shown as the answer.'),
  ignoreCase: z.boolean().default(true),
  ignoreSpace: z.boolean().default(true),
});
/** A native drop-down shows no markup. */
const blankOption = option.extend({ text: plainText.describe('What the learner reads.') });
const chosenBlank = z.strictObject({
  options: z
    .array(blankOption)
    .min(2)
    .max(mostEntries)
    .describe('Choices for this blank, one of them `correct: true`.'),
});

/** A text with blanks, `[[blank-id]]` (QTI inline textEntryInteraction or inlineChoiceInteraction). */
export const fillIn = z.strictObject({
  type: z.literal('fill-in'),
  ...questionBase,
  text: markdown.describe('The text, with `[[blank-id]]` where a blank is.'),
  blanks: z.record(id, z.union([typedBlank, chosenBlank])).describe('What belongs into each blank.'),
  scoring,
});
answerFacts.add(fillIn, { identity: ({ text }, read) => read.plain(text), sameWording: 'answers' });
export type FillIn = z.output<typeof fillIn>;
