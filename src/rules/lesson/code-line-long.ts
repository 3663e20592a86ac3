import { isDiagram } from '../../course/diagrams/read.ts';
import type { BodyRule } from '../engine/rule.ts';

const longest = 100;

export const codeLineLong: BodyRule = {
  code: 'code-line-long',
  scope: 'body',
  severity: 'warning',
  language: 'any',
  why: 'the end of the line is out of sight, on a phone most of it',
  fix: 'break the line, or leave out what the example does not need',
  check({ fences }) {
    return fences.flatMap((fence) => {
      if (isDiagram(fence.lang)) return [];
      const long = fence.code.split(/\r\n|\r|\n/).flatMap((line, i) => {
        const width = [...line.replaceAll('\t', '  ')].length;
        if (width <= longest) return [];
        if (fence.from !== undefined) return [{ ...fence.infoSpan, width }];
        const number = fence.codeLine + i;
        return [
          {
            file: fence.file,
            start: { line: number, column: 1 },
            end: { line: number, column: line.length + 1 },
            width,
          },
        ];
      });
      const first = long[0];
      if (first === undefined) return [];
      const { width, file, start, end } = first;
      const at = { file, start, end };
      const related = long
        .slice(1)
        .filter(() => fence.from === undefined)
        .map((line) => ({ file: line.file, start: line.start, end: line.end, message: `${line.width} characters` }));
      return [
        {
          at,
          message: `this line of code has ${width} characters, more than ${longest}`,
          ...(related.length > 0 ? { related } : {}),
        },
      ];
    });
  },
};
