import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../schemas/json-schema.ts';
import { progress } from '../../schemas/progress.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { sourceText } from '../../src/source/text.ts';
import { validCourse, soundFront, validQuiz } from '../course/sound.ts';

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const schemas = jsonSchemas();
const valid = (name: string, yaml: string): boolean =>
  ajv.validate(schemas[name] ?? {}, parseYaml(sourceText(name, yaml)).source?.value);

describe('The JSON Schemas for editors', () => {
  test.each(Object.keys(schemas))('%s is what codegen wrote last', (name) => {
    const written = readFileSync(new URL(`../../schemas/generated/${name}`, import.meta.url), 'utf8');
    expect(JSON.parse(written)).toEqual(schemas[name]);
  });

  test.each([
    ['course.schema.json', validCourse],
    ['lesson.schema.json', soundFront],
    ['quiz.schema.json', validQuiz],
  ])('%s takes what the reader takes', (name, yaml) => {
    expect(valid(name, yaml)).toBe(true);
  });

  test('take a number or boolean where text is expected, as the reader does', () => {
    expect(valid('lesson.schema.json', soundFront.replace('What Is DNS?', '2026'))).toBe(true);
    expect(valid('lesson.schema.json', soundFront.replace('What Is DNS?', '[a]'))).toBe(false);
  });

  test('let a single choice leave out its type, and no other question', () => {
    expect(valid('quiz.schema.json', validQuiz.replace('    type: true-false\n', ''))).toBe(false);
  });

  test('let a program go without being run only where it says why', () => {
    const quiz = (lines: string): string =>
      `${validQuiz}  - { id: count, type: predict-output, prompt: What?, objective: lookup, section: the-lookup, program: print(3), output: '3'${lines} }\n`;
    for (const lines of ['', ', runs: node', ', language: python, runs: no, reason: needs Python'])
      expect(valid('quiz.schema.json', quiz(lines))).toBe(true);
    expect(valid('quiz.schema.json', quiz(', runs: no'))).toBe(false);
  });

  test.each([
    ['course.schema.json', validCourse.replace('title:', 'titel:')],
    ['lesson.schema.json', soundFront.replace('summary:', 'sumary:')],
    ['quiz.schema.json', validQuiz.replace('answer: true', 'answer: "true"').replace('id: address', 'id: An Address')],
  ])('%s refuses what the reader refuses', (name, yaml) => {
    expect(valid(name, yaml)).toBe(false);
  });

  test('take what the site exports of a learner, and nothing made up', () => {
    const exported = {
      version: 1,
      seed: 'k3',
      reset: 0,
      answers: {
        'dns/first': { response: { answer: 'address' }, version: 'a1', points: 1, at: 5, hints: 0, confidence: 'sure' },
      },
      recalls: { 'dns/first': [[5, 3]] },
      attempts: { dns: 1 },
    };
    const takes = (file: unknown): boolean => ajv.validate(schemas['progress.schema.json'] ?? {}, file);
    expect(takes(exported)).toBe(true);
    expect(progress.safeParse(exported).success).toBe(true);
    expect(takes({ ...exported, seed: 3 })).toBe(false);
    expect(takes({ ...exported, recalls: { 'dns/first': [[5, 9]] } })).toBe(false);
    expect(takes({ ...exported, name: 'me' })).toBe(false);
  });

  test('say of every key of a lesson, a course, a quiz and a learner’s file what it is for', () => {
    const silent = Object.entries(schemas).flatMap(([name, schema]) =>
      Object.entries(schema.properties ?? {}).flatMap(([key, value]) =>
        typeof value === 'object' && value.description !== undefined ? [] : [`${name}: ${key}`],
      ),
    );
    expect(silent).toEqual([]);
  });
});
