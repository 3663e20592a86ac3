/**
 * `npm run bench [-- name …]`: runs the benchmarks `tests/bench/<name>.ts`, all of them where none is named, one after
 * the other. Each is a file with a default export that measures and says what it found; none is a test, and no figure
 * here makes a build fail.
 */
import { readdirSync } from 'node:fs';
import { closest } from '../../src/diagnostics/closest.ts';
import { Report, type Benchmark } from './report.ts';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'report.ts', 'build-lectern.ts'].includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .toSorted();
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  const near = closest(unknown, names);
  console.error(`There is no benchmark ${unknown}${near === undefined ? '' : `, did you mean ${near}?`}\nBenchmarks: ${names.join(', ')}`);
  process.exit(2);
}

// A benchmark reads no arguments of ours.
process.argv.splice(2);
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(3, 70 - name.length))}\n`);
  const benchmark = (await import(`./${name}.ts`)) as { readonly default?: Benchmark };
  await benchmark.default?.(new Report((line) => console.log(line)));
}
