import type { Direction, WireRecord } from './wire/decoder.ts';

/**
 * What page, hub and programs say to each other: plain data, sent with `postMessage`.
 * The page trusts the hub's frame no further than to show its text; the hub trusts a program in nothing.
 */

/** A Node.js process or a browser's tab. */
export type Role = 'node' | 'browser';

export interface ProgramSpec {
  /** Unique in a run: `server`, `client`, `client-2`. */
  readonly id: string;
  readonly role: Role;
  readonly file: string;
  readonly code: string;
}

export interface RunOptions {
  /** Milliseconds a message takes from one side to the other. */
  readonly latency: number;
  /** `real`: the clock of the lab keeps pace with the learner's. `fast`: as fast as the machine can, for tests. */
  readonly pace: 'real' | 'fast';
  /** Makes masking keys, handshake keys and `Math.random` the same on every run; null takes real randomness. */
  readonly seed: number | null;
  /** What `Date.now()` says when the run starts, in milliseconds; null takes the real time. */
  readonly epoch: number | null;
  /** With `fast`: stop at this time of the lab's clock, in milliseconds. */
  readonly until: number | null;
  /** The address of the page that the browser's program belongs to. */
  readonly origin: string;
}

export type PageToHub =
  | { readonly t: 'run'; readonly programs: readonly ProgramSpec[]; readonly options: Partial<RunOptions> }
  | { readonly t: 'open'; readonly program: ProgramSpec }
  | { readonly t: 'close-tab'; readonly id: string }
  | { readonly t: 'cut'; readonly conn: string }
  | { readonly t: 'latency'; readonly latency: number }
  | { readonly t: 'pause' | 'resume' | 'step' | 'stop' }
  | { readonly t: 'ping'; readonly n: number };

export type HubToPage =
  | { readonly t: 'ready' }
  | { readonly t: 'pong'; readonly n: number }
  /** `now` is the lab's clock in milliseconds, `running` whether it moves. */
  | { readonly t: 'events'; readonly events: readonly LabEvent[]; readonly now: number; readonly running: boolean };

/** Everything that can be seen of a run, in order. `at` is the lab's clock in milliseconds. */
export type LabEvent = { readonly seq: number; readonly at: number } & LabHappening;

export type LabHappening =
  | { readonly type: 'run' }
  /** Nothing is left to do but wait for the learner. */
  | { readonly type: 'idle' }
  | { readonly type: 'listen'; readonly id: string; readonly port: number }
  | { readonly type: 'console'; readonly id: string; readonly level: ConsoleLevel; readonly text: string }
  /** Lines that were counted and not kept. */
  | { readonly type: 'dropped'; readonly id: string; readonly count: number }
  | { readonly type: 'limit'; readonly what: 'events' | 'steps' }
  | { readonly type: 'program'; readonly id: string; readonly state: ProgramEnd; readonly text: string }
  | WireEvent;

export type ConsoleLevel = 'log' | 'info' | 'warn' | 'error' | 'debug';

/** Why a program is no more. */
export type ProgramEnd = 'exited' | 'closed' | 'stopped' | 'watchdog' | 'flood' | 'violation' | 'crashed';

export type WireEvent = {
  readonly type: 'wire';
  /** The connection: `c1`, `c2` … */
  readonly conn: string;
  readonly dir: Direction;
  /** Where what was sent at `at` arrives; equal to `at` for what does not travel. */
  readonly arrivesAt: number;
} & (
  | {
      readonly kind: 'connect';
      readonly host: string;
      readonly port: number;
      readonly from: string;
      readonly to: string | null;
    }
  | { readonly kind: 'refused' | 'fin' | 'reset' | 'cut' }
  | WireRecord
);

/** One step of a program: the hub asks, the program answers with all it did. */
export type HubToProgram =
  | {
      readonly op: 'start';
      readonly now: number;
      readonly role: Role;
      readonly file: string;
      readonly code: string;
      readonly epoch: number;
      readonly seed: number | null;
      readonly origin: string;
    }
  | { readonly op: 'net'; readonly now: number; readonly event: NetEvent }
  | { readonly op: 'timer' | 'poll' | 'unload'; readonly now: number };

/** What the network tells a program. Sockets a program opens have positive numbers, sockets it accepts negative ones. */
export type NetEvent =
  | { readonly type: 'accept'; readonly port: number; readonly socket: number; readonly peerPort: number }
  | { readonly type: 'connect' | 'end' | 'close'; readonly socket: number }
  | { readonly type: 'data'; readonly socket: number; readonly bytes: Uint8Array }
  | {
      readonly type: 'error';
      readonly socket: number;
      readonly message: string;
      readonly code: string;
      readonly syscall: string;
    }
  | { readonly type: 'port-taken'; readonly port: number };

export type ProgramToHub =
  | { readonly op: 'ready' }
  /** Lines that leave at once, so that a program that hangs has shown what it printed before. */
  | { readonly op: 'part'; readonly actions: readonly Action[] }
  /** `next`: when the program's next timer is due, null without one. */
  | {
      readonly op: 'done';
      readonly actions: readonly Action[];
      readonly next: number | null;
      readonly overflow: boolean;
    };

export type Action =
  | { readonly a: 'console'; readonly level: ConsoleLevel; readonly text: string }
  | { readonly a: 'dropped'; readonly count: number }
  | { readonly a: 'exit'; readonly code: number }
  | { readonly a: 'listen' | 'unlisten'; readonly port: number }
  | { readonly a: 'connect'; readonly socket: number; readonly host: string; readonly port: number }
  | { readonly a: 'write'; readonly socket: number; readonly bytes: Uint8Array }
  | { readonly a: 'end' | 'destroy'; readonly socket: number };
