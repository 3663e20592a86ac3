/**
 * `npm run bench [-- name … [options]]`: runs the benchmarks `tests/bench/<name>.ts`, all of them where none is named,
 * one after the other. Each is a file with a default export that measures and says what it found; none is a test, and
 * no figure here makes a build fail.
 */
import { commandHelp } from '../../src/cli/help.ts';
import { progressDisplay } from '../../src/cli/progress.ts';
import { Refusal } from '../../src/cli/refusal.ts';
import { invocation, loadBenchmark, names, readOptions, readWords } from './measuring/invocation.ts';
import { Report } from './report.ts';

const words = process.argv.slice(2);
// A benchmark that is a script of its own reads no arguments of ours.
process.argv.splice(2);
try {
  const { wanted, options } = readWords(words);
  if (wanted.length === 0 && options.length > 0) {
    console.log(
      `Usage: ${invocation} [<name> …] [options]\n\nBenchmarks: ${names.join(', ')}\n\n\`${invocation} <name> --help\` says more about one of them. Without a name all of them are run.`,
    );
  } else {
    for (const name of wanted.length > 0 ? wanted : names) await measure(name, options);
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`${error.message}\n${error.wayOut}`);
  process.exitCode = 2;
}

async function measure(name: string, options: readonly string[]): Promise<void> {
  const { stderr } = process;
  const output = {
    write: (text: string) => void stderr.write(text),
    isTerminal: stderr.isTTY === true,
    columns: stderr.columns ?? 100,
  };
  const report = new Report(
    (line) => console.log(line),
    progressDisplay(output, process.env, () => performance.now()),
  );
  const wantsHelp = options.includes('--help');
  if (!wantsHelp) report.note(`\n── ${name} ${'─'.repeat(Math.max(3, 70 - name.length))}\n`);
  const benchmark = await loadBenchmark(name);
  if (typeof benchmark === 'object' && wantsHelp) {
    report.note(commandHelp(benchmark, invocation));
    return;
  }
  const input = readOptions(name, benchmark, options);
  if (typeof benchmark === 'object') await benchmark.run(input, report);
  else await benchmark?.(report);
}
