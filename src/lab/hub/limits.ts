/** Resource limits of programs. Times in milliseconds, sizes in bytes. */
export const LIMITS = {
  /** One step of a program; a longer one counts as an endless loop. */
  step: 1000,
  /** Starting a worker. */
  boot: 4000,
  /** Events shown per run. */
  events: 4000,
  /** Bytes sent in a run, and in one write. */
  bytes: 8 * 2 ** 20,
  write: 2 ** 20,
  programs: 6,
  connections: 32,
  /** Entries in the event queue. */
  queue: 20_000,
  /** Steps within one millisecond of the lab's clock. */
  stepsPerMillisecond: 2000,
  /** Characters per console line or error. */
  line: 8192,
  /** Messages sent ahead of the result of a step. */
  parts: 60,
  latency: 5000,
  code: 100_000,
} as const;
