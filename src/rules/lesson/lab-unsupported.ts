import { globalNames } from '../../course/model.ts';
import { exchangesOf } from '../../course/exchanges.ts';
import { isJavaScript, languageOf } from '../../course/languages.ts';
import { labProblems } from '../../lab/check/lab-problems.ts';
import type { BodyRule } from '../engine/rule.ts';

export const labUnsupported: BodyRule = {
  code: 'lab-unsupported',
  scope: 'body',
  severity: 'error',
  language: 'any',
  yieldsInFile: ['exchange-content'],
  why: 'the program would stop as soon as the reader presses Run',
  fix: 'use only what the lab has, or leave out `lab`',
  check(body) {
    return exchangesOf(body)
      .filter(({ lab }) => lab)
      .flatMap(({ use, files }) => {
        const opening = { file: use.file, start: use.start, end: use.nameSpan.end };
        const others = files.filter(
          ({ fence, runtime }) => runtime !== undefined && !isJavaScript(languageOf(fence) ?? 'js'),
        );
        return [
          ...others.map(({ fence }) => ({
            at: fence.infoSpan,
            message: `the lab runs JavaScript, not \`${languageOf(fence)}\``,
            fix: 'write it in JavaScript, or leave out `lab`',
          })),
          ...labProblems(
            files.map((file) => ({
              runs: others.includes(file) ? 'no' : (file.runtime ?? 'no'),
              code: file.code,
              globals: file.runtime === 'browser' ? globalNames(file.code) : undefined,
            })),
          ).flatMap(({ fileIndex, line, column, length, code, message, why, fix }) => {
            const fence = files[fileIndex]?.fence;
            // What cannot run was reported already.
            if (fence === undefined || (code === 'lab-empty' && others.length > 0)) return [];
            // code in an exchange may be indented with its fence
            if (fence.from !== undefined && code !== 'lab-empty') {
              const where = `line ${line} of \`${fence.from.file.slice(fence.from.file.lastIndexOf('/') + 1)}\``;
              return [{ at: fence.infoSpan, message: `${message} (${where})`, why, fix }];
            }
            const start = { line: fence.codeLine + line - 1, column: fence.start.column + column - 1 };
            return [
              {
                at:
                  code === 'lab-empty'
                    ? opening
                    : { file: fence.file, start, end: { line: start.line, column: start.column + length } },
                message,
                why,
                fix,
              },
            ];
          }),
        ];
      });
  },
};
