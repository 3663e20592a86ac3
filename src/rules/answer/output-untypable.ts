import type { QuestionRule } from '../engine/rule.ts';

/** What no keyboard has, or nobody can see: control signs, invisible ones, unusual spaces, signs without a meaning. */
const untypable = /[^\P{C}\n\r\t]|\uFFFD|[^\P{Z} ]/u;

export const outputUntypable: QuestionRule = {
  code: 'output-untypable',
  scope: 'question',
  severity: 'warning',
  language: 'any',
  why: 'learners have to type the output, sign by sign',
  fix: 'give `options` to choose from, or let the program print something that can be typed',
  check({ data, at }) {
    if (data.type !== 'predict-output' || data.options !== undefined) return [];
    const sign = untypable.exec(data.output)?.[0];
    if (sign === undefined) return [];
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return [{ at: at('output'), message: `nobody can type U+${code}, which this program prints` }];
  },
};
