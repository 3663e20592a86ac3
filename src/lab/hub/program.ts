import type { Action, HubToProgram, ProgramEnd, ProgramSpec } from '../protocol.ts';
import type { Said } from '../said.ts';
import { isProgramMessage } from './checks.ts';
import { LIMITS } from './limits.ts';

/** A worker as the hub sees it. */
export interface WorkerLink {
  post(message: HubToProgram): void;
  kill(): void;
}
/** Starts a worker. `heard` receives each of its messages unchecked, `crashed` is called if it fails. */
export type Spawn = (heard: (message: unknown) => void, crashed: (why: Said) => void) => WorkerLink;

export type StepResult = {
  readonly actions: readonly Action[];
  readonly next: number | null;
  readonly overflow: boolean;
};

/**
 * One program, assumed hostile: it may send messages only during a step, must answer within the time limit, and its
 * messages are validated field by field. A violation terminates it.
 */
export class Program {
  readonly spec: ProgramSpec;
  /** Position in start order, from 1; part of its seed. */
  readonly number: number;
  /** When its next timer is due. */
  next: number | null = null;
  busy = true;
  dead = false;
  readonly #link: WorkerLink;
  readonly #end: (program: Program, state: ProgramEnd, said: Said) => void;
  #expected: 'ready' | 'done' | undefined;
  #answer: ((result: StepResult | 'ready' | undefined) => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #parts: Action[] = [];
  #partCount = 0;

  constructor(
    spec: ProgramSpec,
    number: number,
    spawn: Spawn,
    end: (program: Program, state: ProgramEnd, said: Said) => void,
  ) {
    this.spec = spec;
    this.number = number;
    this.#end = end;
    this.#link = spawn(
      (message) => this.#hear(message),
      (why) => this.#end(this, 'crashed', why),
    );
  }

  /** Resolves to true once the worker answers; false if it does not, or was terminated in the meantime. */
  async boot(): Promise<boolean> {
    const booted = (await this.#await('ready', LIMITS.boot)) === 'ready';
    this.busy = false;
    if (!booted && !this.dead) this.#end(this, 'crashed', { message: 'lab-not-started' });
    return booted;
  }

  /**
   * Runs one step of the program. Undefined if the step ended the program; lines printed before a hang are still
   * delivered.
   */
  async step(message: HubToProgram): Promise<StepResult | undefined> {
    this.busy = true;
    this.#parts = [];
    this.#partCount = 0;
    this.#link.post(message);
    const result = await this.#await('done', LIMITS.step);
    this.busy = false;
    if (result !== undefined && result !== 'ready') return { ...result, actions: [...this.#parts, ...result.actions] };
    return this.dead ? undefined : { actions: this.#parts, next: null, overflow: false };
  }

  /** Whether the last step exceeded the time limit. */
  hung = false;

  kill(): void {
    this.dead = true;
    this.next = null;
    this.#link.kill();
    this.#settle(undefined);
  }

  #await(what: 'ready' | 'done', limit: number): Promise<StepResult | 'ready' | undefined> {
    return new Promise((resolve) => {
      if (this.dead) return resolve(undefined);
      this.#expected = what;
      this.#answer = resolve;
      this.#timer = setTimeout(() => {
        this.hung = true;
        this.#settle(undefined);
      }, limit);
    });
  }

  #settle(result: StepResult | 'ready' | undefined): void {
    clearTimeout(this.#timer);
    const answer = this.#answer;
    this.#answer = this.#expected = undefined;
    answer?.(result);
  }

  #hear(message: unknown): void {
    if (this.dead) return;
    if (isProgramMessage(message)) {
      if (message.op === 'part' && this.#expected === 'done' && ++this.#partCount <= LIMITS.parts)
        return void this.#parts.push(...message.actions);
      if (message.op === 'done' && this.#expected === 'done')
        return this.#settle({ actions: message.actions, next: message.next, overflow: message.overflow });
      if (message.op === 'ready' && this.#expected === 'ready') return this.#settle('ready');
    }
    this.#end(this, 'violation', { message: 'lab-broke-rules' });
  }
}
