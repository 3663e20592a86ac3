import { withoutBlanks } from '../yaml-tree.ts';
import { afterLine, afterSpaces, endOfLine, isLineEnd, tab } from './characters.ts';
import { unsure, type Read } from './unsure.ts';

/** Style (8.1.2, 8.1.3), then indentation and chomping indicators in either order (8.1.1). */
const header = /([|>])([1-9]?)([-+]?)([1-9]?) *\r?\n/y;

export function isBlockScalar(yaml: string, at: number): boolean {
  const style = yaml.charAt(at);
  return style === '|' || style === '>';
}

/**
 * A block scalar (8.1): its lines are indented like the first non-empty one, or relative to `column` as its header
 * says. `after` is the start of the first line after it.
 */
export function readBlockScalar(yaml: string, start: number, column: number): Read & { readonly after: number } {
  header.lastIndex = start;
  const [, style = '', before = '', chomping = '', behind = ''] = header.exec(yaml) ?? unsure();
  const indicator = before + behind;
  if (indicator.length > 1) unsure();
  const { lines, end, after, breaks } = linesOf(
    yaml,
    header.lastIndex,
    column,
    indicator === '' ? undefined : column + Number(indicator),
    style,
  );
  const text = style === '|' ? lines.join('\n') : folded(lines);
  return { node: { kind: 'scalar', start, end, written: undefined }, value: text + chomped(breaks, chomping), after };
}

interface Lines {
  /** Without their indentation. */
  readonly lines: readonly string[];
  /** The end of the last text, without trailing white space. */
  readonly end: number;
  readonly after: number;
  /** Number of line breaks after the last non-empty line. */
  readonly breaks: number;
}

/**
 * The lines of a block scalar from `from` on. Scalars without text, and blank lines wider than the indentation, are
 * left to the parser.
 */
function linesOf(yaml: string, from: number, column: number, toldIndent: number | undefined, style: string): Lines {
  const lines: string[] = [];
  let indent = toldIndent;
  let widest = 0;
  let empty = 0;
  let end = from;
  let at = from;
  while (at < yaml.length) {
    const text = afterSpaces(yaml, at);
    const width = text - at;
    if (isLineEnd(yaml, text)) {
      widest = Math.max(widest, width);
      empty++;
    } else {
      indent ??= width;
      if (width < indent) break;
      const lineEnd = endOfLine(yaml, text);
      end = withoutBlanks(yaml, text, lineEnd);
      if (end === text || (style === '>' && yaml.charCodeAt(text) === tab)) unsure();
      for (; empty > 0; empty--) lines.push('');
      lines.push(yaml.slice(at + indent, lineEnd));
    }
    at = afterLine(yaml, text);
  }
  if (indent === undefined || indent <= column || lines.length === 0 || widest > indent) unsure();
  return { lines, end, after: at, breaks: empty + (yaml.charAt(at - 1) === '\n' ? 1 : 0) };
}

/** Folds lines (8.1.3): breaks around lines that start with a space are kept. */
function folded(lines: readonly string[]): string {
  let text = '';
  let empty = 0;
  let spacedBefore: boolean | undefined;
  for (const line of lines) {
    if (line === '') {
      empty++;
      continue;
    }
    const spaced = line.startsWith(' ');
    if (spacedBefore === undefined) text = '\n'.repeat(empty);
    else if (spaced || spacedBefore) text += '\n'.repeat(empty + 1);
    else text += empty === 0 ? ' ' : '\n'.repeat(empty);
    text += line;
    empty = 0;
    spacedBefore = spaced;
  }
  return text;
}

/** Line breaks to keep at the end (8.1.1.2): one, none (`-`) or all (`+`). */
function chomped(breaks: number, chomping: string): string {
  if (chomping === '-') return '';
  return chomping === '+' ? '\n'.repeat(Math.max(1, breaks)) : '\n';
}
