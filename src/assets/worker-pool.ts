import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';

/** How many threads there is room for beside the main one, which reads, checks or renders meanwhile. */
export const sideThreads = Math.max(1, availableParallelism() - 1);

/** How many threads there may be, and when they stop whatever they are doing. */
export interface WorkerPoolOptions {
  readonly threads: number;
  readonly signal: AbortSignal;
}

interface Member<Result> {
  readonly worker: Worker;
  /** Who waits for what it was given, in that order. */
  readonly waiting: { readonly resolve: (result: Result) => void; readonly reject: (error: unknown) => void }[];
  /** Why the thread has ended or is about to. */
  failure?: unknown;
}

/**
 * Threads that run `script` (which calls `onTask`). Each has a queue of its own and never asks this thread for more, which
 * may be busy for seconds; they start when they first have something to do.
 */
export class WorkerPool<Task, Result> {
  readonly #script: URL;
  readonly #threads: number;
  readonly #signal: AbortSignal;
  readonly #members = new Map<number, Member<Result>>();
  #given = 0;

  constructor(script: URL, { threads, signal }: WorkerPoolOptions) {
    this.#script = script;
    this.#threads = threads;
    this.#signal = signal;
    signal.addEventListener('abort', this.#stop);
  }

  /**
   * Gives a task to the next thread in turn. Rejects with what the task throws, which ends its thread and all that waits
   * there (the next task in that turn gets a new one), where the thread ends in any other way, or when the signal comes.
   * What a thread had finished before is not lost.
   */
  give(task: Task): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#signal.throwIfAborted();
      const turn = this.#given++ % this.#threads;
      const member = this.#members.get(turn) ?? this.#start(turn);
      member.waiting.push({ resolve, reject });
      member.worker.postMessage(task);
    });
  }

  /** Ends the threads; tasks that they have not done are rejected. */
  end(): void {
    this.#signal.removeEventListener('abort', this.#stop);
    for (const { worker } of this.#members.values()) void worker.terminate();
  }

  #start(turn: number): Member<Result> {
    const member: Member<Result> = { worker: new Worker(this.#script), waiting: [] };
    const leave = (): void => {
      if (this.#members.get(turn) === member) this.#members.delete(turn);
    };
    member.worker.on('message', (result: Result) => member.waiting.shift()?.resolve(result));
    member.worker.on('error', (error) => {
      member.failure = error;
      leave();
    });
    // Not on `error`, which overtakes results that are still on their way; `exit` comes after all of them.
    member.worker.on('exit', (code) => {
      leave();
      fail(member, member.failure ?? new Error(`a thread ended with status ${code} before its task was done`));
    });
    this.#members.set(turn, member);
    return member;
  }

  readonly #stop = (): void => {
    this.end();
    for (const member of this.#members.values()) fail(member, this.#signal.reason);
  };
}

function fail({ waiting }: Pick<Member<never>, 'waiting'>, error: unknown): void {
  for (const { reject } of waiting.splice(0)) reject(error);
}

/** Gives a pool tasks, and ends it when all are done. @returns the results in the order of the tasks. */
export async function inThreads<Task, Result>(
  script: URL,
  tasks: readonly Task[],
  options: WorkerPoolOptions,
): Promise<readonly Result[]> {
  const pool = new WorkerPool<Task, Result>(script, options);
  try {
    return await Promise.all(tasks.map((task) => pool.give(task)));
  } finally {
    pool.end();
  }
}

/** In a thread's script: does one task after another, until the thread is ended. */
export function onTask<Task, Result>(work: (task: Task) => Promise<Result>): void {
  let last: Promise<unknown> = Promise.resolve();
  parentPort?.on('message', (task: Task) => {
    last = last.then(async () => parentPort?.postMessage(await work(task)));
  });
}
