import { rangeOf } from '../../../source/markdown.ts';
import { unclosedFence, unclosedWords } from '../fences.ts';
import type { RawKind } from './kind.ts';

/** Code in a quiz that is never closed: what stands below it becomes code. Lessons have a check of their own. */
export const openFences: RawKind = {
  code: 'fence-unclosed',
  signs: /`{3}|~{3}/,
  inTree(node, { kind, source }) {
    if (node.type !== 'code' || kind !== 'quiz') return [];
    const [start, end] = rangeOf(node);
    const found = unclosedFence(source.slice(start, end));
    return found === undefined ? [] : [{ start, end: start + found.opener.length, words: unclosedWords(found) }];
  },
};
