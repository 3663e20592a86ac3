import type { MdastNode } from 'satteri';
import type { Span } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../source/lesson.ts';

/** Every place of a word in a lesson's prose: code, addresses and directive names left out. */
export function placesOf(source: LessonSource, word: string): Span[] {
  const places: Span[] = [];
  const lines = source.text.split(/\r\n|\r|\n/);
  visit(source.tree, (node) => {
    const { position } = node;
    if (node.type !== 'text' || position === undefined) return;
    for (let line = position.start.line; line <= position.end.line; line += 1) {
      const text = lines[line - 1] ?? '';
      const from = line === position.start.line ? position.start.column - 1 : 0;
      const to = line === position.end.line ? position.end.column - 1 : text.length;
      for (let at = text.indexOf(word, from); at !== -1 && at + word.length <= to; at = text.indexOf(word, at + 1)) {
        if (/[\p{L}\p{N}]/u.test((text[at - 1] ?? ' ') + (text[at + word.length] ?? ' '))) continue;
        places.push({ file: source.file, start: { line, column: at + 1 }, end: { line, column: at + word.length + 1 } });
      }
    }
  });
  return places;
}

function visit(node: MdastNode, see: (node: MdastNode) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) visit(child, see);
}
