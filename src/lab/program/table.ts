import { inspect } from '../node/util-module.ts';

/** Formats `console.table` as Node does; undefined if the value is not tabular. */
export function formatTable(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const rows = Object.entries(value);
  const columns = [...new Set(rows.flatMap(([, row]) => (isObject(row) ? Object.keys(row) : [])))];
  const plain = rows.some(([, row]) => !isObject(row));
  const show = (cell: unknown): string => inspect(cell, { depth: 0, breakLength: Infinity });
  const head = ['(index)', ...columns, ...(plain ? ['Values'] : [])];
  const body = rows.map(([index, row]) => [
    index,
    ...columns.map((column) => (isObject(row) && Object.hasOwn(row, column) ? show(row[column]) : '')),
    ...(plain ? [isObject(row) ? '' : show(row)] : []),
  ]);
  const widths = head.map(
    (title, i) => Math.max(...[title, ...body.map((row) => row[i] ?? '')].map((cell) => cell.length)) + 2,
  );
  const rule = (left: string, cross: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width)).join(cross) + right;
  const line = (cells: readonly string[]): string =>
    `│${cells.map((cell, i) => ` ${cell}`.padEnd(widths[i] ?? 0)).join('│')}│`;
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\n');
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
