import { z } from 'zod';
import { id, markdown, mostEntries, plainText } from '../primitives.ts';
import { answerFacts } from './answers.ts';
import { option, questionBase, scoring } from './base.ts';
import { numericAnswer } from './numeric.ts';
import { typedText } from './typed.ts';

const hint = markdown.optional().describe('A hint for this blank alone, shown if asked for.');
const typedBlank = z.strictObject({ ...typedText, hint });
/** One kind for each way to say which numbers are right, so that a blank without any is reported as such. */
const numericBlanks = [
  z.strictObject({ ...numericAnswer, answer: numericAnswer.answer.unwrap().describe('The right number.'), hint }),
  z.strictObject({
    ...numericAnswer,
    range: numericAnswer.range.unwrap().describe('The smallest and the largest number that count.'),
    hint,
  }),
  z.strictObject({
    ...numericAnswer,
    answers: numericAnswer.answers.unwrap().describe('Several right numbers, or foreseen mistakes.'),
    hint,
  }),
] as const;
/** A native drop-down shows no markup. */
const blankOption = option.extend({ text: plainText.describe('What the learner reads.') });
const chosenBlank = z.strictObject({
  options: z
    .array(blankOption)
    .min(2)
    .max(mostEntries)
    .describe('Choices for this blank, one of them `correct: true`.'),
  hint,
});

/** A text with blanks, `[[blank-id]]` (QTI inline textEntryInteraction or inlineChoiceInteraction). */
export const fillIn = z.strictObject({
  type: z.literal('fill-in'),
  ...questionBase,
  text: markdown.describe('The text, with `[[blank-id]]` where a blank is.'),
  blanks: z
    .record(id, z.union([typedBlank, chosenBlank, ...numericBlanks]))
    .describe(
      'What belongs into each blank: `accept` for a text, `options` to choose from, `answer` or `range` for a number.',
    ),
  sets: z
    .array(z.array(id).min(2))
    .default([])
    .describe('Typed blanks whose answers may stand in any order, each once.')
    .meta({ examples: [[['first', 'second']]] }),
  scoring,
});
answerFacts.add(fillIn, { identity: ({ text }, read) => read.plain(text), sameWording: 'answers' });
export type FillIn = z.output<typeof fillIn>;
