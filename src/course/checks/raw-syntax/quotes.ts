import { rangeOf } from '../../../source/markdown.ts';
import { curlyValues } from '../curly-quotes.ts';
import type { RawKind, RawUse } from './kind.ts';

/** Curly quotes around attributes of elements, whether or not Markdown still parses the elements. */
export const curlyQuotes: RawKind = {
  code: 'quotes-curly',
  signs: /=\s*[“”„‟«»‘’‚]|=\s*"[^"\r\n]*”/,
  inRun: (run) => [...run.text.matchAll(tag)].flatMap(({ 0: written, index }) => valuesIn(written, index)),
  inTree(node, { source }) {
    if (node.type !== 'html') return [];
    const [start, end] = rangeOf(node);
    return [...source.slice(start, end).matchAll(tag)].flatMap(({ 0: written, index }) =>
      valuesIn(written, start + index),
    );
  },
};

const tag = /<[A-Za-z][\w-]*\s[^<>]*>/g;

function valuesIn(written: string, at: number): RawUse[] {
  return curlyValues(written).map(({ start, end, ...value }) => ({ start: at + start, end: at + end, ...value }));
}
