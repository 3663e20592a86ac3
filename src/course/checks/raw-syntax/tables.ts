import { count } from '../../../text/count.ts';
import { linesOf, type Line, type RawKind, type RawUse } from './kind.ts';
import { rangeOf } from '../../../source/markdown.ts';
import type { Run } from './run.ts';

const why = 'learners would see bars and hyphens instead of rows and columns';

/** Rows that do not form a table, and rows that do not match their table. */
export const tables: RawKind = {
  code: 'raw-table',
  signs: /\||\+[-=]{3}/,
  inRun(run) {
    if (run.block.type !== 'paragraph') return [];
    const lines = linesOf(run);
    const delimiter = lines.findIndex(({ text }) => isDelimiter(text));
    if (delimiter >= 0) return [brokenTable(lines, delimiter, run)];
    if (lines.filter(({ text }) => /^\+(?:[-=]{3,}\+)+\s*$/.test(text)).length > 1) {
      return [
        whole(
          lines,
          'this table is drawn with `+`, which Markdown does not read',
          'write a header row, a line `|---|---|` with as many columns, and the rows',
        ),
      ];
    }
    const first = lines.findIndex(({ text }, index) => isRow(text) && isRow(lines[index + 1]?.text ?? ''));
    if (first < 0) return [];
    const delimiterRow = `|${'---|'.repeat(cellsOf(lines[first]?.text ?? ''))}`;
    return [
      {
        ...stretch(lines.slice(first, first + 1)),
        words: {
          message: `these rows are no table: the second line is not \`${delimiterRow}\``,
          why,
          fix: `add a line \`${delimiterRow}\` below the first row`,
        },
      },
    ];
  },
  inTree(node, { source }) {
    if (node.type !== 'table') return [];
    const [head, ...rows] = node.children;
    const columns = head?.children.length ?? 0;
    return rows.flatMap((row) => {
      if (row.children.length <= columns) return [];
      const [start, end] = rangeOf(row);
      const [extra] = rangeOf(row.children[columns] ?? row);
      const hasCode = /`[^`|]*\|[^`]*`/.test(source.slice(start, end));
      return [
        {
          start: extra,
          end,
          covers: [start, end],
          words: {
            message: `this row has ${row.children.length} cells, its table ${count(columns, 'column')}`,
            why: 'what stands in the last cells belongs to no column, and other tools drop it',
            fix: hasCode
              ? 'write `\\|` for a bar inside a cell, also between backticks'
              : 'write `\\|` for a bar inside a cell, or add a column to the first two rows',
          },
        },
      ];
    });
  },
};

/** A delimiter row that does not form a table, because of the row above. */
function brokenTable(lines: readonly Line[], at: number, run: Run): RawUse {
  const delimiter = lines[at];
  const header = lines[at - 1];
  const columns = cellsOf(delimiter?.text ?? '');
  const place = stretch(lines.slice(at, at + 1));
  if (header === undefined) {
    const above =
      run.before?.type === 'paragraph'
        ? 'take the empty line above it away'
        : 'write the row with the headings above it';
    return {
      ...place,
      words: {
        message: 'these rows are no table: no row with headings stands directly above this line',
        why,
        fix: above,
      },
    };
  }
  const cells = cellsOf(header.text);
  if (cells === columns)
    return {
      ...place,
      words: {
        message: 'these rows are no table',
        why,
        fix: 'leave an empty line above the row with the headings, and start all rows in the same column',
      },
    };
  return {
    ...place,
    words: {
      message: `these rows are no table: the headings are ${cells}, and this line has ${count(columns, 'column')}`,
      why,
      fix: `write \`|${'---|'.repeat(cells)}\`, or as many headings as there are columns`,
    },
  };
}

function whole(lines: readonly Line[], message: string, fix: string): RawUse {
  return { ...stretch(lines.slice(0, 1)), words: { message, why, fix } };
}

function stretch(lines: readonly Line[]): { readonly start: number; readonly end: number } {
  const last = lines.at(-1);
  return { start: lines[0]?.start ?? 0, end: (last?.start ?? 0) + (last?.text.trimEnd().length ?? 0) };
}

function isDelimiter(line: string): boolean {
  return line.includes('|') && cellsIn(line).every((cell) => /^:?-+:?$/.test(cell.trim()));
}

/** A row that is certainly a table row: it starts with a pipe and has another. */
function isRow(line: string): boolean {
  return /^\|[^|].*\|/.test(line);
}

function cellsOf(line: string): number {
  return cellsIn(line).length;
}

function cellsIn(line: string): readonly string[] {
  return line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|');
}
