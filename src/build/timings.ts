/** How long each part of a build took, in the order they began. */
export class Timings {
  readonly #phases = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Runs a part of the work and adds its time to `phase`. */
  async measure<Result>(phase: string, work: () => Result | Promise<Result>): Promise<Result> {
    const start = this.#now();
    if (!this.#phases.has(phase)) this.#phases.set(phase, 0);
    try {
      return await work();
    } finally {
      this.add(phase, this.#now() - start);
    }
  }

  add(phase: string, milliseconds: number): void {
    this.#phases.set(phase, (this.#phases.get(phase) ?? 0) + milliseconds);
  }

  /** Milliseconds by phase. */
  get phases(): readonly (readonly [string, number])[] {
    return [...this.#phases];
  }
}
