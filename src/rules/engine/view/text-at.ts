import type { Point } from '../../../diagnostics/diagnostic.ts';

/** The text between two points (lines and columns from 1, `\n`, `\r\n` and `\r` each end a line). */
export function textBetween(text: string, start: Point, end: Point): string {
  return text.slice(offsetOf(text, start), offsetOf(text, end));
}

function offsetOf(text: string, point: Point): number {
  const lineBreak = /\r\n|\r|\n/g;
  for (let line = 1; line < point.line; line += 1) if (lineBreak.exec(text) === null) return text.length;
  return lineBreak.lastIndex + point.column - 1;
}
