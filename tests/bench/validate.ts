import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Measured, Work } from './checking/measure.ts';
import { sampleOf, type Report } from './report.ts';

const runs = 3;
const courses = [
  ['100 modules', 100, 6],
  ['1,000 modules', 1000, 6],
  ['10,000 quizzes', 10_000, 1],
] as const;
const costliest = 8;

/**
 * Validating whole courses against merely parsing the same texts with `yaml` and `satteri`, the floor: modules of lesson
 * and quiz, and 10,000 quizzes beside lessons of a few lines. Each figure is the median of several processes that do it
 * once, as a command does; from memory, so that no disk is measured. “load” reads and checks the format, “check” is all
 * that `lectern validate` does, “again” the check of `--watch` after one lesson was edited.
 */
export default async function validate(report: Report): Promise<void> {
  const rows: (string | number)[][] = [];
  const costs: [string, string][] = [];
  for (const [name, count, sections] of courses) {
    const of = (
      work: Work,
    ): { readonly ms: number; readonly kept: number; readonly peak: number; readonly last: Measured } => {
      const all = Array.from({ length: runs }, () => measure(work, count, sections));
      const [last] = all;
      if (last === undefined) throw new Error('nothing was measured');
      return {
        ms: sampleOf(all.map(({ ms }) => ms)).median,
        kept: sampleOf(all.map(({ kept }) => kept)).median,
        peak: sampleOf(all.map(({ peak }) => peak)).median,
        last,
      };
    };
    const [floor, load, check, again] = [of('parse'), of('load'), of('check'), of('again')];
    if (load.last.reports > 0 || load.last.questions !== count * 5)
      throw new Error('the course of the benchmark has mistakes');
    rows.push([
      name,
      load.last.questions,
      check.last.reports,
      floor.ms,
      load.ms,
      load.ms / floor.ms,
      check.ms,
      check.ms / floor.ms,
      (check.ms * 1000) / (count * 2),
      again.ms,
      load.kept,
      again.kept,
      check.peak,
    ]);
    const { rules } = measure('rules', count, sections);
    const total = rules.reduce((sum, [, ms]) => sum + ms, 0);
    costs.push([
      name,
      `all ${rules.length} rules ${total.toFixed(0)} ms: ${rules
        .slice(0, costliest)
        .map(([code, ms]) => `${code} ${ms.toFixed(0)}`)
        .join(', ')}`,
    ]);
  }
  report.table(
    [
      'course',
      'questions',
      'reports',
      'floor ms',
      'load ms',
      'times',
      'check ms',
      'times',
      'µs a file',
      'again ms',
      'kept MiB',
      'watching MiB',
      'peak MiB',
    ],
    rows,
  );
  for (const [name, words] of costs) report.note(`${name}: ${words}`);
}

function measure(work: Work, count: number, sections: number): Measured {
  return JSON.parse(
    execFileSync(
      process.execPath,
      [path.join(import.meta.dirname, 'checking/measure.ts'), work, String(count), String(sections)],
      { encoding: 'utf8' },
    ),
  ) as Measured;
}
