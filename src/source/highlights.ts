import type { MdastNode } from 'satteri';

/** Whether an emphasis was written as `==…==`. */
export const isHighlight = (node: MdastNode): boolean => highlights.has(node);
const highlights = new WeakSet<MdastNode>();

/**
 * Makes `==words==` a highlight: an emphasis of its own kind. Both marks are on the same level, as with `*`; a mark with a
 * space inside, and one between letters or signs (`a==b`), is text.
 */
export function readHighlights(node: MdastNode, text: string): void {
  if (!('children' in node)) return;
  const children = node.children as MdastNode[];
  for (const child of children) readHighlights(child, text);
  for (let from = 0; ;) {
    const opening = markIn(children, from, 0, opens, text);
    if (opening === undefined) return;
    const closing = markIn(children, opening.index, opening.at + 3, closes, text);
    if (closing === undefined) return;
    from = opening.index + 1;
    highlights.add(wrap(children, { ...opening, length: 2 }, { ...closing, length: 2 }));
  }
}

/** Where a mark stands: in which node, and where in its text. */
interface Mark {
  readonly index: number;
  readonly at: number;
}

const opens = /(?<![=\w!<>])==(?=[^\s=]|$)/g;
const closes = /(?<=[^\s=]|^)==(?![=\w])/g;

function markIn(
  nodes: readonly MdastNode[],
  from: number,
  offset: number,
  pattern: RegExp,
  text: string,
): Mark | undefined {
  for (let index = from; index < nodes.length; index++) {
    const node = nodes[index];
    if (node?.type !== 'text' || isEscaped(node, text)) continue;
    pattern.lastIndex = index === from ? offset : 0;
    const found = pattern.exec(node.value);
    // At the end of a text a highlight only begins where something else follows.
    const isLoose = found !== null && pattern === opens && found.index + 2 === node.value.length && !nodes[index + 1];
    const isEmpty = found !== null && pattern === closes && found.index === 0 && index === 0;
    if (found !== null && !isLoose && !isEmpty) return { index, at: found.index };
  }
  return undefined;
}

const isEscaped = ({ position }: MdastNode, text: string): boolean =>
  position !== undefined && text.slice(position.start.offset, position.end.offset).includes('\\=');

/**
 * Puts what stands between two marks, which are in texts, into a node of its own, in the place of the opening one: an
 * emphasis, of whose kind the caller takes note.
 */
export function wrap(
  nodes: MdastNode[],
  opening: Mark & { readonly length: number },
  closing: Mark & { readonly length: number },
): MdastNode {
  const [first, last] = [nodes[opening.index], nodes[closing.index]];
  if (first?.type !== 'text' || last?.type !== 'text') throw new Error('a mark stands in a text');
  const inside: MdastNode[] =
    first === last
      ? [part(first, opening.at + opening.length, closing.at)]
      : [
          part(first, opening.at + opening.length, first.value.length),
          ...nodes.slice(opening.index + 1, closing.index),
          part(last, 0, closing.at),
        ];
  const shown = inside.filter((node) => node.type !== 'text' || node.value !== '');
  const mark = { type: 'emphasis', children: shown } as MdastNode;
  const [from, to] = [shown[0]?.position, shown.at(-1)?.position];
  if (from !== undefined && to !== undefined) mark.position = { start: from.start, end: to.end };
  const around = [part(first, 0, opening.at), mark, part(last, closing.at + closing.length, last.value.length)];
  const kept = around.filter((node) => node.type !== 'text' || node.value !== '');
  nodes.splice(opening.index, closing.index - opening.index + 1, ...kept);
  return mark;
}

/** A part of a text; its position is exact where the text stands in the source as it is. */
export function part(node: Extract<MdastNode, { type: 'text' }>, from: number, to: number): MdastNode {
  const value = node.value.slice(from, to);
  const { position } = node;
  if (position?.start.offset === undefined || position.end.offset === undefined) return { ...node, value };
  const at = (count: number): typeof position.start => {
    const lines = node.value.slice(0, count).split('\n');
    const isSame = lines.length === 1;
    return {
      line: position.start.line + lines.length - 1,
      column: isSame ? position.start.column + count : (lines.at(-1)?.length ?? 0) + 1,
      offset: Math.min((position.start.offset ?? 0) + count, position.end.offset ?? Infinity),
    };
  };
  return { ...node, value, position: { start: at(from), end: to === node.value.length ? position.end : at(to) } };
}
