import { labProblems } from '../lab/check/lab-problems.ts';
import type { BodyRule } from './rule.ts';

export const labUnsupported: BodyRule = {
  code: 'lab-unsupported',
  scope: 'body',
  severity: 'error',
  language: 'any',
  why: 'the program would stop as soon as the reader presses Run',
  fix: 'use only what the lab has, or leave out `lab`',
  check({ directives, fences }) {
    return directives
      .filter(({ name, attributes }) => name === 'exchange' && 'lab' in attributes)
      .flatMap((exchange) => {
        const files = fences.filter((fence) => fence.directive === exchange && fence.lang !== 'transcript');
        return labProblems(files.map(({ meta, code }) => ({ runs: meta.runs ?? 'no', code }))).flatMap(({ fileIndex, line, column, length, code, message, why, fix }) => {
          const fence = files[fileIndex];
          if (fence === undefined) return [];
          const opening = { file: exchange.file, start: exchange.start, end: { line: exchange.start.line, column: exchange.start.column + ':::exchange'.length } };
          // code in an exchange may be indented with its fence
          const start = { line: fence.codeLine + line - 1, column: fence.start.column + column - 1 };
          return [{ at: code === 'lab-empty' ? opening : { file: fence.file, start, end: { line: start.line, column: start.column + length } }, message, why, fix }];
        });
      });
  },
};
