import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../schemas/json-schema.ts';
import { questionSchemas } from '../../schemas/questions/index.ts';
import { directives } from '../../src/lesson/directives/index.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles } from '../course/sound.ts';
import { folderWith, run, validCourse } from './sample.ts';

const folder = new URL('../../docs/reference/', import.meta.url);
const pageOf = (name: string): string => readFileSync(new URL(`${name}.md`, folder), 'utf8');

describe('The reference', () => {
  test('has a page for each document, question type and block, and no other', () => {
    const names = readdirSync(folder).map((file) => file.replace(/\.md$/, ''));
    const expected = [
      'README',
      'course',
      'lesson',
      'page',
      'glossary',
      'quiz',
      ...questionSchemas.map(({ shape }) => shape.type.value),
      ...directives.map(({ name }) => name),
    ];
    expect(names.toSorted()).toEqual(expected.toSorted());
    for (const name of expected.slice(1)) expect(pageOf('README')).toContain(`](${name}.md)`);
  });

  test.each(['course', 'lesson', 'page', 'glossary', 'quiz'])('names every key of its schema: %s', (name) => {
    const { properties = {} } = jsonSchemas()[`${name}.schema.json`] ?? {};
    expect(Object.keys(properties).length).toBeGreaterThan(0);
    for (const key of Object.keys(properties)) expect(pageOf(name)).toContain(`| \`${key}\` |`);
  });

  test.each(questionSchemas.map(({ shape }) => [shape.type.value, Object.keys(shape)] as const))(
    'names every key of %s, with an example that is in the format',
    (type, keys) => {
      const page = pageOf(type);
      for (const key of keys) if (key !== 'type') expect(page).toContain(`| \`${key}\` |`);
      const [, example = ''] = /```yaml\n([\s\S]*?)\n```/.exec(page) ?? [];
      const { diagnostics } = loadCourse(memoryFiles({ ...validCourseFiles(), 'modules/dns/quiz.yaml': example }));
      // It speaks of sections, objectives and contexts of another lesson.
      const wrong = diagnostics.filter(({ code }) => !/^(?:section|objective|context)-unknown$/.test(code));
      expect(wrong.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    },
  );

  test.each(directives.map(({ name, attributes }) => [name, Object.keys(attributes)] as const))(
    'names every attribute of %s',
    (name, attributes) => {
      for (const attribute of attributes) expect(pageOf(name)).toContain(`| \`${attribute}\` |`);
    },
  );

  test('is shown by `lectern explain`, which proposes the nearest name', async () => {
    const course = folderWith(validCourse);
    expect((await run(course, ['explain', 'numeric'])).out.trim()).toBe(pageOf('numeric').trim());
    expect((await run(course, ['explain'])).out.split('\n')).toEqual(
      expect.arrayContaining(['course', 'flow', 'key-unknown', 'numeric', 'quiz']),
    );
    expect((await run(course, ['explain', 'nummeric'])).err).toContain('did you mean `numeric`?');
  });
});
