import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseInput } from '../../../src/cli/arguments.ts';
import type { Flags, Input } from '../../../src/cli/command.ts';
import { Refusal } from '../../../src/cli/refusal.ts';
import { closest } from '../../../src/diagnostics/closest.ts';
import type { Benchmark, BenchmarkWithFlags } from '../report.ts';

/** What is typed before a benchmark’s name. */
export const invocation = 'npm run bench --';

const folder = path.resolve(import.meta.dirname, '..');

/** Every benchmark there is. */
export const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !['run.ts', 'report.ts'].includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .toSorted();

/**
 * Which benchmarks are wanted, and the options for them: names, then options.
 *
 * @throws {Refusal} for a name that is none, with the nearest one, and for options without a name.
 */
export function readWords(words: readonly string[]): {
  readonly wanted: readonly string[];
  readonly options: readonly string[];
} {
  const firstOption = words.findIndex((word) => word.startsWith('-'));
  const wanted = firstOption < 0 ? words : words.slice(0, firstOption);
  const options = words.slice(wanted.length);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const near = closest(unknown, names);
    throw new Refusal(
      `There is no benchmark \`${unknown}\`${near === undefined ? '.' : `, did you mean \`${near}\`?`}`,
      `There are: ${names.join(', ')}.`,
    );
  }
  if (wanted.length === 0 && options.length > 0 && !options.includes('--help'))
    throw new Refusal(
      `\`${options[0] ?? ''}\` belongs to a benchmark, and none is named.`,
      `There are: ${names.join(', ')}.`,
    );
  return { wanted, options };
}

export async function loadBenchmark(name: string): Promise<Benchmark | BenchmarkWithFlags | undefined> {
  return ((await import(path.join(folder, `${name}.ts`))) as { readonly default?: Benchmark | BenchmarkWithFlags })
    .default;
}

/**
 * The options as the benchmark takes them.
 *
 * @throws {Refusal} for one that it does not know, or cannot use.
 */
export function readOptions(
  name: string,
  benchmark: Benchmark | BenchmarkWithFlags | undefined,
  options: readonly string[],
): Input<Flags> {
  if (typeof benchmark === 'object') return parseInput(benchmark, options, invocation);
  if (options.length > 0) throw new Refusal(`\`${name}\` takes no options.`, `Run: ${invocation} ${name}`);
  return { operand: undefined, operands: [], flags: {} };
}
