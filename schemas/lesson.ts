import { z } from 'zod';
import { id, plainText } from './primitives.ts';

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
    .enum(figureNames)
    .optional()
    .describe('The drawing that opens the page; without it, one that follows from the module’s name.'),
  draft: z.boolean().default(false).describe('Shown in `dev`, left out of `build`.'),
  aliases: z
    .array(id)
    .default([])
    .describe('Slugs this module had before, so that learners keep their answers.')
    .meta({ uniqueItems: true }),
});

export type LessonData = z.output<typeof lesson>;
