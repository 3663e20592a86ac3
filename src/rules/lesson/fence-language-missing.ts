import type { BodyRule } from '../engine/rule.ts';

export const fenceLanguageMissing: BodyRule = {
  code: 'fence-language-missing',
  scope: 'body',
  severity: 'warning',
  language: 'any',
  // Braces around the language, and what opens a fence by mistake.
  yieldsInFile: ['exchange-content'],
  yieldsTo: ['fence-marks-syntax', 'fence-unclosed', 'raw-diagram', 'raw-math'],
  why: 'the code is shown without colours, and read aloud without a name',
  fix: 'name the language after the backticks, or `text` where it is none',
  check({ fences }) {
    return fences
      .filter((fence) => fence.lang === undefined || fence.lang === '')
      .map((fence) => ({
        at: { file: fence.file, start: fence.start, end: { line: fence.start.line, column: fence.start.column + 3 } },
        message: 'the code block names no language',
      }));
  },
};
