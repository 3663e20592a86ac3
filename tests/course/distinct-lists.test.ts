import { describe, expect, test } from 'vitest';
import { course } from '../../schemas/course.ts';
import { lesson } from '../../schemas/lesson.ts';
import { quiz } from '../../schemas/quiz.ts';
import { distinctLists, type DistinctLists } from '../../src/course/schema-shape.ts';

function pathsOf({ keys, entries, toldApartBy }: DistinctLists, path = ''): string[] {
  return [
    ...(toldApartBy === undefined ? [] : [`${path} by ${toldApartBy.join(', ') || 'name'}`]),
    ...[...keys].flatMap(([key, inner]) => pathsOf(inner, `${path}/${key}`)),
    ...(entries === undefined ? [] : pathsOf(entries, `${path}/*`)),
  ];
}

describe('The lists of the format whose entries must differ', () => {
  // A list that is missing here is one whose ids nobody compares: say so in its schema.
  test('are those with ids, and those of names', () => {
    expect([course, lesson, quiz].map((schema) => pathsOf(distinctLists(schema)).toSorted())).toEqual([
      ['/categories by id', '/translations by name', '/video by name'],
      ['/aliases by name', '/objectives by id', '/prerequisites by name'],
      [
        '/questions by id',
        '/questions/*/aliases by name',
        '/questions/*/blanks/*/options by id',
        '/questions/*/columns by id',
        '/questions/*/criteria by id',
        '/questions/*/items by id',
        '/questions/*/options by id',
        '/questions/*/pairs by id, left',
        '/questions/*/rows by id',
      ],
    ]);
  });
});
