import { z } from 'zod';
import { course } from './course.ts';
import { glossary } from './glossary.ts';
import { lesson } from './lesson.ts';
import { page } from './page.ts';
import { progress } from './progress.ts';
import { quiz } from './quiz.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The content format and the learners' export file as JSON Schema (draft 7, which the YAML support of all editors
 * understands), by file name.
 */
export function jsonSchemas(): Readonly<Record<string, JsonSchema>> {
  return {
    'course.schema.json': jsonSchema(
      course,
      'course.yaml',
      '`content/course.yaml`: the course, its categories and its modules.',
    ),
    'progress.schema.json': described(
      z.toJSONSchema(progress, { target: 'draft-7', io: 'input' }),
      'Learner’s progress',
      'The file a learner exports on `/progress/` and can import again.',
    ),
    'lesson.schema.json': jsonSchema(
      lesson,
      'Front matter of a lesson',
      'Front matter of `lesson.md` and `lesson.mdx`.',
    ),
    'glossary.schema.json': jsonSchema(glossary, 'glossary.yaml', '`content/glossary.yaml`: the terms of a course.'),
    'page.schema.json': jsonSchema(page, 'Front matter of a page', 'Front matter of `pages/*.md`.'),
    'quiz.schema.json': jsonSchema(quiz, 'quiz.yaml', '`quiz.yaml`: the questions of a module.'),
  };
}

function jsonSchema(schema: z.ZodType, title: string, description: string): JsonSchema {
  const generated = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema: target }) => asReader(zodSchema, target),
  });
  return described(generated, title, description);
}

function described(generated: object, title: string, description: string): JsonSchema {
  const { $schema, ...rest } = generated as JsonSchema;
  return {
    $schema,
    title,
    description,
    $comment: 'Generated from schemas/ by `npm run codegen`; do not edit.',
    ...rest,
  } as JsonSchema;
}

/** Adds what the YAML reader accepts and requires beyond zod's own JSON Schema. */
function asReader(schema: z.core.$ZodTypes, target: JsonSchema): void {
  // A plain scalar is read as text where text is expected: `title: 2026`.
  if (schema._zod.def.type === 'string') target.type = ['string', 'number', 'boolean'] as unknown as 'string';
  // `type` is optional for `single-choice`.
  const type = target.properties?.['type'];
  if (typeof type === 'object' && type.const === 'single-choice')
    target.required = target.required?.filter((key) => key !== 'type') ?? [];
  // A program that is not run needs a reason.
  if (typeof type === 'object' && type.const === 'predict-output')
    target.anyOf = [{ properties: { runs: { const: 'node' } } }, { required: ['reason'] }];
}
