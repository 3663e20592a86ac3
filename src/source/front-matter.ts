import type { SourceText } from './text.ts';
import type { YamlRange } from './yaml.ts';

/** The range of a lesson's front matter, and the start of its body. */
export interface FrontMatter {
  /** The YAML between the two `---` lines. */
  readonly yaml: YamlRange;
  /** Offset of the first line after the closing `---`. */
  readonly bodyStart: number;
}

/** Finds the front matter: from a first line `---` up to the next such line. `unclosed` if that is missing. */
export function findFrontMatter({ text }: SourceText): FrontMatter | 'missing' | 'unclosed' {
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text);
  if (opening === null) return 'missing';
  const start = opening[0].length;
  const closing = /(?:^|\r\n|\n|\r)(---[ \t]*(?:\r\n|\n|\r|$))/g;
  // For empty front matter, the line break before the closing line is that of the opening line.
  closing.lastIndex = Math.max(0, start - 1);
  const found = closing.exec(text);
  if (found === null) return 'unclosed';
  const bodyStart = found.index + found[0].length;
  return { yaml: { start, end: Math.max(start, bodyStart - (found[1]?.length ?? 0)) }, bodyStart };
}
