import { describe, expect, test } from 'vitest';
import { overlay } from '../../src/build/serving/problems.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';

const typo: Diagnostic = {
  code: 'key-unknown',
  severity: 'error',
  message: 'unexpected key `promt`, expected `prompt`',
  file: 'modules/dns/quiz.yaml',
  start: { line: 3, column: 5 },
  end: { line: 3, column: 10 },
  why: 'what stands under `<b>` would be lost',
  fix: 'write `prompt`',
};

describe('The overlay over a page', () => {
  test('is given plain words and the file, because Astro escapes and colours them itself', () => {
    const shown = overlay([typo, { ...typo, file: 'course.yaml' }], '/course', () => 'questions:\n');
    expect(shown?.err).toMatchObject({
      title: '2 mistakes in the course',
      message: 'unexpected key `promt`, expected `prompt`\n\nwhat stands under `<b>` would be lost',
      hint: 'write `prompt`',
      loc: { file: '/course/modules/dns/quiz.yaml', line: 3, column: 5 },
      fullCode: 'questions:\n',
    });
    expect(shown?.err.stack).toContain('at /course/course.yaml:3:5');
  });

  test('is not shown where there is no error', () => {
    expect(overlay([], '/course', () => undefined)).toBeUndefined();
  });
});
