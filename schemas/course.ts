import { z } from 'zod';
import { appearance, webAddress } from './appearance.ts';
import { examOption } from './exam.ts';
import { courseFormat } from './format.ts';
import { id, languageTag, plainText, text } from './primitives.ts';

/** The severity of a rule in this course. */
const ruleLevel = z.enum(['off', 'info', 'warning', 'error']);

const category = z.strictObject({
  id: id.describe('Stable name of the category, part of its address on the course page.'),
  title: plainText.describe('What learners read.').meta({ examples: ['Tools & Infrastructure'] }),
  modules: z
    .array(id)
    .describe('Slugs of its modules (folder names under `modules/`), in reading order.')
    .meta({ examples: [['http', 'websockets']] }),
});

/** A text of the interface; where it depends on a number, one per plural category of the language (CLDR). */
const message = z.union([
  text,
  z.strictObject({
    zero: text.optional(),
    one: text.optional(),
    two: text.optional(),
    few: text.optional(),
    many: text.optional(),
    other: text,
  }),
]);

/** `content/course.yaml`. */
export const course = z.strictObject({
  lectern: z
    .literal(courseFormat)
    .optional()
    .describe('The version of this format, by which a later Lectern knows what to upgrade.'),
  title: plainText.describe('The name of the course.').meta({ examples: ['How Software Works'] }),
  description: plainText.optional().describe('One or two sentences for the course page and search engines.'),
  language: languageTag
    .describe('BCP 47 language of the course, such as `en` or `de-CH`.')
    .meta({ examples: ['en', 'de-CH'] }),
  translations: z
    .array(languageTag)
    .optional()
    .describe('Other languages that the course is translated into: each has files of its own, such as `lesson.de.md`.')
    .meta({ uniqueItems: true, examples: [['de', 'ar']] }),
  url: webAddress
    .optional()
    .describe('Where the course will be published: used for canonical links, the sitemap and social pictures.'),
  categories: z.array(category).min(1).describe('Groups of modules, in reading order.'),
  vocabulary: z
    .array(text)
    .default([])
    .describe('Words every learner knows when they start (rule question-untaught) and the speller must not doubt.'),
  rules: z
    .record(id, ruleLevel)
    .default({})
    .describe('Severity of rules for this course.')
    .meta({ examples: [{ 'stem-too-long': 'off' }] }),
  words: z
    .record(id, message)
    .default({})
    .describe(
      'Texts of the interface, by their names in `src/words/en.ts`: instead of ours, or for a language that has none.',
    )
    .meta({ examples: [{ check: 'Have a go', questions: { one: '{n} riddle', other: '{n} riddles' } }] }),
  math: z
    .boolean()
    .optional()
    .describe(
      'Whether `$…$` and `$$…$$` are formulas in TeX, in lessons and quizzes. Without it, dollar signs are text.',
    ),
  video: z
    .array(
      z
        .string()
        .regex(
          /^(?:youtube|vimeo|https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?\/?)$/,
          'expected `youtube`, `vimeo`, or the address of a PeerTube server, such as `https://peertube.example`',
        ),
    )
    .optional()
    .describe('Whose videos lessons may show, beside those of the course: their players learn who watches.')
    .meta({ uniqueItems: true, examples: [['youtube', 'vimeo', 'https://peertube.example']] }),
  exam: examOption
    .optional()
    .describe(
      'Makes each quiz an exam, unless its `quiz.yaml` says otherwise: one hand-in, and no feedback before it.',
    ),
  confidence: z
    .boolean()
    .optional()
    .describe('Whether learners are asked how sure they are of an answer, which reviews go by; `true` if left out.'),
  packages: z
    .array(text)
    .default([])
    .describe('npm packages that exchanges and programs may require, such as `ws`.')
    .meta({ examples: [['ws']] }),
  ...appearance,
});

export type CourseData = z.output<typeof course>;
