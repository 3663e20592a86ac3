import type { ChildProcess, StdioOptions } from 'node:child_process';
import type net from 'node:net';
import type { InstalledPackage } from '../packages.ts';

/** What stands between the code of a lesson and the machine: namespaces of the kernel, or nothing. */
export type WallName = 'namespaces' | 'none';

/** Where things are for a program in a cell. */
export interface Places {
  /** Its folder, the only one that it can write to. */
  readonly folder: string;
  readonly node: string;
  readonly guard: string;
  /** The `node_modules` above its folder. */
  readonly packages: string;
}

export interface StartOptions {
  /** The first three streams, and the descriptors that control it. */
  readonly stdio: StdioOptions;
  /** The whole environment; empty if omitted. */
  readonly env?: Readonly<Record<string, string>>;
  /** One stream for both outputs, as on a terminal. */
  readonly oneOutput?: boolean;
  /** Limits of a single process, for the shell's `ulimit`: `['-t 60']`. */
  readonly limits: readonly string[];
}

/**
 * A room that programs run in, and cannot leave: its files, its processes, its network. Several programs of a cell share
 * all of that; programs of different cells share nothing.
 */
export interface Cell {
  readonly places: Places;
  /** Starts a process in the cell. It leads a process group, which is killed with the cell at the latest. */
  start(command: readonly string[], options: StartOptions): ChildProcess;
  /** Kills a started process with its group. */
  end(child: ChildProcess): void;
  /** Lets a server of the runner listen on a free loopback port of the cell, and returns the port. */
  listen(server: net.Server): Promise<number>;
  /** Connects the runner to a loopback port of the cell; both directions can be closed separately. */
  connect(port: number): Promise<net.Socket>;
  /** Resident memory of a started process and of everything in the cell that was not started here, in bytes. */
  weigh(child: ChildProcess): number;
  /** Memory of the whole cell that its processes do not share with others, in bytes; 0 if unknown. */
  weighAll(): number;
  /** Ends everything in it. */
  close(): void;
}

export interface ProgramRoom {
  /** Path of the Node executable. */
  readonly node: string;
  readonly packages: readonly InstalledPackage[];
  /** What the folder contains at the start, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Makes cells. */
export interface Wall {
  readonly name: WallName;
  /** @throws NoWall if it does not stand after all. */
  openProgramCell(room: ProgramRoom): Promise<Cell>;
  /**
   * A cell for a browser, which sees the system's libraries and fonts, too.
   *
   * @throws NoWall if it does not stand after all.
   */
  openBrowserCell(executable: string): Promise<Cell>;
}

/** No wall can be had here; the message says why. */
export class NoWall extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NoWall';
  }
}
