import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Cell, Wall } from './wall/cell.ts';

/** An event of the DevTools protocol. */
export interface ChromiumEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sessionId?: string;
}

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** What a page could use to reach devices and services past its proxy; `page.ts` takes away what has no such switch. */
const absentFeatures = [
  'BackgroundFetch',
  'FedCm',
  'FencedFrames',
  'FetchLaterAPI',
  'Fledge',
  'Notifications',
  'PeriodicBackgroundSync',
  'Presentation',
  'PushMessaging',
  'RemotePlayback',
  'Serial',
  'SharedStorageAPI',
  'WebAuth',
  'WebHID',
  'WebHIDOnServiceWorkers',
  'WebUSB',
  'WebUSBOnDedicatedWorkers',
  'WebUSBOnServiceWorkers',
  'WebXR',
];

/** The most memory that all its processes take together, beside what they share, in bytes. */
const mostMemory = 2 * 2 ** 30;

/**
 * A headless Chromium, controlled by the DevTools protocol over a pipe.
 *
 * Why not a driver library: this way we own the process, its group and its profile and can clean them up in every case,
 * there is no debugging port that a program could connect to, and console and network events keep the order in which
 * they were sent, which causality needs.
 *
 * It does not resolve names or open connections by itself: every browser context has its own proxy (recording-proxy.ts).
 */
export class Chromium {
  /** Product version, `156.0.8078.79`. */
  readonly version: string;
  readonly #child: ChildProcess;
  /** Where it runs; what its pages reach has to listen in there. */
  readonly cell: Cell;
  /** Set once it has taken more memory than all its pages may take together, and has been ended for it. */
  isTooLarge = false;
  readonly #link: Link;

  private constructor(child: ChildProcess, cell: Cell, link: Link, version: string) {
    this.#child = child;
    this.cell = cell;
    const weighing = setInterval(() => {
      if (cell.weighAll() <= mostMemory) return;
      this.isTooLarge = true;
      cell.end(child);
    }, 100).unref();
    child.once('exit', () => clearInterval(weighing));
    this.#link = link;
    this.version = version;
  }

  /**
   * Starts Chromium behind a wall, with its own sandbox, too, if the system allows one.
   *
   * @throws if it does not start or does not answer.
   */
  static async launch(executable: string, wall: Wall): Promise<Chromium> {
    const isRoot = wall.name === 'none' && process.getuid?.() === 0;
    const canSandbox = !isRoot && process.env['LECTERN_CHROMIUM_SANDBOX'] !== '0';
    if (canSandbox) {
      try {
        return await Chromium.#start(executable, wall, []);
      } catch {
        // containers often forbid the namespaces that the sandbox needs
      }
    }
    return Chromium.#start(executable, wall, ['--no-sandbox']);
  }

  static async #start(executable: string, wall: Wall, extra: readonly string[]): Promise<Chromium> {
    const cell = await wall.openBrowserCell(executable);
    const { folder } = cell.places;
    const flags = [
      '--headless',
      '--remote-debugging-pipe',
      `--user-data-dir=${folder}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      // Some versions still contact Google's hosts for these, which would be attributed to the program.
      '--disable-features=AimEnabled,NetworkTimeServiceQuerying,OptimizationHints,PreconnectToSearch',
      '--disable-breakpad',
      '--disable-crash-reporter',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-extensions',
      '--disable-sync',
      '--disable-quic',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      '--mute-audio',
      '--lang=en-US',
      '--password-store=basic',
      '--use-mock-keychain',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
      '--block-new-web-contents',
      `--disable-blink-features=${absentFeatures.join(',')}`,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--js-flags=--max-old-space-size=256',
      ...extra,
      'about:blank',
    ];
    // It creates a Unix socket there, whose path must not exceed 104 bytes.
    const fits = folder.length + '/org.chromium.Chromium.XXXXXX/SingletonSocket'.length < 104;
    const child = cell.start([executable, ...flags], {
      limits: [],
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      env: {
        PATH: wall.name === 'none' ? (process.env['PATH'] ?? '') : '/usr/bin:/bin',
        HOME: folder,
        ...(fits ? { TMPDIR: folder } : {}),
        TZ: 'UTC',
        LANG: 'C.UTF-8',
      },
    });
    const link = new Link(child);
    try {
      const { product } = await link.send('Browser.getVersion', {}, undefined, 20_000);
      return new Chromium(child, cell, link, String(product).replace(/^.*\//, ''));
    } catch (error) {
      cell.close();
      throw error;
    }
  }

  /** False once it has crashed or been closed. */
  get isAlive(): boolean {
    return this.#link.isOpen;
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws if Chromium rejects it, has exited, or does not answer within `patience` milliseconds.
   */
  send(
    method: string,
    params: object = {},
    session?: string,
    patience = 10_000,
  ): Promise<Readonly<Record<string, unknown>>> {
    return this.#link.send(method, params, session, patience);
  }

  /** Subscribes to the events of one session, in the order in which they were sent. */
  listen(session: string, heard: (event: ChromiumEvent) => void): () => void {
    return this.#link.listen(session, heard);
  }

  /** Terminates it with all its processes. */
  async close(): Promise<void> {
    this.cell.end(this.#child);
    if (this.#child.exitCode === null && this.#child.signalCode === null)
      await new Promise((done) => this.#child.once('exit', done));
    this.cell.close();
  }
}

/** NUL-terminated JSON messages over file descriptors 3 and 4. */
class Link {
  isOpen = true;
  readonly #to: Writable;
  readonly #waiting = new Map<
    number,
    { done(result: Readonly<Record<string, unknown>>): void; failed(error: Error): void }
  >();
  readonly #listeners = new Map<string, Set<(event: ChromiumEvent) => void>>();
  #next = 1;
  #unread: Buffer[] = [];

  constructor(child: ChildProcess) {
    this.#to = child.stdio[3] as Writable;
    this.#to.on('error', () => this.#end());
    const from = child.stdio[4] as Readable;
    from
      .on('data', (bytes: Buffer) => this.#read(bytes))
      .on('error', () => this.#end())
      .on('close', () => this.#end());
    child.once('error', () => this.#end());
    child.once('exit', () => this.#end());
  }

  send(
    method: string,
    params: object,
    sessionId: string | undefined,
    patience: number,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (!this.isOpen) return Promise.reject(new Error('Chromium has ended'));
    const id = this.#next++;
    const { promise, resolve, reject } = Promise.withResolvers<Readonly<Record<string, unknown>>>();
    const timer = setTimeout(() => reject(new Error(`Chromium did not answer ${method}`)), patience);
    this.#waiting.set(id, { done: resolve, failed: reject });
    this.#to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(id);
    });
  }

  listen(session: string, heard: (event: ChromiumEvent) => void): () => void {
    const listeners = this.#listeners.get(session) ?? new Set();
    this.#listeners.set(session, listeners.add(heard));
    return () => {
      listeners.delete(heard);
      if (listeners.size === 0) this.#listeners.delete(session);
    };
  }

  #read(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
      const text = Buffer.concat([...this.#unread, bytes.subarray(start, end)]).toString('utf8');
      this.#unread = [];
      start = end + 1;
      this.#hear(JSON.parse(text) as Answer & ChromiumEvent);
    }
    if (start < bytes.length) this.#unread.push(bytes.subarray(start));
  }

  #hear(message: Answer & ChromiumEvent): void {
    if (message.id === undefined) {
      for (const heard of this.#listeners.get(message.sessionId ?? '') ?? []) heard(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if (message.error === undefined) waiting?.done(message.result ?? {});
    else waiting?.failed(new Error(message.error.message));
  }

  #end(): void {
    this.isOpen = false;
    for (const waiting of this.#waiting.values()) waiting.failed(new Error('Chromium has ended'));
    this.#waiting.clear();
  }
}
