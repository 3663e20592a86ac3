import type { Action, ConsoleLevel, ProgramToHub } from '../protocol.ts';

/**
 * Collects and sends the actions of one step: counted, capped, through references that the learner's code cannot reach.
 */

const LIMITS = {
  linesPerStep: 300,
  linesInAll: 2000,
  charactersPerLine: 4000,
  actionsPerStep: 5000,
  partsPerStep: 40,
} as const;

// captured before any of the learner's code runs, so that patched prototypes have no effect
const call = Function.prototype.call.bind(Function.prototype.call) as (
  fn: unknown,
  self: unknown,
  ...args: unknown[]
) => unknown;
const postMessage = MessagePort.prototype.postMessage;

export class Reporter {
  readonly #port: MessagePort;
  #actions: Action[] = [];
  #overflow = false;
  #lines = 0;
  #linesInStep = 0;
  #dropped = 0;
  #parts = 0;
  /** Nothing may be sent between steps: output of native promises waits for the next one. */
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

  /** Prints a console line. It is sent immediately, so that it appears even if the program never yields. */
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
      text: more > 0 ? `${text.slice(0, LIMITS.charactersPerLine)} … (+${more})` : text,
    });
    if (this.#inStep && this.#parts++ < LIMITS.partsPerStep) this.#send({ op: 'part', actions: this.#take() });
  }

  /** Starts a step. */
  begin(): void {
    this.#inStep = true;
  }

  /** Ends the step. */
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
