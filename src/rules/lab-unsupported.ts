import { exchangesOf } from '../course/exchanges.ts';
import { labProblems } from '../lab/check/lab-problems.ts';
import type { BodyRule } from './rule.ts';

export const labUnsupported: BodyRule = {
  code: 'lab-unsupported',
  scope: 'body',
  severity: 'error',
  language: 'any',
  why: 'the program would stop as soon as the reader presses Run',
  fix: 'use only what the lab has, or leave out `lab`',
  check(body) {
    return exchangesOf(body)
      .filter(({ lab }) => lab)
      .flatMap(({ use, files }) =>
        labProblems(files.map(({ runs = 'no', code }) => ({ runs, code }))).flatMap(({ fileIndex, line, column, length, code, message, why, fix }) => {
          const fence = files[fileIndex]?.fence;
          if (fence === undefined) return [];
          const opening = { file: use.file, start: use.start, end: use.nameSpan.end };
          // code in an exchange may be indented with its fence
          const start = { line: fence.codeLine + line - 1, column: fence.start.column + column - 1 };
          return [{ at: code === 'lab-empty' ? opening : { file: fence.file, start, end: { line: start.line, column: start.column + length } }, message, why, fix }];
        }),
      );
  },
};
