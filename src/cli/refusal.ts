/**
 * Thrown if a command cannot do what was asked: it exits with status 2, one sentence on the problem and one on the
 * solution.
 */
export class Refusal extends Error {
  readonly wayOut: string;

  constructor(message: string, wayOut: string) {
    super(message);
    this.name = 'Refusal';
    this.wayOut = wayOut;
  }
}

/** The system's error code (`ENOENT`, `EACCES`, `EADDRINUSE` …), if it is one of its errors. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
