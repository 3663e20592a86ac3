import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles } from '../course/sound.ts';
import { examples } from './examples.ts';

test.each(examples)('The example of $question.type with $name has nothing wrong in a course', ({ question }) => {
  const quiz = stringify({ questions: [{ ...question, objective: 'lookup', section: 'the-lookup' }] });
  const pictures = [...quiz.matchAll(/\((\w+\.png)/g)].map(
    ([, name = '']) => [`modules/dns/${name}`, new Uint8Array(8)] as const,
  );
  const { diagnostics } = loadCourse(
    memoryFiles({ ...validCourseFiles(), 'modules/dns/quiz.yaml': quiz, ...Object.fromEntries(pictures) }),
  );
  expect(
    diagnostics.filter(({ severity }) => severity !== 'info').map(({ code, message }) => `${code}: ${message}`),
  ).toEqual([]);
});
