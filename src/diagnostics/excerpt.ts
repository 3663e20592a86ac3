import { cellsOf, type Cell } from './display.ts';
import type { Span } from './diagnostic.ts';

/** A source line, truncated to fit, and the markers below it. */
export interface Excerpt {
  readonly shown: string;
  /** Blanks, then one `^` for each column of the span on this line; at least one. */
  readonly marks: string;
}

/**
 * Shows one line of a span with markers aligned below it, also after tabs, emoji and East Asian text. A line wider than
 * `width` is truncated around the span, with `…` for omitted parts.
 *
 * @param line The line on which the span starts, without its line break.
 */
export function excerpt(line: string, span: Pick<Span, 'start' | 'end'>, width: number): Excerpt {
  const start = span.start.column - 1;
  const { text, offset } = near(line, start, width);
  const from = start - offset;
  const to = span.end.line > span.start.line ? text.length : Math.max(span.end.column - 1 - offset, from);
  const cells = cellsOf(text);
  const marked = (cell: Cell): boolean => cell.end > from && cell.start < Math.max(to, from + 1);

  const { cells: shown, cutLeft, cutRight } = cutAround(cells, cells.findIndex(marked), width);
  const before = shown.filter((cell) => !marked(cell) && cell.start < from);
  const lead = (cutLeft ? 1 : 0) + widthOf(before);
  const marks = Math.max(1, widthOf(shown.filter(marked)));
  return {
    shown: `${cutLeft ? '…' : ''}${shown.map((cell) => cell.shown).join('')}${cutRight ? '…' : ''}`.trimEnd(),
    marks: `${' '.repeat(lead)}${'^'.repeat(marks)}`,
  };
}

/** The part of a very long line around a position that can contain everything that will be shown. */
function near(line: string, at: number, width: number): { readonly text: string; readonly offset: number } {
  const reach = width * 16;
  if (line.length <= 2 * reach) return { text: line, offset: 0 };
  const offset = Math.max(0, Math.min(at, line.length) - reach);
  return { text: line.slice(offset, at + reach), offset };
}

/** The part of a line that fits `width`, with the cell at `focus` a third of the way in. */
function cutAround(
  cells: readonly Cell[],
  focus: number,
  width: number,
): { cells: readonly Cell[]; cutLeft: boolean; cutRight: boolean } {
  if (widthOf(cells) <= width) return { cells, cutLeft: false, cutRight: false };
  const room = Math.max(8, width - 2);
  // A span after the last character is at the end of the line.
  let first = focus === -1 ? cells.length : focus;
  for (let lead = 0; first > 0; first -= 1) {
    lead += cells[first - 1]?.width ?? 0;
    if (lead > (focus === -1 ? room : room / 3)) break;
  }
  let last = first;
  for (let taken = 0; last < cells.length; last += 1) {
    taken += cells[last]?.width ?? 0;
    if (taken > room) break;
  }
  return { cells: cells.slice(first, last), cutLeft: first > 0, cutRight: last < cells.length };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
