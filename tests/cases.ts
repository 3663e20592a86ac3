/**
 * How much of what a test could try is tried in a run. Every run tries the same fixed part, so that a failure comes back;
 * `LECTERN_TEST_CASES=full`, which the nightly workflow sets, tries all. Read nowhere else.
 */
const isFull = process.env['LECTERN_TEST_CASES'] === 'full';

/** For a property: `most` cases where all is tried, else `few`. */
export function runs(few: number, most: number): number {
  return isFull ? most : few;
}

/** Of a list: all where all is tried, else the first of each kind. */
export function firsts<Case>(all: readonly Case[], kindOf: (one: Case) => unknown): readonly Case[] {
  const kinds = all.map(kindOf);
  return isFull ? all : all.filter((_, index) => kinds.indexOf(kinds[index]) === index);
}

/**
 * For a table of every `one` with every `other`: all pairs where all is tried, else for each `one` the next `other` in
 * turn, so that each of either side is tried.
 */
export function pairs<One, Other>(ones: readonly One[], others: readonly Other[]): readonly (readonly [One, Other])[] {
  return ones.flatMap((one, index) =>
    (isFull ? others : others.slice(index % others.length).slice(0, 1)).map((other) => [one, other] as const),
  );
}
