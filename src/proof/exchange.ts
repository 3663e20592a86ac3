import type { Chromium } from './chromium.ts';
import net from 'node:net';
import { orderLines } from './causality.ts';
import type { Side } from './events.ts';
import type { Failure, Limits, Outcome, ProgramFile } from './outcome.ts';
import { Page, servePage, type ServedPage } from './page.ts';
import type { InstalledPackage } from './packages.ts';
import { Program } from './program.ts';
import { RecordingProxy, type Destination } from './recording-proxy.ts';
import { NoWall, type Cell, type Wall } from './wall/cell.ts';

/** External dependencies and options of an exchange. */
export interface ExchangeSettings {
  /** What the programs run behind, or why there is no wall, in which case nothing is run. */
  readonly wall: Wall | NoWall;
  /** Path of the Node executable that runs the programs. */
  readonly node: string;
  readonly packages: readonly InstalledPackage[];
  readonly limits: Limits;
  /** How many clients to start: of the browser files, or of the last file if there are none. */
  readonly clients: number;
  /** Capture standard output only, rather than everything a terminal would show. */
  readonly outputOnly?: boolean;
  /** Aborts the exchange; its outcome is then meaningless. */
  readonly signal?: AbortSignal;
  /** Provides the browser, or undefined if there is none; called only if a file needs it. */
  readonly browser: () => Promise<Chromium | undefined>;
}

/** Idle time after which programs without timers are considered finished, in milliseconds. */
const silence = 150;
/** The longest timer that is waited for, in milliseconds. */
const longestTimer = 3000;
/** How long a program may take to answer a ping before it counts as stuck in a loop, in milliseconds. */
const patience = 2000;
/** How long a message waits for the previous one to be read, in milliseconds; reached only by programs in a loop. */
const settling = 1000;

/**
 * Runs the files of one exchange, and returns what the consoles showed.
 *
 * Node programs start first, in the order of the files, each once the previous one listens or is idle; then the
 * clients, one after the other. The exchange ends when every program is idle: nothing printed, nothing on the wire, no
 * work and no timer of up to three seconds pending. It is stopped at the limits. No process is left running.
 *
 * With several clients the actors are `client-1`, `client-2`.
 */
export async function runExchange(files: readonly ProgramFile[], settings: ExchangeSettings): Promise<Outcome> {
  const exchange = new Exchange(settings);
  try {
    await exchange.run(files);
    return exchange.outcome();
  } finally {
    await exchange.close();
  }
}

interface Actor {
  readonly actor: string;
  readonly file: ProgramFile;
  readonly proxy: RecordingProxy;
  readonly process: Program | Page;
  readonly rests: number[];
}

class Exchange {
  readonly #settings: ExchangeSettings;
  readonly #actors: Actor[] = [];
  readonly #connections = new Map<number, string>();
  readonly #failures: Failure[] = [];
  /** Where all Node programs of the exchange run. */
  #cell: Cell | undefined;
  #end: number;
  #page: ServedPage | undefined;
  readonly #unanswered: { readonly file: ProgramFile; readonly port: number }[] = [];

  constructor(settings: ExchangeSettings) {
    this.#settings = settings;
    this.#end = Date.now() + settings.limits.time;
  }

  async run(files: readonly ProgramFile[]): Promise<void> {
    const browserFiles = files.filter((one) => one.runs === 'browser');
    const nodeFiles = files.filter((one) => one.runs === 'node');
    if (!(await this.#openCell(files, nodeFiles))) return;
    this.#end = Date.now() + this.#settings.limits.time; // for programs, not for the room they run in
    const clients = browserFiles.length > 0 ? browserFiles : nodeFiles.length > 1 ? nodeFiles.slice(-1) : [];
    for (const file of nodeFiles.filter((one) => !clients.includes(one))) {
      await this.#startProgram(file, file.actor);
      await this.#rest((actors) =>
        actors.every(
          ({ process }) => !(process instanceof Program) || process.exit !== undefined || process.listening.size > 0,
        ),
      );
      if (this.#failed || this.#settings.signal?.aborted) return;
    }
    if (browserFiles.length > 0) this.#page = await servePage(browserFiles, this.#portsInUse(files));
    for (let number = 1; number <= this.#settings.clients; number++) {
      for (const file of clients) {
        const name = this.#settings.clients === 1 ? file.actor : `${file.actor}-${number}`;
        if (file.runs === 'node') await this.#startProgram(file, name);
        else if (!(await this.#openPage(file, name))) return;
        await this.#rest();
        if (this.#failed || this.#settings.signal?.aborted) return;
        for (const { process, rests } of this.#actors) rests.push(process.lineCount);
      }
    }
    if (clients.length === 0) await this.#rest();
  }

  outcome(): Outcome {
    const sides: Side[] = this.#actors.map(({ actor, process, rests }) => ({
      actor,
      rests,
      events: process instanceof Program ? process.events(this.#connections) : process.events(),
    }));
    const failures = [...this.#failures, ...this.#actors.flatMap(({ process }) => process.failures)];
    const silent = failures.length === 0 ? this.#neverListening() : undefined;
    return { lines: orderLines(sides), failures: silent === undefined ? failures : [silent] };
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#actors.map(({ process }) => (process instanceof Program ? process.stop() : process.close())),
    );
    for (const { proxy } of this.#actors) proxy.close();
    this.#page?.close();
    this.#cell?.close();
  }

  get #failed(): boolean {
    return this.#actors.some(({ process }) =>
      process.failures.some((one) => one.code !== 'proof-refused' && one.code !== 'proof-package-undeclared'),
    );
  }

  #newProxy(file: ProgramFile, settle: () => Promise<void>): RecordingProxy {
    return new RecordingProxy(
      (port) => this.#destination(port),
      settle,
      this.#connections,
      (host, port) => this.#refused(file, host, port),
    );
  }

  #destination(port: number): Destination | undefined {
    for (const { process } of this.#actors) {
      const actual = process instanceof Program ? process.listening.get(port) : undefined;
      if (actual !== undefined) {
        return {
          connect: () => this.#cell!.connect(actual),
          counts: true,
          async settle() {
            await (process as Program).ping(settling);
          },
        };
      }
    }
    if (port === this.#page?.shownPort)
      return { connect: () => connectTo(this.#page!.port), counts: false, settle: () => Promise.resolve() };
    return undefined;
  }

  /** Ports that programs listen on, and ports that the files mention, because a program may start to listen later. */
  #portsInUse(files: readonly ProgramFile[]): ReadonlySet<number> {
    const listening = this.#actors.flatMap(({ process }) =>
      process instanceof Program ? [...process.listening.keys()] : [],
    );
    const named = files.flatMap(({ code }) => code.match(/\b\d{4,5}\b/g) ?? []).map(Number);
    return new Set([...listening, ...named]);
  }

  /** A client's connection was refused: another host, or a port its server should have listened on. */
  #refused(file: ProgramFile, host: string, port: number): void {
    if (!['localhost', '127.0.0.1', '::1'].includes(host)) {
      const detail = `a connection to ${host}:${port}`;
      if (!this.#failures.some((one) => one.detail === detail))
        this.#failures.push({ code: 'proof-refused', file: file.title, detail });
      return;
    }
    this.#unanswered.push({ file, port });
  }

  /** The server that should have listened on one of the refused ports, if there is one. */
  #neverListening(): Failure | undefined {
    const dialled = [
      ...this.#unanswered,
      ...this.#actors.flatMap(({ process }) =>
        process instanceof Program ? process.refused.map((port) => ({ file: process.file, port })) : [],
      ),
    ];
    for (const { file, port } of dialled) {
      const servers = this.#actors.filter(({ process }) => process instanceof Program && process.file !== file);
      if (
        servers.length === 0 ||
        servers.some(({ process }) => process instanceof Program && process.listened.has(port))
      )
        continue;
      return { code: 'proof-never-listens', file: servers[0]!.file.title, detail: `never listened on port ${port}` };
    }
    return undefined;
  }

  /** Opens a cell with all its programs' files, if it has any; without a wall, the exchange has failed. */
  async #openCell(files: readonly ProgramFile[], programs: readonly ProgramFile[]): Promise<boolean> {
    const { wall, node, packages } = this.#settings;
    try {
      if (wall instanceof NoWall) throw wall;
      if (programs.length === 0) return true;
      this.#cell = await wall.openProgramCell({
        node,
        packages,
        files: Object.fromEntries(programs.map(({ title, code }) => [title, code])),
      });
      return true;
    } catch (error) {
      if (!(error instanceof NoWall)) throw error;
      this.#failures.push({ code: 'proof-no-wall', file: files[0]!.title, detail: error.message });
      return false;
    }
  }

  /** Starts a program with the ports that other programs listen on already, each through its own proxy. */
  async #startProgram(file: ProgramFile, actor: string): Promise<void> {
    const { packages, limits, outputOnly = false } = this.#settings;
    const cell = this.#cell!;
    const settle = async (): Promise<void> => {
      await program?.ping(settling);
    };
    let program: Program | undefined;
    const proxy = this.#newProxy(file, settle);
    const ports: Record<number, number> = {};
    for (const { process } of this.#actors) {
      if (process instanceof Program)
        for (const port of process.listening.keys()) ports[port] = await proxy.forward(port, cell);
    }
    program = new Program(file, cell, { packages: packages.map(({ name }) => name), limits, ports, outputOnly });
    this.#actors.push({ actor, file, proxy, process: program, rests: this.#noRests() });
  }

  async #openPage(file: ProgramFile, actor: string): Promise<boolean> {
    const browser = await this.#settings.browser();
    if (browser === undefined) {
      this.#failures.push({ code: 'proof-no-browser', file: file.title, detail: 'no Chromium was found' });
      return false;
    }
    const settle = async (): Promise<void> => {
      await page?.settle(settling);
    };
    let page: Page | undefined;
    const proxy = this.#newProxy(file, settle);
    page = await Page.open(file, browser, this.#settings.limits, proxy);
    this.#actors.push({ actor, file, proxy, process: page, rests: this.#noRests() });
    if (this.#page !== undefined) page.load(this.#page.shownPort);
    return true;
  }

  /** For a program that starts later: zero lines at each earlier idle point. */
  #noRests(): number[] {
    return (this.#actors[0]?.rests ?? []).map(() => 0);
  }

  get #activity(): number {
    return this.#actors.reduce((sum, { process, proxy }) => sum + process.activity + proxy.activity, 0);
  }

  /** Waits until every program is idle, `enough` returns true, a program failed, or the time limit is reached. */
  async #rest(enough: (actors: readonly Actor[]) => boolean = () => false): Promise<void> {
    let seen = -1;
    let since = Date.now();
    let longest = 0;
    let latency = 0;
    for (;;) {
      if (this.#failed || this.#settings.signal?.aborted || enough(this.#actors)) return;
      if (this.#activity !== seen) {
        seen = this.#activity;
        since = Date.now();
      }
      const alive = this.#actors.filter(({ process }) => !(process instanceof Program) || process.exit === undefined);
      const quiet = Date.now() - since;
      if (alive.length === 0) return;
      if (quiet >= silence + 2 * longest + 5 * latency) {
        const asked = Date.now();
        // A program that answers has read everything that had reached it, so its silence is meaningful.
        const pulses = await Promise.all(
          alive.map(async ({ process }) => ({
            process,
            ping: await process.ping(Math.max(50, Math.min(patience, this.#end - Date.now()))),
          })),
        );
        const mute = pulses.find(
          ({ process, ping }) => ping === undefined && !(process instanceof Program && process.exit !== undefined),
        );
        if (mute !== undefined) {
          mute.process.fail('proof-endless-loop', 'did not come back from a loop');
          return;
        }
        // Slow answers mean that the machine is busy, so other events may be delayed as well.
        latency = Math.min(400, Date.now() - asked);
        const timers = pulses.map(({ ping }) => ping?.longest ?? 0).filter((ms) => ms <= longestTimer);
        longest = Math.max(0, ...timers);
        const isBusy = pulses.some(({ ping }) => ping?.busy) || this.#actors.some(({ proxy }) => proxy.underway > 0);
        if (this.#activity === seen && !isBusy && Date.now() - since >= silence + 2 * longest + 5 * latency) return;
      }
      if (Date.now() >= this.#end) {
        const last = alive.at(-1)!.process;
        last.fail('proof-timeout', `was not at rest after ${this.#settings.limits.time / 1000} s`);
        return;
      }
      await new Promise((done) => setTimeout(done, 10));
    }
  }
}

function connectTo(port: number): Promise<net.Socket> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  return new Promise((done, failed) => socket.once('error', failed).once('connect', () => done(socket)));
}
