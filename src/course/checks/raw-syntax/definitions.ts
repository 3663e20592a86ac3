import { rangeOf, type MdastNode, type NodeOf } from '../../../source/markdown.ts';
import { quoted, type RawKind } from './kind.ts';

/** Lines that only writers of Markdown use: `[//]: # (a comment)`. */
const isCommentLine = ({ identifier, url }: NodeOf<'definition'>): boolean =>
  url === '#' || /^(?:\/\/|#|comment)$/.test(identifier);

/** Addresses (`[name]: address`) that nothing refers to. The line is shown nowhere, also where it was meant as text. */
export const unusedDefinitions: RawKind = {
  code: 'definition-unused',
  signs: /\]:/,
  inTree(node, { source }) {
    if (node.type !== 'root') return [];
    const named = new Set<string>();
    const definitions: NodeOf<'definition'>[] = [];
    const visit = (at: MdastNode): void => {
      if (at.type === 'definition') definitions.push(at);
      if (at.type === 'linkReference' || at.type === 'imageReference') named.add(at.identifier.toLowerCase());
      if ('children' in at) for (const child of at.children) visit(child);
    };
    visit(node);
    const seen = new Set<string>();
    return definitions.flatMap((definition) => {
      const identifier = definition.identifier.toLowerCase();
      const isSecond = seen.has(identifier);
      seen.add(identifier);
      // A note with a space in its mark is reported as a note.
      if (identifier.startsWith('^') || isCommentLine(definition) || (named.has(identifier) && !isSecond)) return [];
      const [start, end] = rangeOf(definition);
      const mark = /^\[(?:\\.|[^\]\\])*\]:/s.exec(source.slice(start, end))?.[0] ?? '[';
      return [
        {
          start,
          end: start + mark.length,
          words: {
            message: isSecond
              ? `unexpected second address ${quoted(mark)}, the first one counts`
              : `nothing refers to ${quoted(mark)}, and the line itself is not shown`,
            why: 'Markdown takes it for the address of a link; where it is meant as text, learners would miss it',
            fix: isSecond
              ? 'remove one of the two, or give it a name of its own'
              : `refer to it with ${quoted(`[text]${mark.slice(0, -1)}`)}, or remove it; where it is text, write \`\\[\` in place of \`[\``,
          },
        },
      ];
    });
  },
};
