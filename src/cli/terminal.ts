/** An output stream of a command. */
export interface Output {
  /**
   * `words` are Lectern's own, `quote` is text of a file, and `commands` are meant for the runner that reads the log; see
   * `outlet.ts` for what becomes of each.
   */
  write(text: string, kind?: 'words' | 'quote' | 'commands'): void;
  /** Whether it is a terminal, as opposed to a file or a pipe. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** A command's access to its environment; tests pass their own. */
export interface Terminal {
  /** Folder that relative paths are resolved against. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** What the user types to run Lectern: `npm run lectern --` or `npx lectern`. */
  readonly invocation: string;
  /** Prompts the user; undefined if the session is not interactive. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** Milliseconds since the process started. */
  now(): number;
  /** Peak memory of the process so far, in bytes. */
  peakMemory(): number;
  /** Resolves when the user stops a server or a watcher. */
  stopped(): Promise<void>;
}

/**
 * Whether to use colour: `NO_COLOR` disables it, `FORCE_COLOR` enables it, otherwise it depends on the terminal
 * (no-color.org, force-color.org).
 */
export function wantsColour(output: Output, env: Terminal['env']): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return output.isTerminal && env['TERM'] !== 'dumb';
}
