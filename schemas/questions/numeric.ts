import { z } from 'zod';
import { markdown, plainText } from '../primitives.ts';
import { answerFacts, inOrder } from './answers.ts';
import { questionBase } from './base.ts';

const number = z.number();
const tolerance = z
  .union([
    z.number().min(0),
    z.string().regex(/^\d+(\.\d+)?\s?%$/, 'expected a number of at least 0, or per cent of the answer such as `5%`'),
  ])
  .describe('How far off still counts: in `unit`, or in per cent of the answer.')
  .meta({ examples: [0.5, '5%'] });
const significant = z
  .int()
  .min(1)
  .max(15)
  .describe('What rounds to the answer with so many significant digits counts.');
const range = z
  .tuple([number, number])
  .describe('The smallest and the largest number that count.')
  .meta({ examples: [[1, 5]] });

const foreseen = z
  .strictObject({
    answer: number.optional().describe('The number, in `unit`.'),
    tolerance: tolerance.optional(),
    significant: significant.optional(),
    range: range.optional(),
    points: z.number().min(0).max(1).default(1).describe('Of the question’s point; 0 for a mistake that is foreseen.'),
    feedback: markdown.optional().describe('Shown to whoever gave this answer.'),
  })
  .describe('One number, or one range, with its points.');

/** Which numbers are right. */
export const numericAnswer = {
  answer: number.optional().describe('The right number, in `unit`; or `range`, or `answers`.'),
  tolerance: tolerance.default(0),
  significant: significant.optional(),
  range: range.optional(),
  answers: z
    .array(foreseen)
    .min(1)
    .optional()
    .describe(
      'Several right numbers, or foreseen mistakes, each with points and feedback; the first that holds counts.',
    ),
};

/** A number, typed (QTI textEntryInteraction, base type float). */
export const numeric = z.strictObject({
  type: z.literal('numeric'),
  ...questionBase,
  ...numericAnswer,
  unit: plainText.optional().describe('Shown beside the field.'),
  units: z
    .enum(['as-written', 'convert'])
    .default('as-written')
    .describe('`convert`: an answer in a related unit counts, such as 0.05 s for 50 ms.'),
});
answerFacts.add(numeric, {
  identity: ({ answer, tolerance, significant, range, answers, unit }) =>
    inOrder([JSON.stringify([answer, tolerance, significant, range, answers]), unit ?? '']),
  sameWording: 'answers',
});
export type Numeric = z.output<typeof numeric> & {
  /**
   * Numbers as written, where a double cannot represent all their digits, by their place: `answer`, `range.0`,
   * `answers.2.tolerance`.
   */
  readonly exact?: Readonly<Record<string, string>>;
};
