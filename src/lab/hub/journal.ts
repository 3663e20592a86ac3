import type { HubToPage, LabEvent, LabHappening } from '../protocol.ts';
import { LIMITS } from './limits.ts';

/** How long events are batched before they are sent to the page, in milliseconds, and the maximum batch size. */
const BATCH_TIME = 16;
const BATCH_SIZE = 200;

/** The event log on its way to the page: numbered, batched, capped. */
export class Journal {
  readonly #send: (message: HubToPage) => void;
  readonly #clock: () => { now: number; running: boolean };
  #batch: LabEvent[] = [];
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Called once, when a run exceeds the event limit. */
  onFull: () => void = () => {};

  constructor(send: (message: HubToPage) => void, clock: () => { now: number; running: boolean }) {
    this.#send = send;
    this.#clock = clock;
  }

  /** Number of events so far, including those beyond the limit. */
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

  /** Sends the current batch, even if it is empty, so that the page learns the time. */
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
