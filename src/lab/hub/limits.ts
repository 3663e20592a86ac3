/** What the lab lets programs do. Times in milliseconds, sizes in bytes. */
export const LIMITS = {
  /** One step of a program: longer, and it counts as an endless loop. */
  step: 1000,
  /** Starting a worker. */
  boot: 4000,
  /** Events shown of a run. */
  events: 4000,
  /** Bytes sent in a run, and in one write. */
  bytes: 8 * 2 ** 20,
  write: 2 ** 20,
  programs: 6,
  connections: 32,
  /** What may wait to happen. */
  queue: 20_000,
  /** Steps within one millisecond of the lab's clock. */
  stepsPerMillisecond: 2000,
  /** Characters of one console line or error. */
  line: 8192,
  /** Early messages of one step. */
  parts: 60,
  latency: 5000,
  code: 100_000,
} as const;
