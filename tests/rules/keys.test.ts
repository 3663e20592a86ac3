import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { spellerOf } from '../../src/cli/dictionaries.ts';
import { ownBodiesOf } from '../../src/course/bodies.ts';
import type { Rule } from '../../src/rules/engine/rule.ts';
import { viewCourse, type CourseView, type ModuleView } from '../../src/rules/engine/view/course.ts';
import { rules } from '../../src/rules/list.ts';
import { courseOf } from './course-of.ts';
import { courseFrom, type Entry } from './shorthand.ts';

/** What the key of every finding holds, and so what every rule may read. */
const ofCourse = new Set<PropertyKey>(['speller', 'vocabulary']);

/** The same object, which notes what is read of it but for what is `free`, down to its parts where these have a view of their own. */
function recorded<T extends object>(
  whole: T,
  name: string,
  notes: Set<string>,
  free: ReadonlySet<PropertyKey>,
  parts: Partial<Record<keyof T, (part: never) => object>> = {},
): T {
  return new Proxy(whole, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      const part = (parts as Record<PropertyKey, ((part: unknown) => object) | undefined>)[property];
      if (part !== undefined && value !== undefined) return part(value);
      if (!free.has(property)) notes.add(`${name}.${String(property)}`);
      return value;
    },
  });
}

function recordedCourse(view: CourseView, notes: Set<string>): CourseView {
  return recorded(view, 'course', notes, ofCourse, {
    course: (course: CourseView['course']) => recorded(course, 'course.course', notes, new Set(['language'])),
  });
}

/** A module of which the quiz may be read: its text is in the key. */
function recordedModule(view: ModuleView, notes: Set<string>): ModuleView {
  return recorded(view, 'module', notes, new Set(['questions']), {
    course: (course: CourseView) => recordedCourse(course, notes),
    module: (module: ModuleView['module']) =>
      recorded(module, 'module', notes, new Set(['quiz', 'slug']), {
        lesson: (lesson: object) => recorded(lesson, 'lesson', notes, new Set()),
      }),
  });
}

/** What a rule reads of a course, and its key does not hold. */
function unkept(rule: Rule, view: CourseView): readonly string[] {
  const [read, held] = [new Set<string>(), new Set<string>()];
  for (const module of view.modules) {
    const quiz = module.module.quiz;
    if (rule.scope === 'question') {
      for (const question of module.questions) rule.check(question, recordedModule(module, read));
      rule.reads?.(recordedModule(module, held));
    } else if (rule.scope === 'module' && quiz !== undefined) rule.check(recordedModule(module, read));
    else if (rule.scope === 'course' && quiz !== undefined) rule.summarise(recordedModule(module, read));
    else if (rule.scope === 'body' && module.module.lesson !== undefined)
      for (const body of ownBodiesOf(module.module.lesson)) rule.check(body, recordedCourse(view, read));
  }
  return [...read].filter((path) => !held.has(path));
}

const speller = spellerOf('en');
const kept = rules.filter((rule) => rule.looksBeyond !== true && rule.scope !== 'lesson');

describe('What a rule finds is kept under a key that holds all it reads', () => {
  test.each(kept)('$code', (rule) => {
    const { flaws, sound } = parse(readFileSync(new URL(`tables/${rule.code}.yaml`, import.meta.url), 'utf8')) as {
      flaws: Entry[];
      sound: Entry[];
    };
    // Of each table a few: what a rule reads depends little on the words.
    for (const entry of [...flaws.slice(0, 4), ...sound.slice(0, 4)]) {
      const course = courseOf(courseFrom(entry, rule.scope));
      expect(
        unkept(
          rule,
          viewCourse(course, speller, () => undefined),
        ),
      ).toEqual([]);
    }
  });

  test('or it is seen here: one that reads the lesson of a question and does not say so', () => {
    const question = { prompt: 'Which?', options: [{ text: 'a', correct: true }, { text: 'b' }] };
    const view = viewCourse(courseOf({ questions: [question] }), speller, () => undefined);
    const facts = { code: 'made-up', severity: 'info', language: 'any', why: '', fix: '' } as const;
    const rule: Rule = {
      ...facts,
      scope: 'question',
      check(_, { module, course }) {
        return module.lesson?.source?.words === course.modules.length ? [] : [];
      },
    };
    expect(unkept(rule, view)).toEqual(['lesson.source', 'course.modules']);
    const honest: Rule = {
      ...rule,
      reads: ({ module, course }) => `${module.lesson?.source?.words} ${course.modules.length}`,
    };
    expect(unkept(honest, view)).toEqual([]);
  });
});
