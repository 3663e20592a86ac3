/** One stream a command writes to. */
export interface Output {
  write(text: string): void;
  /** A person reads along; otherwise a file or a program does. */
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** All a command knows of the world it was started in; tests pass their own. */
export interface Terminal {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** What the reader types to run Lectern: `npm run lectern --` or `npx lectern`. */
  readonly invocation: string;
  /** Asks the person at the keyboard; undefined where there is none. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** Milliseconds since the process began. */
  now(): number;
  /** The most memory the process has held so far, in bytes. */
  peakMemory(): number;
  /** Resolves when the person wants a server or a watcher to end. */
  stopped(): Promise<void>;
}

/** Whether to colour an output: `NO_COLOR` says no, `FORCE_COLOR` yes, else a terminal that can (no-color.org, force-color.org). */
export function wantsColour(output: Output, env: Terminal['env']): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return output.isTerminal && env['TERM'] !== 'dumb';
}
