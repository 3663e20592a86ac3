/** A line of a program to be put in order. */
export interface CodeLine {
  /** With the indentation that learners get, if they do not indent it themselves. */
  readonly text: string;
  /** How deep it is indented, counted in levels. */
  readonly depth: number;
}

/** The lines of a program that are not blank; `indent`: learners indent them, so the text has no indentation. */
export function codeLines(program: string, indent: boolean): readonly CodeLine[] {
  const levels: number[] = [];
  return program
    .split('\n')
    .filter((line) => /\S/.test(line))
    .map((line) => {
      const width = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;
      while ((levels.at(-1) ?? -1) > width) levels.pop();
      if ((levels.at(-1) ?? -1) < width) levels.push(width);
      return { text: indent ? line.trim() : line.trimEnd(), depth: levels.length - 1 };
    });
}

/** The first and last line of a block, counted from 0. */
export type Block = readonly [first: number, last: number];

/** A block as an author names it, by the number of its line or lines: `3`, `3-5`. */
export function blockOf(written: string | number): Block {
  const [first = '', last = first] = String(written).split('-');
  return [Number(first) - 1, Number(last) - 1];
}

/**
 * Every right order of `length` lines, as their indices: the author's first. `groups`: blocks that follow one another,
 * and may stand in any order; from the top.
 */
export function ordersOf(length: number, groups: readonly (readonly Block[])[]): readonly (readonly number[])[] {
  let orders: readonly (readonly number[])[] = [[]];
  let at = 0;
  for (const group of groups) {
    const before = range(at, (group[0]?.[0] ?? at) - 1);
    const turned = permutations(group).map((blocks) => blocks.flatMap(([first, last]) => range(first, last)));
    orders = orders.flatMap((order) => turned.map((lines) => [...order, ...before, ...lines]));
    at = (group.at(-1)?.[1] ?? at) + 1;
  }
  return orders.map((order) => [...order, ...range(at, length - 1)]);
}

/** The most right orders that a question may have. */
export const mostOrders = 120;

/** How many orders groups of so many blocks allow. */
export function countOrders(sizes: readonly number[]): number {
  return sizes.reduce((product, size) => range(1, size).reduce((orders, each) => orders * each, product), 1);
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((first, index) => permutations(list.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}
