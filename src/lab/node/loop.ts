/**
 * The event loop of one program. It never uses real time: the hub starts every step and sets the clock, and the loop
 * reports its earliest timer back. That makes runs reproducible and lets the page pause the network.
 *
 * The order within a step is Node's: the callback, then `process.nextTick`, then promises, until both queues are empty;
 * then the next task that the step queued.
 */

const NativeMessageChannel = globalThis.MessageChannel;

/** Milliseconds since the start of the run, and the wall-clock time of that start. */
export const clock = { now: 0, epoch: 0 };

let onUncaught: (error: unknown) => void = (error) => {
  throw error;
};
/** Sets the handler for uncaught errors. */
export const setUncaughtHandler = (handler: (error: unknown) => void): void => void (onUncaught = handler);

type Callback = (...args: never[]) => unknown;
interface Call {
  readonly callback: Callback;
  readonly args: readonly unknown[];
}

const ticks: Call[] = [];
const tasks: Call[] = [];
let ticking = false;

function call({ callback, args }: Call): void {
  try {
    (callback as (...args: unknown[]) => unknown)(...args);
  } catch (error) {
    onUncaught(error);
  }
}

/** `process.nextTick`: runs after the current callback, before any promise. */
export function nextTick(callback: Callback, ...args: unknown[]): void {
  ticks.push({ callback, args });
}

/** Runs the `nextTick` queue. */
export function runTicks(): void {
  if (ticking) return;
  ticking = true;
  for (let tick; (tick = ticks.shift());) call(tick);
  ticking = false;
}

/** Runs one callback as a separate task, followed by its ticks; promises follow when the stack is empty. */
export function runTask(callback: Callback, ...args: unknown[]): void {
  call({ callback, args });
  runTicks();
}

/** Queues a task in this step; it runs after all ticks and promises of earlier tasks. */
export function queueTask(callback: Callback, ...args: unknown[]): void {
  tasks.push({ callback, args });
}

const { port1: near, port2: far } = new NativeMessageChannel();
const wake = far.postMessage.bind(far, 0);
let settled: (() => void) | undefined;
let quiet = 0;
/** Idle rounds before a step counts as finished: the engine reports unhandled rejections one task late. */
const QUIET_ROUNDS = 2;

// a message event is a macrotask, so it arrives after all pending promises
near.onmessage = () => {
  const task = ticks.length > 0 ? undefined : tasks.shift();
  quiet = ticks.length > 0 || task ? 0 : quiet + 1;
  if (task) call(task);
  runTicks();
  if (quiet < QUIET_ROUNDS) return wake();
  const done = settled;
  settled = undefined;
  done?.();
};

/** Calls back once no tick, promise or queued task is left. */
export function whenSettled(callback: () => void): void {
  settled = callback;
  quiet = 0;
  wake();
}

/** Clears all queues. */
export function clearLoop(): void {
  ticks.length = 0;
  tasks.length = 0;
  timers.clear();
}

// Timers

interface Timer extends Call {
  at: number;
  readonly delay: number;
  order: number;
  readonly repeats: boolean;
  /** Immediates run before timers that are due at the same time. */
  readonly immediate: boolean;
  kept: boolean;
}

const timers = new Map<number, Timer>();
let lastId = 0;
let order = 0;

/** The object that Node returns from `setTimeout`. */
export class Timeout {
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
  ref(): this {
    return this.#keep(true);
  }
  unref(): this {
    return this.#keep(false);
  }
  hasRef(): boolean {
    return timers.get(this.id)?.kept ?? false;
  }
  refresh(): this {
    const timer = timers.get(this.id);
    if (timer) Object.assign(timer, { at: clock.now + timer.delay, order: ++order });
    return this;
  }
  close(): this {
    clearTimer(this);
    return this;
  }
  [Symbol.toPrimitive](): number {
    return this.id;
  }
  #keep(kept: boolean): this {
    const timer = timers.get(this.id);
    if (timer) timer.kept = kept;
    return this;
  }
}
export class Immediate extends Timeout {}

function addTimer(
  callback: Callback,
  wanted: number,
  args: readonly unknown[],
  repeats: boolean,
  immediate: boolean,
): number {
  // in Node and in browsers: a delay that is not between 1 and 2^31 - 1 becomes 1
  const delay = immediate ? 0 : wanted >= 1 && wanted <= 0x7fffffff ? Math.trunc(wanted) : 1;
  timers.set(++lastId, {
    callback,
    args,
    at: clock.now + delay,
    delay,
    order: ++order,
    repeats,
    immediate,
    kept: true,
  });
  return lastId;
}

/** The timer functions of a role: Node's return objects, a browser's return numbers. */
export function timerFunctions(objects: boolean) {
  const wrap = (id: number) => (objects ? new Timeout(id) : id);
  return {
    setTimeout: (callback: Callback, delay?: number, ...args: unknown[]) =>
      wrap(addTimer(callback, Number(delay), args, false, false)),
    setInterval: (callback: Callback, delay?: number, ...args: unknown[]) =>
      wrap(addTimer(callback, Number(delay), args, true, false)),
    setImmediate: (callback: Callback, ...args: unknown[]) => new Immediate(addTimer(callback, 0, args, false, true)),
    clearTimeout: clearTimer,
    clearInterval: clearTimer,
    clearImmediate: clearTimer,
  };
}
export const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } =
  timerFunctions(true);

export function clearTimer(handle: unknown): void {
  if (handle !== undefined && handle !== null) timers.delete(handle instanceof Timeout ? handle.id : Number(handle));
}

function earliest(): [id: number, timer: Timer] | undefined {
  let best: [number, Timer] | undefined;
  for (const entry of timers) if (!best || comesBefore(entry[1], best[1])) best = entry;
  return best;
}
const comesBefore = (a: Timer, b: Timer): boolean =>
  a.at !== b.at ? a.at < b.at : a.immediate !== b.immediate ? a.immediate : a.order < b.order;

/** When the next timer is due, in milliseconds on the lab's clock; null if there is none. */
export const nextTimerAt = (): number | null => earliest()?.[1].at ?? null;

/** Runs the earliest timer. */
export function fireTimer(): void {
  const due = earliest();
  if (!due || due[1].at > clock.now) return;
  const [id, timer] = due;
  if (timer.repeats) Object.assign(timer, { at: clock.now + timer.delay, order: ++order });
  else timers.delete(id);
  if (typeof timer.callback === 'function') runTask(timer.callback, ...(timer.args as never[]));
}
