import type { Action, ConsoleLevel, ProgramToHub } from '../protocol.ts';

/** What leaves a program in one step: counted, capped, sent by means the learner's code cannot reach. */

const LIMITS = {
  linesPerStep: 300,
  linesInAll: 2000,
  charactersPerLine: 4000,
  actionsPerStep: 5000,
  partsPerStep: 40,
} as const;

// taken before any of the learner's code runs: poisoned prototypes do not reach them
const call = Function.prototype.call.bind(Function.prototype.call) as (
  fn: unknown,
  self: unknown,
  ...args: unknown[]
) => unknown;
const postMessage = MessagePort.prototype.postMessage;

export class Outlet {
  readonly #port: MessagePort;
  #actions: Action[] = [];
  #overflow = false;
  #lines = 0;
  #linesInStep = 0;
  #dropped = 0;
  #parts = 0;
  /** Between steps nothing may be sent: what the engine's own promises bring then waits for the next. */
  #inStep = false;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  ready(): void {
    this.#send({ op: 'ready' });
  }

  readonly act = (action: Action): void => {
    if (this.#actions.length < LIMITS.actionsPerStep) this.#actions[this.#actions.length] = action;
    else this.#overflow = true;
  };

  /** A line of the console. It leaves at once, so that it is seen even if the program never gives back control. */
  print(level: ConsoleLevel, format: () => string): void {
    if (this.#lines >= LIMITS.linesInAll || this.#linesInStep >= LIMITS.linesPerStep) {
      this.#dropped++;
      return;
    }
    this.#lines++;
    this.#linesInStep++;
    let text: string;
    try {
      text = format();
    } catch (error) {
      text = `[cannot be printed: ${error instanceof Error ? error.message : 'its formatting threw'}]`;
    }
    const more = text.length - LIMITS.charactersPerLine;
    this.act({
      a: 'console',
      level,
      text: more > 0 ? `${text.slice(0, LIMITS.charactersPerLine)} … ${more} more characters` : text,
    });
    if (this.#inStep && this.#parts++ < LIMITS.partsPerStep) this.#send({ op: 'part', actions: this.#take() });
  }

  /** A step starts. */
  begin(): void {
    this.#inStep = true;
  }

  /** The step is over. */
  done(next: number | null): void {
    this.#inStep = false;
    if (this.#dropped > 0) this.act({ a: 'dropped', count: this.#dropped });
    const overflow = this.#overflow;
    this.#dropped = this.#linesInStep = this.#parts = 0;
    this.#overflow = false;
    this.#send({ op: 'done', actions: this.#take(), next, overflow });
  }

  #take(): Action[] {
    const taken = this.#actions;
    this.#actions = [];
    return taken;
  }

  #send(message: ProgramToHub): void {
    call(postMessage, this.#port, message);
  }
}
