import type {
  Action,
  HubToPage,
  HubToProgram,
  LabHappening,
  NetEvent,
  PageToHub,
  ProgramEnd,
  ProgramSpec,
  RunOptions,
} from '../protocol.ts';
import type { Said } from '../said.ts';
import { checkedAction, checkedLatency, checkedOptions, checkedProgram } from './checks.ts';
import { Journal } from './journal.ts';
import { LIMITS } from './limits.ts';
import { Network } from './network.ts';
import { Pace } from './pace.ts';
import { Program, type Spawn } from './program.ts';
import { EventQueue } from './queue.ts';

/** A queued entry: either an action of the hub or a step of a program. */
type Pending =
  | { readonly act: () => void }
  | { readonly program: Program; readonly message: Unstamped<HubToProgram>; readonly then: (() => void) | undefined };
type Unstamped<T> = T extends unknown ? Omit<T, 'now'> : never;

/**
 * How often programs are polled for work that the lab's clock does not know of (such as native promises), in
 * milliseconds.
 */
const POLL_TIME = 100;
const POLLS_BEFORE_IDLE = 2;

/**
 * A discrete-event simulator with its own clock. It takes the next event that is due, lets one program run one step and
 * applies the actions of that step. Nothing else happens, so the same programs with the same seed produce the same run.
 */
export class Hub {
  readonly #spawn: Spawn;
  readonly #journal: Journal;
  readonly #pace: Pace;
  #options: RunOptions = checkedOptions({});
  #queue = new EventQueue<Pending>();
  #programs = new Map<string, Program>();
  #network = this.#freshNetwork();
  #now = 0;
  /** Number of the current run; asynchronous work of earlier runs checks it and stops. */
  #run = 0;
  #started = 0;
  #steps = { at: -1, count: 0 };
  #stepping = false;
  #wake: (() => void) | undefined;

  /** `realTime`: a monotonic clock in milliseconds. */
  constructor(spawn: Spawn, send: (message: HubToPage) => void, realTime: () => number) {
    this.#spawn = spawn;
    this.#pace = new Pace(realTime);
    this.#journal = new Journal(send, () => ({ now: this.#clock(), running: this.#pace.running }));
    this.#journal.onFull = () => this.#stop('stopped', { message: 'lab-too-much' });
  }

  /** Handles a message from the page. */
  command(message: PageToHub): void {
    switch (message.t) {
      case 'run':
        return void this.#start(message.programs, message.options);
      case 'open':
        return void this.#open(message.program);
      case 'close-tab':
        return this.#closeTab(String(message.id));
      case 'cut':
        return this.#enqueue(this.#clock(), { act: () => this.#network.cut(String(message.conn)) });
      case 'latency':
        this.#options = { ...this.#options, latency: checkedLatency(message.latency) };
        return;
      case 'pause':
      case 'resume':
        if (message.t === 'resume') this.#pace.go();
        else this.#pace.hold();
        this.#journal.flush();
        return this.#wake?.();
      case 'step':
        this.#pace.hold();
        this.#stepping = true;
        return this.#wake?.();
      case 'stop':
        return this.#stop('stopped', { message: 'lab-stopped-all' });
    }
  }

  async #start(specs: readonly ProgramSpec[], options: Partial<RunOptions>): Promise<void> {
    this.#stop('stopped', { message: 'lab-stopped-all' }, true);
    const run = ++this.#run;
    this.#wake?.();
    this.#journal.restart();
    this.#options = checkedOptions(options);
    this.#queue = new EventQueue();
    this.#programs = new Map();
    this.#network = this.#freshNetwork();
    this.#now = this.#started = 0;
    this.#steps = { at: -1, count: 0 };
    this.#stepping = false;
    this.#pace.reset();
    this.#tell({ type: 'run' });
    // workers boot in parallel; programs start in the given order, so that a server listens first
    const programs = specs.slice(0, LIMITS.programs).flatMap((spec) => this.#create(spec) ?? []);
    const booted = await Promise.all(programs.map((program) => program.boot()));
    if (run !== this.#run) return;
    programs.forEach((program, i) => booted[i] && this.#startProgram(program));
    this.#pace.go();
    await this.#loop(run);
  }

  async #open(spec: ProgramSpec): Promise<void> {
    const run = this.#run;
    const program = this.#create(spec);
    if (!(await program?.boot()) || !program || run !== this.#run) return;
    this.#startProgram(program);
  }

  #create(asked: ProgramSpec): Program | undefined {
    const spec = checkedProgram(asked);
    const living = [...this.#programs.values()].filter((program) => !program.dead).length;
    if (!spec || this.#programs.has(spec.id) || living >= LIMITS.programs) return undefined;
    const program = new Program(spec, ++this.#started, this.#spawn, (dying, state, said) =>
      this.#end(dying, state, said),
    );
    this.#programs.set(spec.id, program);
    return program;
  }

  #startProgram(program: Program): void {
    const { role, file, code } = program.spec;
    const { epoch, seed, origin } = this.#options;
    this.#enqueue(this.#clock(), {
      program,
      message: {
        op: 'start',
        role,
        file,
        code,
        epoch: epoch ?? Date.now() - this.#clock(),
        seed: seed === null ? null : seed + program.number,
        origin,
      },
      then: undefined,
    });
  }

  #closeTab(id: string): void {
    const program = this.#programs.get(id);
    if (!program || program.dead) return;
    this.#enqueue(this.#clock(), {
      program,
      message: { op: 'unload' },
      then: () => this.#end(program, 'closed', { message: 'lab-tab-closed' }),
    });
  }

  #stop(state: ProgramEnd, said: Said, silently = false): void {
    this.#queue.clear();
    for (const program of this.#programs.values()) {
      if (program.dead) continue;
      if (silently) program.kill();
      else this.#end(program, state, said);
    }
    this.#queue.clear();
    this.#wake?.();
  }

  #end(program: Program, state: ProgramEnd, said: Said): void {
    if (program.dead) return;
    program.kill();
    const short = typeof said === 'string' ? said.slice(0, LIMITS.line) : said;
    this.#tell({ type: 'program', id: program.spec.id, state, said: short });
    this.#network.leave(program);
    this.#wake?.();
  }

  #freshNetwork(): Network {
    const hub = this;
    return new Network({
      get now() {
        return hub.#now;
      },
      get latency() {
        return hub.#options.latency;
      },
      tell: (happening) => this.#tell(happening),
      at: (time, act) => this.#enqueue(time, { act }),
      deliver: (time: number, program: Program, event: NetEvent, then?: () => void) =>
        this.#enqueue(time, { program, message: { op: 'net', event }, then }),
      end: (program, state, said) => this.#end(program, state, said),
    });
  }

  /** The lab's current time. */
  #clock(): number {
    return this.#options.pace === 'real' ? Math.max(this.#now, this.#pace.now) : this.#now;
  }

  #tell(happening: LabHappening): void {
    this.#journal.add(happening, this.#now);
  }

  #enqueue(at: number, pending: Pending): void {
    if (this.#queue.size < LIMITS.queue) this.#queue.add(at, pending);
    this.#wake?.();
  }

  // Event loop

  async #loop(run: number): Promise<void> {
    let polls = 0;
    let told = -1;
    while (run === this.#run) {
      if (!this.#pace.running && !this.#stepping) {
        await this.#sleep(undefined);
        continue;
      }
      const next = this.#peek();
      if (!next) {
        if (polls < POLLS_BEFORE_IDLE) {
          polls++;
          await this.#poll(run);
          continue;
        }
        if (told !== this.#journal.count) {
          this.#tell({ type: 'idle' });
          this.#journal.flush();
          told = this.#journal.count;
        }
        this.#stepping = false;
        const alive = [...this.#programs.values()].some((program) => !program.dead);
        await this.#sleep(alive ? POLL_TIME : undefined);
        polls = POLLS_BEFORE_IDLE - 1;
        continue;
      }
      if (this.#options.pace === 'fast' && this.#options.until !== null && next.at > this.#options.until) {
        this.#tell({ type: 'idle' });
        this.#stop('stopped', { message: 'lab-stopped-all' }, true);
        this.#journal.flush();
        return;
      }
      const wait = this.#options.pace === 'real' && !this.#stepping ? next.at - this.#pace.now : 0;
      if (wait > 1) {
        await this.#sleep(wait);
        continue;
      }
      polls = 0;
      await this.#happen(next, run);
    }
  }

  /** The next entry that is due: from the queue, or a program's timer. */
  #peek(): { at: number; take: () => Pending | undefined } | undefined {
    const queued = this.#queue.nextAt;
    let timer: { at: number; program: Program } | undefined;
    for (const program of this.#programs.values()) {
      if (program.dead || program.busy || program.next === null) continue;
      const at = Math.max(program.next, this.#now);
      if (!timer || at < timer.at) timer = { at, program };
    }
    if (timer && (queued === undefined || timer.at < queued)) {
      const { at, program } = timer;
      return { at, take: () => ({ program, message: { op: 'timer' }, then: undefined }) };
    }
    return queued === undefined ? undefined : { at: queued, take: () => this.#queue.take() };
  }

  async #happen(next: { at: number; take: () => Pending | undefined }, run: number): Promise<void> {
    const before = this.#journal.count;
    const pending = next.take();
    this.#now = Math.max(this.#now, next.at);
    this.#pace.reach(this.#now);
    if (this.#tooMany()) {
      this.#tell({ type: 'limit', what: 'steps' });
      return this.#stop('stopped', { message: 'lab-endless' });
    }
    if (!pending) return;
    if ('act' in pending) pending.act();
    else if (!pending.program.dead) {
      await this.#step(pending.program, pending.message);
      if (run === this.#run) pending.then?.();
    }
    if (this.#stepping && this.#journal.count > before) {
      this.#stepping = false;
      this.#journal.flush();
    }
  }

  /** Counts the steps within one millisecond: two programs that answer each other immediately would never stop. */
  #tooMany(): boolean {
    const at = Math.floor(this.#now);
    this.#steps = this.#steps.at === at ? { at, count: this.#steps.count + 1 } : { at, count: 1 };
    return this.#steps.count > LIMITS.stepsPerMillisecond;
  }

  async #poll(run: number): Promise<void> {
    for (const program of this.#programs.values()) {
      if (run === this.#run && !program.dead && !program.busy) await this.#step(program, { op: 'poll' });
    }
  }

  async #step(program: Program, message: Unstamped<HubToProgram>): Promise<void> {
    const result = await program.step({ ...message, now: this.#now });
    if (!result) return;
    program.next = result.next;
    for (const action of result.actions) if (!program.dead) this.#apply(program, checkedAction(action));
    if (program.hung) this.#end(program, 'watchdog', { message: 'lab-hung', values: { file: program.spec.file } });
    else if (result.overflow)
      this.#end(program, 'flood', { message: 'lab-flooded', values: { file: program.spec.file } });
  }

  #apply(program: Program, action: Action | undefined): void {
    const { id } = program.spec;
    if (!action) return this.#end(program, 'violation', { message: 'lab-broke-rules' });
    if (action.a === 'console') this.#tell({ type: 'console', id, level: action.level, text: action.text });
    else if (action.a === 'dropped') this.#tell({ type: 'dropped', id, count: action.count });
    else if (action.a === 'exit')
      this.#end(program, 'exited', { message: 'lab-exited', values: { code: String(action.code) } });
    else this.#network.apply(program, action);
  }

  #sleep(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => this.#wake?.(), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
