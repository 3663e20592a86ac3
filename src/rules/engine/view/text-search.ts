import type { Span } from '../../../diagnostics/diagnostic.ts';
import type { LessonSource, MdastNode } from '../../../course/model.ts';

/**
 * Positions of words in a lesson's prose and in its alternative texts, in order, ignoring code, URLs and directive
 * names. Scans the lesson once, regardless of the number of words.
 */
export function placesOf(
  { tree, text, located }: LessonSource,
  words: ReadonlySet<string>,
): ReadonlyMap<string, readonly Span[]> {
  const places = new Map<string, Span[]>();
  const look = (from: number, to: number): void => {
    for (const { 0: word, index } of text.slice(from, to).matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)) {
      if (!words.has(word)) continue;
      const place = located.span(from + index, from + index + word.length);
      const known = places.get(word);
      if (known === undefined) places.set(word, [place]);
      else known.push(place);
    }
  };
  visit(tree, (node) => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (start === undefined || end === undefined) return;
    if (node.type === 'text') look(start, end);
    else if (node.type === 'image' || node.type === 'imageReference') {
      const words = start + '!['.length;
      const length = node.alt?.length ?? 0;
      if (text.slice(words, words + length) === node.alt) look(words, words + length);
    }
  });
  return places;
}

function visit(node: MdastNode, see: (node: MdastNode) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) visit(child, see);
}
