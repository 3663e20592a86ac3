import type { Flags, Input, Signature } from '../../src/cli/command.ts';
import type { ProgressDisplay } from '../../src/cli/progress.ts';

/** What `tests/bench/<name>.ts` exports by default where it takes no arguments. */
export type Benchmark = (report: Report) => Promise<void>;

/** What it exports where it takes some: they are read, refused and explained as those of a command are. */
export interface BenchmarkWithFlags<F extends Flags = Flags> extends Signature<F> {
  run(input: Input<F>, report: Report): Promise<void>;
}

/** Checks the types of a benchmark where it is written. */
export function defineBenchmark<const F extends Flags>(benchmark: BenchmarkWithFlags<F>): BenchmarkWithFlags {
  return benchmark as unknown as BenchmarkWithFlags;
}

/** Several measurements of the same thing. */
export interface Sample {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly runs: number;
}

export function sampleOf(values: readonly number[]): Sample {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1
      ? (sorted[middle] ?? Number.NaN)
      : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
  return { median, lowest: sorted[0] ?? Number.NaN, highest: sorted.at(-1) ?? Number.NaN, runs: sorted.length };
}

/** How many times each of `values` the value of the same round among `others` was; rounds that only one of them has do not count. */
export function ratioOf(values: readonly number[], others: readonly number[]): Sample {
  return sampleOf(values.slice(0, others.length).map((value, round) => value / (others[round] ?? Number.NaN)));
}

/** Where a benchmark says what it found: tables for people, with medians, spreads and ratios. */
export class Report {
  readonly #write: (line: string) => void;
  readonly #progress: ProgressDisplay | undefined;

  constructor(write: (line: string) => void, progress?: ProgressDisplay) {
    this.#write = write;
    this.#progress = progress;
  }

  note(text: string): void {
    this.#print(text);
  }

  /** Says what is being measured, until something is printed; `total` is 0 where nobody knows how much there is to do. */
  doing(what: string, done = 0, total = 0): void {
    this.#progress?.update(what, done, total);
  }

  #print(line: string): void {
    this.#progress?.end();
    this.#write(line);
  }

  /** A table; numbers stand under each other at the right, words at the left. */
  table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
    const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? round(cell) : cell)));
    const widths = columns.map((column, index) =>
      Math.max(column.length, ...cells.map((row) => row[index]?.length ?? 0)),
    );
    const line = (row: readonly string[], of?: readonly (string | number)[]): string =>
      row
        .map((cell, index) =>
          typeof of?.[index] === 'number' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
        )
        .join('  ')
        .trimEnd();
    this.#print(line(columns, rows[0]));
    this.#print(widths.map((width) => '─'.repeat(width)).join('  '));
    cells.forEach((row, index) => this.#print(line(row, rows[index])));
    this.#print('');
  }

  /** Times in milliseconds by name, each against the first as a ratio. */
  times(samples: Readonly<Record<string, Sample>>): void {
    const [first] = Object.values(samples);
    this.table(
      ['what', 'median ms', 'from', 'to', 'runs', 'ratio'],
      Object.entries(samples).map(([name, { median, lowest, highest, runs }]) => [
        name,
        median,
        lowest,
        highest,
        runs,
        median / (first?.median ?? Number.NaN),
      ]),
    );
  }

  /** Runs `work` once to warm up and then `runs` times; milliseconds of each. */
  async measure(runs: number, work: () => void | Promise<void>): Promise<Sample> {
    await work();
    const values: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      await work();
      values.push(performance.now() - start);
    }
    return sampleOf(values);
  }
}

function round(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
