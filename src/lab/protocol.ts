import type { Said } from './said.ts';
import type { Direction, WireRecord } from './wire/decoder.ts';

/**
 * Messages between page, hub and programs: plain data, sent with `postMessage`. The page only displays text from the
 * hub's frame; the hub does not trust programs at all.
 */

/** A Node.js process or a browser tab. */
export type Role = 'node' | 'browser';

export interface ProgramSpec {
  /** Unique within a run: `server`, `client`, `client-2`. */
  readonly id: string;
  readonly role: Role;
  readonly file: string;
  readonly code: string;
}

export interface RunOptions {
  /** One-way latency in milliseconds. */
  readonly latency: number;
  /** `real`: the lab's clock follows real time. `fast`: as fast as possible, for tests. */
  readonly pace: 'real' | 'fast';
  /** Seeds masking keys, handshake keys and `Math.random`, so that every run is the same; null uses real randomness. */
  readonly seed: number | null;
  /** `Date.now()` at the start of the run, in milliseconds; null uses the real time. */
  readonly epoch: number | null;
  /** With `fast`: stop at this time on the lab's clock, in milliseconds. */
  readonly until: number | null;
  /** The origin of the page that browser programs belong to. */
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
  /** `now` is the lab's clock in milliseconds, `running` tells whether it advances. */
  | { readonly t: 'events'; readonly events: readonly LabEvent[]; readonly now: number; readonly running: boolean };

/** From the hub to the frame: starts a worker for a program, which gets the port that comes along, or ends it. */
export type HubToFrame = { readonly t: 'spawn' | 'kill'; readonly id: number };

/** From the frame to the hub: the page's port, once; and which program's worker has failed. */
export type FrameToHub =
  | { readonly t: 'page' }
  | { readonly t: 'crashed'; readonly id: number; readonly message: string };

/** An observable event of a run, in order. `at` is the lab's clock in milliseconds. */
export type LabEvent = { readonly seq: number; readonly at: number } & LabHappening;

export type LabHappening =
  | { readonly type: 'run' }
  /** The run is idle until the learner acts. */
  | { readonly type: 'idle' }
  | { readonly type: 'listen'; readonly id: string; readonly port: number }
  | { readonly type: 'console'; readonly id: string; readonly level: ConsoleLevel; readonly text: string }
  /** Number of console lines that were dropped. */
  | { readonly type: 'dropped'; readonly id: string; readonly count: number }
  | { readonly type: 'limit'; readonly what: 'events' | 'steps' }
  | { readonly type: 'program'; readonly id: string; readonly state: ProgramEnd; readonly said: Said }
  | WireEvent;

export type ConsoleLevel = 'log' | 'info' | 'warn' | 'error' | 'debug';

/** Why a program ended. */
export type ProgramEnd = 'exited' | 'closed' | 'stopped' | 'watchdog' | 'flood' | 'violation' | 'crashed';

export type WireEvent = {
  readonly type: 'wire';
  /** Connection id: `c1`, `c2` … */
  readonly conn: string;
  readonly dir: Direction;
  /** Arrival time of what was sent at `at`; equal to `at` for events that do not travel. */
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

/** One step of a program: the hub sends a message, the program answers with all its actions. */
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

/** Network events for a program. Sockets that it opens have positive numbers, sockets that it accepts negative ones. */
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
  /** Lines sent ahead of the step's result, so that they appear even if the program hangs. */
  | { readonly op: 'part'; readonly actions: readonly Action[] }
  /** `next`: when the program's next timer is due, null if there is none. */
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
