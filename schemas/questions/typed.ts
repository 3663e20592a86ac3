import { z } from 'zod';
import { markdown, text } from '../primitives.ts';

/** An answer beyond those that are right: a mistake that is foreseen, or what is nearly right. */
const foreseenText = z
  .strictObject({
    accept: z.array(text).default([]).describe('Every spelling of this answer.'),
    pattern: text
      .optional()
      .describe('A pattern for the whole answer, instead of spellings or beside them.')
      .meta({ examples: ['TLS ?1\\.[01]'] }),
    matches: z.array(text).default([]).describe('Answers that the pattern must match: its tests.'),
    rejects: z.array(text).default([]).describe('Answers that it must not match.'),
    points: z.number().min(0).max(1).default(0).describe('Of the point; 0 for a mistake that is foreseen.'),
    feedback: markdown.optional().describe('Shown to whoever gave this answer.'),
  })
  .describe('One foreseen answer, with its points and feedback.');

/** What is compared with a typed text. */
export const typedText = {
  accept: z.array(text).min(1).describe('Every spelling that counts as right; the first is shown as the answer.'),
  answers: z
    .array(foreseenText)
    .default([])
    .describe('Foreseen answers that `accept` does not have; the first that holds counts.'),
  ignoreCase: z.boolean().default(true).describe('Whether `HTTP` and `http` are the same answer.'),
  ignoreSpace: z.boolean().default(true).describe('Whether runs of white space count as one and are cut at both ends.'),
  ignoreAccents: z.boolean().default(false).describe('Whether `cafe` counts where `café` is expected.'),
  spelling: z
    .enum(['exact', 'second-try'])
    .default('exact')
    .describe('`second-try`: who is a letter or two off is asked to check the spelling, once, before it counts.'),
};

/** A typed text as it is compared, without what an author may leave out. */
export interface TypedText {
  readonly accept: readonly string[];
  readonly answers: readonly z.output<typeof foreseenText>[];
  readonly ignoreCase: boolean;
  readonly ignoreSpace: boolean;
  readonly ignoreAccents: boolean;
  readonly spelling: 'exact' | 'second-try';
}
