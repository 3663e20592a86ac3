import type { Outlet } from './outlet.ts';

/** What a program of some role lives in. */
export interface Environment {
  /** An error that nobody caught, told as the role tells it. */
  uncaught(error: unknown, how: 'thrown' | 'rejected', at?: { line: number; column: number }): void;
  /** Evaluates the program. */
  run(): void;
  /** The tab is closed, the process told to end. */
  unload(): void;
}

/** What every environment is made from. */
export interface Setting {
  readonly file: string;
  readonly code: string;
  readonly origin: string;
  readonly outlet: Outlet;
  /** The program ends here: nothing of it runs any more. */
  readonly exit: (code: number) => void;
}

/** Puts a global in place, as the platform has them: not enumerable. */
export function defineGlobals(globals: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
