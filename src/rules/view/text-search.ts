import type { Span } from '../../diagnostics/diagnostic.ts';
import type { LessonSource, MdastNode } from '../../course/model.ts';

/**
 * Where words stand in a lesson's prose, each with its places in order: code, addresses and directive names left out.
 * Looks through the lesson once, however many words are asked for.
 */
export function placesOf(source: LessonSource, words: ReadonlySet<string>): ReadonlyMap<string, readonly Span[]> {
  const places = new Map<string, Span[]>();
  const lines = source.text.split(/\r\n|\r|\n/);
  visit(source.tree, (node) => {
    const { position } = node;
    if (node.type !== 'text' || position === undefined) return;
    for (let line = position.start.line; line <= position.end.line; line += 1) {
      const text = lines[line - 1] ?? '';
      const from = line === position.start.line ? position.start.column - 1 : 0;
      const to = line === position.end.line ? position.end.column - 1 : text.length;
      for (const { 0: word, index } of text.slice(from, to).matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)) {
        if (!words.has(word)) continue;
        const start = from + index;
        const place = { file: source.file, start: { line, column: start + 1 }, end: { line, column: start + word.length + 1 } };
        const known = places.get(word);
        if (known === undefined) places.set(word, [place]);
        else known.push(place);
      }
    }
  });
  return places;
}

function visit(node: MdastNode, see: (node: MdastNode) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) visit(child, see);
}
