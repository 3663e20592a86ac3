/** Ties the lab's clock to the learner's: running side by side, or held. Both in milliseconds. */
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

  /** The lab's time now. */
  get now(): number {
    return this.#running ? this.#lab + this.#realTime() - this.#real : this.#lab;
  }

  /** Back to zero, held. */
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

  /** While held: moves on to this time, if it is later. */
  reach(labTime: number): void {
    if (!this.#running) this.#lab = Math.max(this.#lab, labTime);
  }
}
