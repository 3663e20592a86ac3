/** A command cannot do what it was asked: it ends with status 2, one sentence on what is in the way and one on the way out. */
export class Refusal extends Error {
  readonly wayOut: string;

  constructor(message: string, wayOut: string) {
    super(message);
    this.name = 'Refusal';
    this.wayOut = wayOut;
  }
}

/** The system's own word for what went wrong (`ENOENT`, `EACCES`, `EADDRINUSE` …), if it is one of its errors. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
