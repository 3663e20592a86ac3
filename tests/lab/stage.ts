import { createServer, type Server } from 'node:http';
import { rolldown } from 'rolldown';
import { resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { assembleFrame, buildLabFrame, type FrameChanges } from '../../src/assets/lab-frame.ts';
import type { LabVariant } from '../../src/lab/variant.ts';
import type { LabEvent, ProgramSpec, RunOptions } from '../../src/lab/protocol.ts';
import { launchChromium } from '../chromium.ts';

/** The policy of a page of the site: the lab must work under it. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; frame-src 'self'; connect-src 'self'; base-uri 'none'";

/** Programs of one run, one line each. */
export const node = (code: string, id = 'server'): ProgramSpec => ({ id, role: 'node', file: `${id}.js`, code });
export const browser = (code: string, id = 'client'): ProgramSpec => ({ id, role: 'browser', file: `${id}.js`, code });

/** The lesson every attack must leave able to run. */
export const LESSON: readonly ProgramSpec[] = [
  node(`const { WebSocketServer } = require('ws');
const server = new WebSocketServer({ port: 3000 });
server.on('connection', (socket) => {
  console.log('New client connected');
  socket.on('message', (data) => {
    console.log('Received:', data);
    socket.send('Got your message: ' + data);
  });
  socket.send('Welcome! You are connected.');
});`),
  browser(`const ws = new WebSocket('ws://localhost:3000');
ws.onopen = () => {
  ws.send('Hello server!');
};
ws.onmessage = (event) => {
  console.log('From server:', event.data);
};`),
];
export const LESSON_LINES = {
  server: ['New client connected', 'Received: <Buffer 48 65 6c 6c 6f 20 73 65 72 76 65 72 21>'],
  client: ['From server: Welcome! You are connected.', 'From server: Got your message: Hello server!'],
};

/** A run that is the same every time. */
export const REPEATABLE: Partial<RunOptions> = {
  pace: 'fast',
  seed: 7,
  epoch: 1_700_000_000_000,
  until: 30_000,
  origin: 'http://localhost:8080',
};

/** A bare page with the lab's client on it, the frame beside it, in a real browser. */
export class Stage {
  readonly url: string;
  readonly page: Page;
  readonly browser: Browser;
  readonly #server: Server;
  #frame: string;

  private constructor(server: Server, browser: Browser, page: Page, frame: string) {
    this.#server = server;
    this.browser = browser;
    this.page = page;
    this.#frame = frame;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  static async open(
    options: {
      readonly changes?: FrameChanges;
      readonly args?: readonly string[];
      readonly policy?: string | null;
    } = {},
  ): Promise<Stage> {
    const frame = options.changes ? await assembleFrame(options.changes) : await buildLabFrame();
    const script = await pageScript();
    const stage: { current?: Stage } = {};
    const server = createServer((request, response) => {
      const path = (request.url ?? '/').split('?', 1)[0];
      const [type, body] =
        path === '/'
          ? [
              'text/html',
              '<!doctype html><html lang="en"><title>Lab stage</title><link rel="icon" href="/icon"><script type="module" src="/page.js"></script><body>',
            ]
          : path === '/page.js'
            ? ['text/javascript', script]
            : path === '/frame.html'
              ? ['text/html', stage.current?.frame ?? frame.html]
              : ['text/plain', ''];
      const policy = options.policy === undefined ? PAGE_POLICY : options.policy;
      response.writeHead(200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Cache-Control': 'no-store',
        ...(path === '/' && policy ? { 'Content-Security-Policy': policy } : {}),
      });
      response.end(body);
    });
    await new Promise<void>((listening) => void server.listen(0, 'localhost', listening));
    const browser = await launchChromium(options.args);
    const page = await browser.newPage();
    stage.current = new Stage(server, browser, page, frame.html);
    await page.goto(stage.current.url);
    await page.waitForFunction(() => 'lab' in globalThis);
    return stage.current;
  }

  get frame(): string {
    return this.#frame;
  }

  /** Serves another frame from now on. */
  async useFrame(changes: FrameChanges): Promise<void> {
    await this.#serve((await assembleFrame(changes)).html);
  }

  /** Serves the frame that lessons get, of this variant. */
  async useVariant(variant: LabVariant): Promise<void> {
    const { html } = await buildLabFrame(variant);
    if (html !== this.#frame) await this.#serve(html);
  }

  async #serve(frame: string): Promise<void> {
    this.#frame = frame;
    await this.page.goto(this.url);
    await this.page.waitForFunction(() => 'lab' in globalThis);
  }

  /** Runs until an event of this type, or this line, comes, at most this long; gives all events and how long it took. */
  async run(
    programs: readonly ProgramSpec[],
    options: Partial<RunOptions> = REPEATABLE,
    until: string = 'idle',
    limit = 10_000,
  ): Promise<LabRun> {
    return this.page.evaluate(
      ([programs, options, until, limit]) =>
        (globalThis as unknown as LabWindow).lab.run(programs, options, until, limit),
      [programs, options, until, limit] as const,
    );
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

/** What came of a run: its events, how long it took, and the longest time the page itself stood still, in milliseconds. */
export interface LabRun {
  readonly events: LabEvent[];
  readonly ms: number;
  readonly stall: number;
}

/** What the page's script puts in place. */
export interface LabWindow {
  readonly lab: {
    run(programs: readonly ProgramSpec[], options: Partial<RunOptions>, until: string, limit: number): Promise<LabRun>;
    act(message: object): Promise<LabEvent[]>;
    send(message: object): void;
    boot(): Promise<unknown>;
    readonly lost: number;
  };
}

let script: Promise<string> | undefined;
const pageScript = (): Promise<string> => (script ??= bundlePage());

async function bundlePage(): Promise<string> {
  const build = await rolldown({
    input: resolve(import.meta.dirname, 'stage-page.ts'),
    platform: 'browser',
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'esm' });
  await build.close();
  return output[0].code;
}

/** The lines a program printed. */
export const linesOf = (events: readonly LabEvent[], id: string): string[] =>
  events.flatMap((event) => (event.type === 'console' && event.id === id ? [event.text] : []));
