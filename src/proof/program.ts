import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Duplex, Readable } from 'node:stream';
import { z } from 'zod';
import type { Reach, SideEvent } from './events.ts';
import type { Failure, FailureCode, Limits, ProgramFile } from './outcome.ts';
import type { Cell } from './wall/cell.ts';

/** A program's answer to a ping: whether it still has work, and its longest pending timer in milliseconds. */
export interface Ping {
  readonly busy: boolean;
  readonly longest: number;
}

export interface ProgramSettings {
  /** The names of the packages that it may require. */
  readonly packages: readonly string[];
  readonly limits: Limits;
  /** Ports of the source that other programs listen on, mapped to actual ports. */
  readonly ports: Readonly<Record<number, number>>;
  /** Standard output only, instead of both streams as on a terminal. */
  readonly outputOnly?: boolean;
}

interface Stamp {
  readonly at: number;
  readonly reach: readonly (readonly [number, number])[];
}

/**
 * One file under Node, in a cell: in its own process group, with Node's permission model, the guard, an empty environment
 * and limits.
 *
 * Both output streams share one pipe, which keeps their lines in order.
 */
export class Program {
  readonly file: ProgramFile;
  /** Ports of the source that it listens on now, mapped to the free ports assigned to them. */
  readonly listening = new Map<number, number>();
  /** Ports of the source it has ever listened on. */
  readonly listened = new Set<number>();
  readonly failures: Failure[] = [];
  /** Loopback ports on which its connections were refused. */
  readonly refused: number[] = [];
  /** Counts its observable actions. */
  activity = 0;
  /** Undefined while it runs. */
  exit: { readonly code: number | null; readonly signal: NodeJS.Signals | null } | undefined;
  readonly ended: Promise<void>;

  readonly #child: ChildProcess;
  readonly #cell: Cell;
  readonly #limits: Limits;
  readonly #word = randomBytes(12).toString('hex');
  readonly #output: Buffer[] = [];
  #errors = '';
  #printed = 0;
  #reported = 0;
  #unread = '';
  #stopped = false;
  readonly #stamps: Stamp[] = [];
  readonly #ports = new Map<number, number>();
  readonly #waiting = new Map<number, (ping: Ping | undefined) => void>();
  #pings = 0;
  /** Resolved when Node is up and the file's first line is next. */
  readonly #started = Promise.withResolvers<void>();
  readonly #memory: NodeJS.Timeout;

  /** Starts the file of this name in the cell's folder. */
  constructor(file: ProgramFile, cell: Cell, settings: ProgramSettings) {
    this.file = file;
    this.#cell = cell;
    this.#limits = settings.limits;
    const { folder, node, guard, packages } = cell.places;
    this.#child = cell.start(
      [
        node,
        '--permission',
        `--allow-fs-read=${folder}`,
        `--allow-fs-read=${guard}`,
        ...(settings.packages.length === 0 ? [] : [`--allow-fs-read=${packages}`]),
        `--allow-fs-write=${folder}`,
        `--max-old-space-size=${Math.floor((settings.limits.memory / 2 ** 20) * 0.75)}`,
        '--no-experimental-sqlite',
        '--require',
        guard,
        `${folder}/${file.title}`,
      ],
      {
        // Node limits its heap, the shell the rest: file size, data segment, processor time.
        limits: ['-f 20480', `-d ${3 * 2 ** 20}`, '-t 60', '-n 1024'],
        oneOutput: settings.outputOnly !== true,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      },
    );
    const control = this.#child.stdio[3] as Duplex;
    control.on('error', () => undefined);
    control.write(`${JSON.stringify({ word: this.#word, packages: settings.packages, ports: settings.ports })}\n`);
    (this.#child.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => this.#read(text));
    this.#child.stdout!.on('data', (bytes: Buffer) => this.#print(bytes));
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(0, 8192);
    });
    this.#memory = setInterval(() => this.#weigh(), 50).unref();
    this.ended = new Promise((done) => {
      this.#child.once('error', () => done());
      this.#child.once('close', (code, signal) => {
        clearInterval(this.#memory);
        this.exit = { code, signal };
        this.#started.resolve();
        this.activity++;
        this.listening.clear();
        for (const answer of this.#waiting.values()) answer(undefined);
        this.#waiting.clear();
        this.#judgeExit();
        done();
      });
    });
  }

  /**
   * Pings it; `undefined` if it does not answer in time, because it is stuck in a loop or has exited. While Node is still
   * starting, it is busy.
   */
  async ping(patience: number): Promise<Ping | undefined> {
    if (this.exit !== undefined) return undefined;
    if (!(await within(this.#started.promise, patience))) return { busy: true, longest: 0 };
    const number = this.#pings++;
    const answer = new Promise<Ping | undefined>((done) => {
      this.#waiting.set(number, done);
    });
    const control = this.#child.stdio[3] as Duplex;
    if (!control.destroyed && control.writable) control.write(`${number}\n`);
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), patience);
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(number);
    }
  }

  /** Kills it and everything it started. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.exit === undefined) this.#cell.end(this.#child);
    await this.ended;
  }

  /** Records a failure and kills it. The first failure counts. */
  fail(code: FailureCode, detail: string): void {
    if (this.#stopped) return;
    this.failures.push({ code, file: this.file.title, detail });
    this.#stopped = true;
    this.#cell.end(this.#child);
  }

  /** Its complete standard output. */
  get output(): string {
    return this.#clean(Buffer.concat(this.#output).toString('utf8'));
  }

  /** Number of lines printed so far. */
  get lineCount(): number {
    return this.#lines().length;
  }

  /** Its printed lines and sends in order; `connections` maps the client's port to the name of the connection. */
  events(connections: ReadonlyMap<number, string>): readonly SideEvent[] {
    const reachOf = (stamp: Stamp | undefined): ReadonlyMap<string, Reach> => {
      const reach = new Map<string, Reach>();
      stamp?.reach.forEach(([read, written], socket) => {
        const name = connections.get(this.#ports.get(socket) ?? -1);
        if (name !== undefined) reach.set(name, { read, written });
      });
      return reach;
    };
    const events: SideEvent[] = [];
    const lines = this.#lines();
    let next = 0;
    let last: Stamp | undefined;
    for (const stamp of this.#stamps) {
      last = stamp;
      if (stamp.at < 0) events.push({ reach: reachOf(stamp) });
      else
        while (next < lines.length && lines[next]!.end <= stamp.at)
          events.push({ text: lines[next++]!.text, reach: reachOf(stamp) });
    }
    for (; next < lines.length; next++) events.push({ text: lines[next]!.text, reach: reachOf(last) });
    return events;
  }

  #lines(): readonly { readonly text: string; readonly end: number }[] {
    const bytes = Buffer.concat(this.#output);
    const lines: { text: string; end: number }[] = [];
    for (let start = 0; start < bytes.length;) {
      const at = bytes.indexOf(10, start);
      const end = at < 0 ? bytes.length : at;
      lines.push({
        text: this.#clean(bytes.toString('utf8', start, end).replace(/\r$/, '')),
        end: at < 0 ? end : end + 1,
      });
      start = end + 1;
    }
    return lines;
  }

  /** Replaces temporary paths of this run by the author's paths. */
  #clean(text: string): string {
    const { folder } = this.#cell.places;
    return text.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  }

  #print(bytes: Buffer): void {
    this.activity++;
    this.#printed += bytes.length;
    if (this.#printed <= this.#limits.output) this.#output.push(bytes);
    else if (!this.#stopped) this.fail('proof-endless-output', `printed more than ${this.#limits.output / 1024} KiB`);
  }

  #read(text: string): void {
    this.#reported += text.length;
    if (this.#reported > 16 * 2 ** 20) return this.fail('proof-endless-output', 'did more than can be followed');
    const end = text.lastIndexOf('\n');
    // Scanned only once, however long a line grows: output must not cost us more time than it costs the program.
    const lines = end < 0 ? [] : (this.#unread + text.slice(0, end)).split('\n');
    this.#unread = end < 0 ? this.#unread + text : text.slice(end + 1);
    if (this.#unread.length > 2 ** 20) this.#unread = '';
    for (const line of lines) {
      const heard = line.startsWith(this.#word) ? reportOf(line.slice(this.#word.length)) : undefined;
      if (heard !== undefined) this.#hear(heard);
    }
  }

  #hear(report: Report): void {
    if (report.pong !== undefined) {
      this.#waiting.get(report.pong)?.({ busy: report.busy ?? false, longest: report.longest ?? 0 });
      return;
    }
    this.activity++;
    if (report.started === true) this.#started.resolve();
    if (report.at !== undefined) this.#stamps.push({ at: report.at, reach: report.reach ?? [] });
    if (report.socket !== undefined) this.#ports.set(report.socket, report.port ?? -1);
    if (report.listen !== undefined) {
      this.listened.add(report.listen);
      this.listening.set(report.listen, report.actual ?? -1);
    }
    if (report.closed !== undefined) this.listening.delete(report.closed);
    if (report.refused !== undefined) this.refused.push(report.refused);
    if (report.undeclared !== undefined)
      this.failures.push({ code: 'proof-package-undeclared', file: this.file.title, detail: report.undeclared });
    if (report.blocked !== undefined) this.#refuse(`a connection to ${report.blocked}`);
    if (report.killed !== undefined) this.#refuse('a signal to another process');
  }

  #refuse(what: string): void {
    if (!this.failures.some((one) => one.detail === what))
      this.failures.push({ code: 'proof-refused', file: this.file.title, detail: what });
  }

  #weigh(): void {
    const bytes = this.#cell.weigh(this.#child);
    if (bytes > this.#limits.memory && this.exit === undefined)
      this.fail('proof-memory', `took more than ${this.#limits.memory / 2 ** 20} MiB of memory`);
  }

  #judgeExit(): void {
    if (this.#stopped || this.exit === undefined || this.exit.code === 0) return;
    const said = `${Buffer.concat(this.#output).toString('utf8')}\n${this.#errors}`;
    const thrown = /^(?:Uncaught )?(\w*(?:Error|Exception)\b.*)$/m.exec(said)?.[1];
    const denied = /code: 'ERR_(?:ACCESS_DENIED|DLOPEN_DISABLED|UNKNOWN_BUILTIN_MODULE)'/.test(said);
    if (/heap out of memory|Allocation failed|allocation failed|Failed to allocate memory/.test(said))
      this.failures.push({ code: 'proof-memory', file: this.file.title, detail: 'ran out of memory' });
    else if (denied) this.#refuse(/permission: '(\w+)'/.exec(said)?.[1] ?? thrown ?? 'something');
    else if (this.failures.length === 0) {
      const how =
        this.exit.signal === null ? `ended with exit code ${this.exit.code}` : `was ended by ${this.exit.signal}`;
      this.failures.push({
        code: 'proof-crashed',
        file: this.file.title,
        detail: thrown === undefined ? how : this.#clean(thrown),
      });
    }
  }
}

const whole = z.int();
const port = z.int().min(0).max(65_535);

/** Whether a promise is resolved within so many milliseconds. */
async function within(promise: Promise<void>, patience: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), patience);
  try {
    return await Promise.race([promise.then(() => true), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A report of the guard. A program that forges reports only misrepresents itself. */
const report = z.strictObject({
  started: z.boolean().optional(),
  pong: whole.optional(),
  busy: z.boolean().optional(),
  longest: z.number().optional(),
  at: whole.optional(),
  reach: z.array(z.tuple([whole, whole])).optional(),
  socket: whole.optional(),
  port: port.optional(),
  listen: port.optional(),
  actual: port.optional(),
  closed: port.optional(),
  refused: whole.optional(),
  undeclared: z.string().optional(),
  blocked: z.string().optional(),
  killed: whole.optional(),
});
type Report = z.output<typeof report>;

function reportOf(text: string): Report | undefined {
  try {
    return report.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
