import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { WorkerPool, inThreads } from '../../src/assets/worker-pool.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-threads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * A thread that doubles numbers, takes its time for 3, cannot do 13, ends at 14 without a word, and counts in `shared` what
 * it has done.
 */
const script = path.join(folder, 'worker.ts');
writeFileSync(
  script,
  `import { onTask } from ${JSON.stringify(new URL('../../src/assets/worker-pool.ts', import.meta.url).href)};
onTask(async ({ number, done }) => {
  if (number === 13) {
    process.on('exit', () => (Atomics.add(done, 0, 1), Atomics.notify(done, 0)));
    throw new Error('unlucky');
  }
  if (number === 14) process.exit(4);
  if (number === 3) await new Promise((resolve) => setTimeout(resolve, 50));
  Atomics.add(done, 0, 1);
  Atomics.notify(done, 0);
  return number * 2;
});
`,
);
const worker = pathToFileURL(script);
const counter = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));
const tasks = (done: Int32Array, ...numbers: readonly number[]) => numbers.map((number) => ({ number, done }));
const signal = new AbortController().signal;

describe('Threads', () => {
  test.each([1, 2, 5])('give results in the order of the tasks, with %d of them', async (threads) => {
    expect(await inThreads(worker, tasks(counter(), 3, 1, 2, 5), { threads, signal })).toEqual([6, 2, 4, 10]);
  });

  test('go on while this one is busy', async () => {
    const done = counter();
    const pool = new WorkerPool<{ number: number; done: Int32Array }, number>(worker, { threads: 1, signal });
    const results = Promise.all(tasks(done, 1, 2, 4).map((task) => pool.give(task)));
    // Blocks this thread: no message can come or go meanwhile.
    for (let seen = 0; seen < 3; seen = Atomics.load(done, 0))
      if (Atomics.wait(done, 0, seen, 10_000) === 'timed-out') break;
    expect(Atomics.load(done, 0)).toBe(3);
    expect(await results).toEqual([2, 4, 8]);
    pool.end();
  });

  test('say what a task throws', async () => {
    await expect(inThreads(worker, tasks(counter(), 1, 13), { threads: 2, signal })).rejects.toThrow('unlucky');
  });

  test('do the next task also after one that threw', async () => {
    const pool = new WorkerPool<{ number: number; done: Int32Array }, number>(worker, { threads: 1, signal });
    expect(await Promise.allSettled(tasks(counter(), 13, 2).map((task) => pool.give(task)))).toMatchObject([
      { reason: { message: 'unlucky' } },
      { reason: { message: 'unlucky' } },
    ]);
    expect(await pool.give(tasks(counter(), 2)[0]!)).toBe(4);
    pool.end();
  });

  test('give what was done before a task that threw, though the news of both arrive at once', async () => {
    const done = counter();
    const pool = new WorkerPool<{ number: number; done: Int32Array }, number>(worker, { threads: 1, signal });
    const results = Promise.allSettled(tasks(done, 1, 2, 13).map((task) => pool.give(task)));
    // Blocks this thread until the other one has ended.
    for (let seen = 0; seen < 3; seen = Atomics.load(done, 0))
      if (Atomics.wait(done, 0, seen, 10_000) === 'timed-out') break;
    expect(await results).toMatchObject([{ value: 2 }, { value: 4 }, { reason: { message: 'unlucky' } }]);
    pool.end();
  });

  test('say so where a thread ends without a word, and do the next task', async () => {
    const pool = new WorkerPool<{ number: number; done: Int32Array }, number>(worker, { threads: 1, signal });
    const results = await Promise.allSettled(tasks(counter(), 1, 14, 2).map((task) => pool.give(task)));
    expect(results).toMatchObject([
      { value: 2 },
      { reason: { message: 'a thread ended with status 4 before its task was done' } },
      { reason: { message: 'a thread ended with status 4 before its task was done' } },
    ]);
    expect(await pool.give(tasks(counter(), 2)[0]!)).toBe(4);
    pool.end();
  });

  test('reject what has not been done when they are ended', async () => {
    const pool = new WorkerPool<{ number: number; done: Int32Array }, number>(worker, { threads: 1, signal });
    const result = pool.give(tasks(counter(), 3)[0]!);
    pool.end();
    await expect(result).rejects.toThrow('before its task was done');
  });

  test('stop at a signal, and start nothing after it', async () => {
    const stop = new AbortController();
    const pool = new WorkerPool(worker, { threads: 1, signal: stop.signal });
    const result = pool.give({ number: 3, done: counter() });
    stop.abort(new Error('enough'));
    await expect(result).rejects.toThrow('enough');
    await expect(pool.give({ number: 1, done: counter() })).rejects.toThrow('enough');
  });
});
