import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, soundFront, validQuiz } from './sound.ts';

const load = (front: string, quiz: string) => {
  const loaded = loadCourse(
    memoryFiles({
      ...validCourseFiles(),
      'modules/dns/lesson.md': `---\n${front}---\n\n## The Lookup\n\n## The Cache\n`,
      'modules/dns/quiz.yaml': quiz,
    }),
  );
  return { diagnostics: loaded.diagnostics, module: loaded.course?.modules.find(({ slug }) => slug === 'dns') };
};

describe('A plain scalar where text is expected', () => {
  test('is taken as written', () => {
    const { diagnostics, module } = load(
      soundFront.replace('What Is DNS?', '2026'),
      `${validQuiz}  - id: 404\n    type: predict-output\n    prompt: true\n    objective: lookup\n    section: the-lookup\n    program: console.log(1)\n    output: 1.0\n    options: [{ id: a, text: null, correct: true }, { id: b, text: 0x1F }]\n`,
    );
    expect(diagnostics).toEqual([]);
    expect(module?.lesson.data.title).toBe('2026');
    expect(module?.quiz?.questions[2]?.data).toMatchObject({
      id: '404',
      prompt: 'true',
      output: '1.0',
      options: [{ text: 'null' }, { text: '0x1F' }],
    });
  });

  test('has its place in the file', () => {
    const { module } = load(soundFront, validQuiz);
    expect(module?.quiz?.questions[0]?.at('options', 1, 'text')).toEqual({
      file: 'modules/dns/quiz.yaml',
      start: { line: 13, column: 15 },
      end: { line: 13, column: 30 },
    });
    expect(module?.quiz?.questions[1]?.data.type).toBe('true-false');
    expect(module?.quiz?.questions[0]?.data.type).toBe('single-choice');
  });
});
