/**
 * `npm run bench [-- name … [options]]`: runs the benchmarks `tests/bench/<name>.ts`, all of them where none is named,
 * one after the other. Each is a file with a default export that measures and says what it found; none is a test, and
 * no figure here makes a build fail.
 */
import { readdirSync } from 'node:fs';
import { parseInput } from '../../src/cli/arguments.ts';
import { commandHelp } from '../../src/cli/help.ts';
import { Refusal } from '../../src/cli/refusal.ts';
import { closest } from '../../src/diagnostics/closest.ts';
import { Report, type Benchmark, type BenchmarkWithFlags } from './report.ts';

const invocation = 'npm run bench --';
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !['run.ts', 'report.ts'].includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .toSorted();

const words = process.argv.slice(2);
// A benchmark that is a script of its own reads no arguments of ours.
process.argv.splice(2);
const firstFlag = words.findIndex((word) => word.startsWith('-'));
const wanted = firstFlag < 0 ? words : words.slice(0, firstFlag);
const flags = firstFlag < 0 ? [] : words.slice(firstFlag);

try {
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const near = closest(unknown, names);
    throw new Refusal(`There is no benchmark \`${unknown}\`${near === undefined ? '.' : `, did you mean \`${near}\`?`}`, `There are: ${names.join(', ')}.`);
  }
  if (wanted.length === 0 && flags.length > 0) {
    if (!flags.includes('--help')) throw new Refusal(`\`${flags[0] ?? ''}\` belongs to a benchmark, and none is named.`, `There are: ${names.join(', ')}.`);
    console.log(`Usage: ${invocation} [<name> …] [options]\n\nBenchmarks: ${names.join(', ')}\n\n\`${invocation} <name> --help\` says more about one of them. Without a name all of them are run.`);
  } else {
    for (const name of wanted.length > 0 ? wanted : names) await measure(name);
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`${error.message}\n${error.wayOut}`);
  process.exitCode = 2;
}

async function measure(name: string): Promise<void> {
  const report = new Report((line) => console.log(line));
  const { default: benchmark } = (await import(`./${name}.ts`)) as { readonly default?: Benchmark | BenchmarkWithFlags };
  if (typeof benchmark === 'object' && flags.includes('--help')) {
    report.note(commandHelp(benchmark, invocation));
    return;
  }
  if (typeof benchmark !== 'object' && flags.length > 0) throw new Refusal(`\`${name}\` takes no options.`, `Run: ${invocation} ${name}`);
  report.note(`\n── ${name} ${'─'.repeat(Math.max(3, 70 - name.length))}\n`);
  if (typeof benchmark === 'object') await benchmark.run(parseInput(benchmark, flags, invocation), report);
  else await benchmark?.(report);
}
