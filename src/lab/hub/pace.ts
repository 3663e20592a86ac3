/** Couples the lab's clock to real time: running in step, or paused. Both in milliseconds. */
export class Pace {
  readonly #realTime: () => number;
  #running = false;
  #lab = 0;
  #real = 0;

  constructor(realTime: () => number) {
    this.#realTime = realTime;
  }

  get running(): boolean {
    return this.#running;
  }

  /** The lab's current time. */
  get now(): number {
    return this.#running ? this.#lab + this.#realTime() - this.#real : this.#lab;
  }

  /** Resets to zero, paused. */
  reset(): void {
    this.#lab = 0;
    this.#running = false;
  }

  go(): void {
    this.#lab = this.now;
    this.#real = this.#realTime();
    this.#running = true;
  }

  hold(): void {
    this.#lab = this.now;
    this.#running = false;
  }

  /** While paused: advances to this time, if it is later. */
  reach(labTime: number): void {
    if (!this.#running) this.#lab = Math.max(this.#lab, labTime);
  }
}
