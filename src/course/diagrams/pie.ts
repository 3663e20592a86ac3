import { labelLines, readLines, Refused } from './cursor.ts';
import type { DiagramProblem, Pie } from './model.ts';

/** Mermaid's `pie`; `head` is what stands behind the word on its line. */
export function readPie(code: string, from: number, head: string): { pie: Pie; problems: readonly DiagramProblem[] } {
  const problems: DiagramProblem[] = [];
  const shares: { name: string; value: number }[] = [];
  readLines(code, from, problems, (cursor, { start, end }) => {
    if (cursor.take(/showData[ \t]*/y) !== undefined && cursor.isDone) return;
    if (cursor.take(/title\b/y) !== undefined)
      throw new Refused({
        start,
        end,
        isIgnored: true,
        message: '`title` does nothing here',
        fix: 'remove it, and write `title="…"` behind `mermaid`',
      });
    const name =
      cursor.take(/"([^"\n]*)"[ \t]*:[ \t]*/y)?.[1] ?? cursor.fail('a name and its share', 'write `"Dogs" : 38`');
    const value = Number(cursor.take(/\d{1,12}(?:\.\d{1,6})?/y)?.[0] ?? Number.NaN);
    if (!(value > 0)) cursor.fail('a number above 0', 'write `"Dogs" : 38`');
    if (!cursor.isDone) cursor.fail('the end of the line', 'write one share a line');
    shares.push({ name: labelLines(name).join(' '), value });
  });
  return { pie: { kind: 'pie', shares, showsValues: /\bshowData\b/.test(head) }, problems };
}
