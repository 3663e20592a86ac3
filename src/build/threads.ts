import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';

/** As many threads as do work at once, for what the main one will wait for. */
export const allThreads = Math.max(2, availableParallelism());
/** How many threads there is room for beside the main one, which reads or renders meanwhile. */
export const sideThreads = Math.max(1, availableParallelism() - 1);

/** How many threads there may be, and when they stop whatever they are doing. */
export interface Sharing {
  readonly threads: number;
  readonly signal: AbortSignal;
}

/**
 * Shares out tasks among threads that run `script` (which calls `onTask`), each taking the next one when it is done.
 *
 * @returns the results in the order of the tasks; `receive` gets each as it comes. Rejects with what a task throws, or
 * when the signal comes.
 */
export async function shareOut<Task, Result>(script: URL, tasks: readonly Task[], { threads, signal }: Sharing, receive: (result: Result, task: Task) => void = () => undefined): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const take = (): number | undefined => (next < tasks.length ? next++ : undefined);
  const finish = (index: number, result: Result): void => {
    results[index] = result;
    receive(result, tasks[index] as Task);
  };
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, () => runThread(script, tasks, signal, take, finish)));
  return results;
}

/** One thread, fed task by task until there are none left. */
function runThread<Task, Result>(script: URL, tasks: readonly Task[], signal: AbortSignal, take: () => number | undefined, finish: (index: number, result: Result) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) throw signal.reason;
    const worker = new Worker(script);
    const stop = (): void => {
      void worker.terminate();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop);
    const end = (): void => {
      signal.removeEventListener('abort', stop);
      void worker.terminate();
    };
    let current = 0;
    const feed = (): void => {
      const index = take();
      if (index === undefined) {
        end();
        resolve();
        return;
      }
      current = index;
      worker.postMessage(tasks[index]);
    };
    worker.on('message', (result: Result) => {
      finish(current, result);
      feed();
    });
    worker.on('error', (error) => {
      end();
      reject(error);
    });
    feed();
  });
}

/** In a thread's script: does one task after another, until the thread is ended. */
export function onTask<Task, Result>(work: (task: Task) => Promise<Result>): void {
  parentPort?.on('message', (task: Task) => {
    void work(task).then((result) => parentPort?.postMessage(result));
  });
}
