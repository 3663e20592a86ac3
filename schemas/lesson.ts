import { z } from 'zod';
import { authors, themedPicture } from './appearance.ts';
import { id, plainText, text } from './primitives.ts';

const objective = z.strictObject({
  id: id.describe('Stable name; questions point at it.').meta({ examples: ['open-connection'] }),
  text: plainText
    .describe('What the learner can do afterwards, starting with a verb.')
    .meta({ examples: ['Explain how a WebSocket differs from request and response'] }),
});

/** The figures that can open a module's page; the drawings are in `src/site/figures/`. */
export const figureNames = ['open-line', 'letters', 'stream', 'relay', 'layers', 'branch', 'cycle'] as const;
export type FigureName = (typeof figureNames)[number];

/** Front matter of `lesson.md` and `lesson.mdx`. */
export const lesson = z.strictObject({
  title: plainText.describe('The title, shown as the page’s `h1`.').meta({ examples: ['What Are WebSockets?'] }),
  summary: plainText
    .describe('One or two sentences under the title.')
    .meta({ examples: ['Real-time apps keep one connection open instead of asking again and again.'] }),
  objectives: z.array(objective).min(1).describe('What the lesson teaches; each is tested by at least one question.'),
  prerequisites: z
    .array(id)
    .default([])
    .describe('Slugs of modules to read first.')
    .meta({ uniqueItems: true, examples: [['http']] }),
  figure: z
    .union([z.enum(figureNames), ...themedPicture.options])
    .optional()
    .describe(
      'What opens the page: one of our drawings, or a picture of the module; without it, a drawing that follows from the module’s name.',
    )
    .meta({ examples: ['relay', 'figure.svg', { light: 'figure.svg', dark: 'figure-dark.svg' }] }),
  authors: authors.optional().describe('Who wrote this module, if not all authors of the course.'),
  updated: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'expected a date such as `2026-11-30`')
    .optional()
    .describe('The day of the last change that learners should know of.')
    .meta({ examples: ['2026-11-30'] }),
  draft: z.boolean().default(false).describe('Shown in `dev`, left out of `build`.'),
  aliases: z
    .array(id)
    .default([])
    .describe('Slugs this module had before, so that learners keep their answers.')
    .meta({ uniqueItems: true }),
  sections: z
    .record(text, z.array(text).min(1))
    .default({})
    .describe('Ids that sections had before, by the ids they have now, so that links from elsewhere still lead there.')
    .meta({ examples: [{ 'opening-the-door': ['handshake'] }] }),
});

export type LessonData = z.output<typeof lesson>;
