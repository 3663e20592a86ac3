import { z } from 'zod';

const exam = z.strictObject({
  minutes: z
    .number()
    .int()
    .min(1)
    .max(600)
    .optional()
    .describe('How long one may take, pauses not counted. Without it there is no clock.'),
  attempts: z.number().int().min(1).optional().describe('How often one may hand in, in one browser.'),
});

/** How a quiz is taken: with one hand-in and no feedback before it, or question by question. */
export const examOption = z.union([z.boolean(), exam]);

/** What an exam says about itself. */
export type ExamData = z.output<typeof exam>;

/** The exam that a quiz is, by its own word or else by the course's; undefined for a quiz that is none. */
export function examOf(
  quiz: z.output<typeof examOption> | undefined,
  course: z.output<typeof examOption> | undefined,
): ExamData | undefined {
  const said = quiz ?? course ?? false;
  return said === true ? {} : said === false ? undefined : said;
}
