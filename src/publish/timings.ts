/** How long each part of a build took, in the order they began. */
export class Timings {
  readonly #phases = new Map<string, number>();
  readonly #beside = new Map<string, number>();
  readonly #began: (phase: string) => void;
  readonly #now: () => number;

  /** `began` is told of each phase when it begins. */
  constructor(began: (phase: string) => void = () => undefined, now: () => number = () => performance.now()) {
    this.#began = began;
    this.#now = now;
  }

  /** Runs a part of the work and adds its time to `phase`. Phases follow one another. */
  async measure<Result>(phase: string, work: () => Result | Promise<Result>): Promise<Result> {
    this.#began(phase);
    return this.#time(this.#phases, phase, work);
  }

  /** Runs a part of the work that goes on in other threads or processes while phases follow one another. */
  async beside<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
    return this.#time(this.#beside, part, work);
  }

  async #time<Result>(times: Map<string, number>, name: string, work: () => Result | Promise<Result>): Promise<Result> {
    const start = this.#now();
    times.set(name, times.get(name) ?? 0);
    try {
      return await work();
    } finally {
      times.set(name, (times.get(name) ?? 0) + this.#now() - start);
    }
  }

  /** Milliseconds by phase. */
  get phases(): readonly (readonly [string, number])[] {
    return [...this.#phases];
  }

  /** Milliseconds by part that went on beside the phases. */
  get besides(): readonly (readonly [string, number])[] {
    return [...this.#beside];
  }
}
