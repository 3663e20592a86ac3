import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createWebServer, type Server as WebServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright';
import { consoleText, type RemoteObject } from '../../src/proof/console-text.ts';
import { WireDecoder, type Direction, type WireRecord } from '../../src/lab/wire/decoder.ts';
import { launchChromium } from '../chromium.ts';
import type { ProgramSpec } from '../../src/lab/protocol.ts';

/** The ports that programs may listen on. */
const PORTS = [3000, 3001, 3002, 3003] as const;

/** What was seen of a run, real or not: comparable side by side. */
export interface Seen {
  /** Lines printed, by program. */
  readonly lines: Readonly<Record<string, readonly string[]>>;
  /** What went over the wire, by connection in the order they sent their first byte. */
  readonly wire: readonly Readonly<Record<Direction, readonly WireRecord[]>>[];
}

/** What is done to a real run after it has come to rest. */
export interface Act {
  cut(): void;
  closeTab(id: string): Promise<void>;
  openTab(program: ProgramSpec): Promise<void>;
}

interface Wire {
  readonly records: Record<Direction, WireRecord[]>;
  readonly sockets: readonly [Socket, Socket];
}

/**
 * Ground truth: the same files for real. `node server.js`, a TCP tap in front of each of its ports, Chromium running
 * `client.js`; name resolution puts taps and page in place of localhost's ports, so that no file and no header changes.
 */
export class RealRunner {
  readonly #browser: Browser;
  readonly #web: WebServer;
  readonly #taps: readonly Server[];
  readonly #scripts = new Map<string, string>();
  /** The ports where servers really listen, by those that they asked for. */
  #serverPorts = new Map<number, number>();
  #wires: Wire[] = [];

  private constructor(browser: Browser, web: WebServer, taps: readonly Server[]) {
    this.#browser = browser;
    this.#web = web;
    this.#taps = taps;
  }

  static async open(): Promise<RealRunner> {
    const holder: { runner?: RealRunner } = {};
    const taps = PORTS.map((port) => createServer((down) => holder.runner?.tapped(down, port)));
    const web = createWebServer((request, response) => {
      const script = holder.runner?.scriptAt(request.url ?? '');
      const name = /^\/(.+)\.html$/.exec(request.url ?? '')?.[1];
      response.writeHead(200, {
        'content-type': `${script === undefined ? 'text/html' : 'text/javascript'}; charset=utf-8`,
      });
      response.end(
        script ??
          `<!doctype html><title>client</title><link rel="icon" href="data:,"><script src="/${name}.js"></script>`,
      );
    });
    for (const server of [...taps, web]) await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const portOf = (server: Server | WebServer): number => (server.address() as AddressInfo).port;
    const browser = await launchChromium([
      `--host-resolver-rules=${[...taps.map((tap, index) => [PORTS[index], tap] as const), [8080, web] as const]
        .map(([port, server]) => `MAP localhost:${port} 127.0.0.1:${portOf(server)}`)
        .join(',')}`,
    ]);
    return (holder.runner = new RealRunner(browser, web, taps));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    for (const tap of this.#taps) tap.close();
    this.#web.close();
    this.#web.closeAllConnections();
  }

  scriptAt(url: string): string | undefined {
    return this.#scripts.get(url);
  }

  tapped(down: Socket, port: number): void {
    const actual = this.#serverPorts.get(port);
    if (actual === undefined) return void down.resetAndDestroy();
    const up = connect(actual, '127.0.0.1');
    const decoder = new WireDecoder();
    const records: Record<Direction, WireRecord[]> = { c2s: [], s2c: [] };
    const wire: Wire = { records, sockets: [down, up] };
    const see = (dir: Direction) => (bytes: Buffer) => {
      // connections opened on suspicion, that never carry a byte, are Chromium's own business
      if (!this.#wires.includes(wire)) this.#wires.push(wire);
      records[dir].push(...decoder.push(dir, new Uint8Array(bytes)));
    };
    down.on('data', see('c2s'));
    up.on('data', see('s2c'));
    down.pipe(up).pipe(down);
    // a browser that is gone is no reason not to hear what the server answers
    down.on('error', () => up.end());
    down.on('close', () => up.resume());
    up.on('error', () => down.resetAndDestroy());
  }

  /**
   * Runs the programs until all is at rest, does the act, and waits for rest again. Rest is a third of a second without a
   * line and without a byte, or as many times that as `patience` says: nothing says more surely that nothing more comes.
   */
  async run(
    programs: readonly ProgramSpec[],
    {
      act,
      patience = 1,
      longest = 0,
    }: { act?: ((act: Act) => Promise<void>) | undefined; patience?: number; longest?: number } = {},
  ): Promise<Seen> {
    const rest = 300 * patience;
    const lines: Record<string, string[]> = {};
    const folder = mkdtempSync(path.join(tmpdir(), 'lab-real-'));
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    this.#wires = [];
    this.#serverPorts = new Map();
    const children: ChildProcess[] = [];
    const pages = new Map<string, Page>();
    const open = async (program: ProgramSpec): Promise<void> =>
      void pages.set(program.id, await this.#openPage(program, (lines[program.id] ??= [])));
    const wires = this.#wires;
    const seen = (): number =>
      Object.values(lines).flat().length +
      wires.reduce((sum, { records }) => sum + records.c2s.length + records.s2c.length, 0);
    const settled = async (): Promise<void> => {
      await pause(longest * patience);
      for (let last = -1; last !== seen(); await pause(rest)) last = seen();
    };
    try {
      for (const program of programs) {
        if (program.role === 'node')
          children.push(
            await this.#startNode(
              program,
              folder,
              (lines[program.id] ??= []),
              (lines[`${program.id} (stderr)`] ??= []),
              1500 * patience,
            ),
          );
        else {
          await open(program);
          if (programs.length > 2) await settled();
        }
      }
      await settled();
      if (act) {
        await act({
          cut: () => wires.forEach(({ sockets }) => sockets.forEach((socket) => socket.resetAndDestroy())),
          closeTab: async (id) => pages.get(id)?.close({ runBeforeUnload: false }),
          openTab: open,
        });
        await settled();
      }
      return {
        lines: Object.fromEntries(Object.entries(lines).map(([id, list]) => [id, [...list]])),
        wire: wires.map(({ records }) => ({ c2s: [...records.c2s], s2c: [...records.s2c] })),
      };
    } finally {
      for (const page of pages.values()) await page.close();
      for (const child of children) child.kill('SIGKILL');
      for (const { sockets } of wires) for (const socket of sockets) socket.destroy();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #startNode(
    program: ProgramSpec,
    folder: string,
    lines: string[],
    errors: string[],
    longest: number,
  ): Promise<ChildProcess> {
    const file = path.join(folder, program.file);
    writeFileSync(file, program.code);
    const child = fork(file, {
      cwd: folder,
      execArgv: ['--require', path.join(import.meta.dirname, 'listen-anywhere.cjs')],
      silent: true,
      env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' },
    });
    collectLines(child.stdout, lines);
    collectLines(child.stderr, errors);
    await Promise.race([
      new Promise<void>((resolve) => {
        child.on('message', ({ asked, port }: { asked: number; port: number }) => {
          this.#serverPorts.set(asked, port);
          resolve();
        });
        child.once('exit', () => resolve());
      }),
      pause(longest),
    ]);
    return child;
  }

  async #openPage(program: ProgramSpec, lines: string[]): Promise<Page> {
    this.#scripts.set(`/${program.file}`, program.code);
    const page = await this.#browser.newPage();
    const session: CDPSession = await page.context().newCDPSession(page);
    session.on(
      'Runtime.consoleAPICalled',
      ({ args }) => void lines.push(consoleText(args as unknown as RemoteObject[])),
    );
    session.on(
      'Runtime.exceptionThrown',
      ({ exceptionDetails: { text, exception } }) =>
        void lines.push(`${text} ${exception?.description ?? String(exception?.value)}`),
    );
    session.on('Log.entryAdded', ({ entry }) => void lines.push(entry.text));
    await session.send('Runtime.enable');
    await session.send('Log.enable');
    await page.goto(`http://localhost:8080/${program.file.replace(/\.js$/, '.html')}`);
    return page;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function collectLines(stream: NodeJS.ReadableStream | null, lines: string[]): void {
  let rest = '';
  stream?.on('data', (data: Buffer) => {
    const parts = (rest + data.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  stream?.on('end', () => {
    if (rest !== '') lines.push(rest);
  });
}
