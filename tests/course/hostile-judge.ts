import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Seen } from './hostile-process.ts';

/** Nobody's check may take longer, whatever the machine has to do besides: what does has no end. */
const endless = 60_000;

/** What came of an input, and how much more memory it took, in MiB, than a course in which nothing is hostile. */
export interface Verdict extends Seen {
  readonly more: number;
}

/**
 * Judges inputs one after the other in a process of their own. A process only grows, so an input has taken at most what
 * it says. Where that is too much, where the process died, hung or was left polluted, the input is judged again alone,
 * in a process that has seen no other, and that counts; the next one begins with a new process.
 */
export class Judge {
  readonly #mostMemory: number;
  #process: ChildProcess | undefined;
  #ordinary = 0;

  constructor(mostMemory: number) {
    this.#mostMemory = mostMemory;
  }

  /** @throws where the check has no end, or ends the process. */
  async judge(name: string): Promise<Verdict> {
    if (this.#process !== undefined) {
      const verdict = await this.#ask(name).catch(() => undefined);
      if (verdict !== undefined && this.#isClean(verdict)) return verdict;
    }
    this.close();
    this.#process = fork(path.join(import.meta.dirname, 'hostile-process.ts'), { execArgv: ['--expose-gc'] });
    this.#ordinary = (await this.#ask('')).peak;
    const verdict = await this.#ask(name);
    if (!this.#isClean(verdict)) this.close();
    return verdict;
  }

  close(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }

  #isClean({ more, polluted }: Verdict): boolean {
    return more < this.#mostMemory && !polluted;
  }

  #ask(name: string): Promise<Verdict> {
    const child = this.#process!;
    return new Promise<Verdict>((resolve, reject) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), endless);
      const ended = (): void => {
        clearTimeout(timer);
        this.#process = undefined;
        reject(new Error(`the check of ${name} has no end, or ended the process`));
      };
      child.once('exit', ended);
      child.once('message', (seen: Seen) => {
        clearTimeout(timer);
        child.off('exit', ended);
        resolve({ ...seen, more: seen.peak - this.#ordinary });
      });
      child.send(name);
    });
  }
}
