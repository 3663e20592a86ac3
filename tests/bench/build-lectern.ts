/** Builds the course in `<folder>/content` with caches of its own, as `lectern build` does: what the benchmark of builds runs. */
import path from 'node:path';
import { build } from '../../src/build/build.ts';
import { makeChecker } from '../../src/cli/checker.ts';
import { diskFiles } from '../../src/source/disk.ts';

const folder = path.resolve(process.argv[2] ?? '.');
const content = path.join(folder, 'content');
const result = await build({
  content,
  files: diskFiles(content),
  check: async (files) => (await makeChecker({ spelling: false }))(files),
  out: path.join(folder, 'dist'),
  base: '/',
  cache: path.join(folder, 'cache'),
});
if (result.status === 'invalid') throw new Error('the course of the benchmark has errors');
if (process.env['LECTERN_TIMINGS'] !== undefined && 'timings' in result) for (const [phase, ms] of result.timings.phases) console.log(phase.padEnd(18), ms.toFixed(0).padStart(7));
