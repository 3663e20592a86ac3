import { brotliCompressSync } from 'node:zlib';
import { buildLabFrame } from '../../src/assets/lab-frame.ts';
import { LESSON, Stage } from '../lab/stage.ts';
import { sampleOf, type Benchmark } from './report.ts';

const RUNS = 15;

/** The live lab: what it weighs, and how long the first run and every later one take in Chromium. */
const bench: Benchmark = async (report) => {
  const start = performance.now();
  const { html } = await buildLabFrame();
  report.note(
    `bundling the frame: ${Math.round(performance.now() - start)} ms, ${brotliCompressSync(html).length} bytes with Brotli`,
  );
  const cold: number[] = [];
  const warm: number[] = [];
  for (let i = 0; i < 3; i++) {
    const stage = await Stage.open();
    const first = await stage.page.evaluate(async () => {
      const from = performance.now();
      await (globalThis as unknown as { lab: { boot(): Promise<unknown> } }).lab.boot();
      return performance.now() - from;
    });
    cold.push(first + (await stage.run(LESSON, { pace: 'fast' })).ms);
    for (let run = 0; run < RUNS / 3; run++) warm.push((await stage.run(LESSON, { pace: 'fast' })).ms);
    await stage.close();
  }
  const rows = (
    [
      ['boot and first run', cold],
      ['run again', warm],
    ] as const
  ).map(([name, times]) => {
    const { median, lowest, highest, runs } = sampleOf(times);
    return [name, median, lowest, highest, runs];
  });
  report.table(['ms', 'median', 'lowest', 'highest', 'runs'], rows);
};
export default bench;
