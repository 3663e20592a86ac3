import type { HubToPage, LabEvent, LabHappening } from '../protocol.ts';
import { LIMITS } from './limits.ts';

/** How long events are gathered before they go to the page, in milliseconds, and how many go at once. */
const BATCH_TIME = 16;
const BATCH_SIZE = 200;

/** Everything that happened, on its way to the page: numbered, gathered, capped. */
export class Journal {
  readonly #send: (message: HubToPage) => void;
  readonly #clock: () => { now: number; running: boolean };
  #batch: LabEvent[] = [];
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Called once, when a run has had more events than are shown. */
  onFull: () => void = () => {};

  constructor(send: (message: HubToPage) => void, clock: () => { now: number; running: boolean }) {
    this.#send = send;
    this.#clock = clock;
  }

  /** How many there have been, those beyond the limit included. */
  get count(): number {
    return this.#count;
  }

  add(happening: LabHappening, at: number): void {
    this.#count++;
    if (this.#count > LIMITS.events) {
      if (this.#count === LIMITS.events + 1) {
        this.#push({ type: 'limit', what: 'events' }, at);
        this.onFull();
      } else if (happening.type === 'program' || happening.type === 'idle') this.#push(happening, at);
      return;
    }
    this.#push(happening, at);
  }

  #push(happening: LabHappening, at: number): void {
    this.#batch.push({ seq: this.#count, at, ...happening });
    if (this.#batch.length >= BATCH_SIZE) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), BATCH_TIME);
  }

  /** Sends what there is, even if it is nothing: the page learns the time. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#send({ t: 'events', events: this.#batch, ...this.#clock() });
    this.#batch = [];
  }

  restart(): void {
    this.flush();
    this.#count = 0;
  }
}
