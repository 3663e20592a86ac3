import type { Reporter } from './reporter.ts';

/** The runtime environment of a program. */
export interface Environment {
  /** Reports an uncaught error in the style of the role. */
  uncaught(error: unknown, how: 'thrown' | 'rejected', at?: { line: number; column: number }): void;
  /** Evaluates the program. */
  run(): void;
  /** The tab is closed, or the process is asked to exit. */
  unload(): void;
}

/** Options of every environment. */
export interface Setting {
  readonly file: string;
  readonly code: string;
  readonly origin: string;
  readonly reporter: Reporter;
  /** Ends the program: none of its code runs afterwards. */
  readonly exit: (code: number) => void;
}

/** Defines globals as platforms do: not enumerable. */
export function defineGlobals(globals: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
