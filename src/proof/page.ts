import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actorOf } from '../course/exchanges.ts';
import type { Chromium, ChromiumEvent } from './chromium.ts';
import { consoleText, type RemoteObject } from './console-text.ts';
import type { Reach, SideEvent } from './events.ts';
import type { Failure, FailureCode, Limits, ProgramFile } from './outcome.ts';
import type { Passage } from './passages.ts';
import type { Ping } from './program.ts';
import type { RecordingProxy } from './recording-proxy.ts';

/** The port that pages see as their own, unless a program of the lesson listens there. */
const usualPort = 8080;

/** A served page: its actual port, and the URL that it sees, `http://localhost:8080/client.html`. */
export interface ServedPage {
  readonly port: number;
  readonly shownPort: number;
  close(): void;
}

/**
 * Serves the page of an exchange's browser files: an empty document with one script, or the file itself if it is HTML.
 * It needs a real loopback server, because Chromium's Local Network Access checks where a page comes from. Its visible
 * port is the first from 8080 that is not `taken` by a program of the exchange.
 */
export async function servePage(files: readonly ProgramFile[], taken: ReadonlySet<number>): Promise<ServedPage> {
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '/').slice(1).split('?')[0]!);
    const file = files.find((one) => one.title === name);
    const script = files.find((one) => pageOf(one) === name);
    if (file !== undefined)
      response.writeHead(200, { 'content-type': `${typeOf(file.title)}; charset=utf-8` }).end(file.code);
    else if (script !== undefined) {
      const kind = /^\s*(?:import|export)\s/m.test(script.code) ? ' type="module"' : '';
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<!doctype html><meta charset="utf-8"><title>${actorOf(script.title)}</title><link rel="icon" href="data:,"><script${kind} src="/${encodeURIComponent(script.title)}"></script>`,
        );
    } else response.writeHead(404).end();
  });
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  let shownPort = usualPort;
  while (taken.has(shownPort)) shownPort++;
  return {
    port: (server.address() as AddressInfo).port,
    shownPort,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pageOf(file: ProgramFile): string {
  return file.title.endsWith('.html') ? file.title : `${actorOf(file.title)}.html`;
}

function typeOf(title: string): string {
  if (title.endsWith('.html')) return 'text/html';
  return title.endsWith('.css') ? 'text/css' : 'text/javascript';
}

/** Tracks a page's timers so that a proof can wait for them; their behaviour is unchanged. */
const noteTimers = `(() => {
  const pending = new Map();
  const { setTimeout: once, setInterval: often, clearTimeout: clear } = globalThis;
  const note = (id, ms, end) => { pending.set(id, { ms: +ms || 0, end }); return id; };
  const now = () => performance.now();
  const wrap = (name, make) => Object.defineProperty(globalThis, name, { value: make.bind(globalThis), writable: true, configurable: true, enumerable: true });
  const rename = (f, name) => Object.defineProperty(f, 'name', { value: name });
  wrap('setTimeout', rename((f, ms, ...rest) => note(once(f, ms, ...rest), ms, now() + (+ms || 0)), 'setTimeout'));
  wrap('setInterval', rename((f, ms, ...rest) => note(often(f, ms, ...rest), ms, Infinity), 'setInterval'));
  for (const name of ['clearTimeout', 'clearInterval']) wrap(name, rename((id) => { pending.delete(id); clear(id); }, name));
  Object.defineProperty(globalThis, '__lecternLongestTimer', { enumerable: false, value: () => {
    let longest = 0;
    for (const [id, timer] of pending) if (timer.end + 5 < now()) pending.delete(id); else longest = Math.max(longest, timer.ms);
    return longest;
  } });
})()`;

/** Takes away, before any script, what sends past the proxy: it is absent, as in a browser that never had it. */
const takeSendersAway = `(() => {
  for (const name of Object.getOwnPropertyNames(globalThis))
    if (/^(webkit)?RTC|^WebTransport|^(MIDI|Payment|Presentation|BackgroundFetch|Sync)[A-Z]|^(USB|HID|Serial|Bluetooth)/.test(name))
      delete globalThis[name];
  const owner = globalThis.Navigator?.prototype;
  for (const name of ['requestMIDIAccess', 'presentation', 'bluetooth', 'usb', 'hid', 'serial', 'xr', 'credentials'])
    if (owner) delete owner[name];
})()`;

type Mark =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'request'; readonly request: string; readonly key: string }
  | { readonly kind: 'answer' | 'sent' | 'received' | 'closed' | 'finished'; readonly request: string }
  | { readonly kind: 'body'; readonly request: string; readonly length: number };

interface AttachedTarget {
  readonly targetInfo: { readonly type: string };
  readonly sessionId: string;
}
const attach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

/** One client in Chromium: a separate browser context (proxy, cookies, cache), one page, its console. */
export class Page {
  readonly file: ProgramFile;
  readonly failures: Failure[] = [];
  activity = 0;
  readonly #chromium: Chromium;
  readonly #limits: Limits;
  readonly #context: string;
  readonly #session: string;
  readonly #target: string;
  readonly #proxy: RecordingProxy;
  readonly #marks: Mark[] = [];
  /** Requests that the browser answered from its own cache: they never travelled. */
  readonly #unsent = new Set<string>();
  readonly #bodies = new Map<string, number>();
  #printed = 0;
  #closed = false;
  readonly #readers = new Set<() => void>();
  readonly #deaf: () => void;
  readonly #others: (() => void)[] = [];
  #ownPort: number | undefined;

  private constructor(
    file: ProgramFile,
    chromium: Chromium,
    limits: Limits,
    proxy: RecordingProxy,
    context: string,
    target: string,
    session: string,
  ) {
    this.file = file;
    this.#chromium = chromium;
    this.#limits = limits;
    this.#proxy = proxy;
    this.#context = context;
    this.#target = target;
    this.#session = session;
    this.#deaf = chromium.listen(session, (event) => this.#hear(event));
  }

  /** Opens an empty page behind the proxy's proxy, without running any code of the lesson. */
  static async open(file: ProgramFile, chromium: Chromium, limits: Limits, proxy: RecordingProxy): Promise<Page> {
    const proxyServer = `socks5://127.0.0.1:${await proxy.socksPort(chromium.cell)}`;
    const { browserContextId } = await chromium.send('Target.createBrowserContext', {
      disposeOnDetach: true,
      proxyServer,
      proxyBypassList: '<-loopback>',
    });
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank', browserContextId });
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(file, chromium, limits, proxy, String(browserContextId), String(targetId), String(sessionId));
    await chromium.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId });
    for (const domain of ['Runtime', 'Log', 'Network', 'Page', 'Inspector'])
      await chromium.send(`${domain}.enable`, {}, page.#session);
    await page.#prepare(page.#session, [takeSendersAway, noteTimers]);
    return page;
  }

  /** Loads the lesson's file from this port. Returns immediately; lines are collected as they arrive. */
  load(port: number): void {
    this.#ownPort = port;
    const url = `http://localhost:${port}/${encodeURIComponent(pageOf(this.file))}`;
    this.#chromium.send('Page.navigate', { url }, this.#session, this.#limits.time).catch(() => undefined);
  }

  /** Like `Program.ping`. */
  async ping(patience: number): Promise<Ping | undefined> {
    try {
      const answer = await this.#chromium.send(
        'Runtime.evaluate',
        {
          expression: "document.readyState === 'complete' ? globalThis.__lecternLongestTimer?.() ?? 0 : -1",
          returnByValue: true,
        },
        this.#session,
        patience,
      );
      const longest = Number((answer['result'] as { value?: unknown } | undefined)?.value ?? 0);
      return { busy: longest < 0, longest: Math.max(0, longest) };
    } catch {
      if (this.#chromium.isTooLarge) this.fail('proof-memory', 'took more memory than a browser may');
      else if (!this.#chromium.isAlive) this.fail('proof-crashed', 'its browser ended');
      return undefined;
    }
  }

  /** Waits until it has read what was just sent to it, and reacted. */
  async settle(patience: number): Promise<void> {
    const read = new Promise<void>((done) => this.#readers.add(done));
    // Some messages cause no event when read, such as a WebSocket ping.
    const silent = new Promise<void>((done) => setTimeout(done, 250));
    await Promise.race([read, silent]);
    await this.ping(patience);
  }

  /** Records a failure. The first one counts. */
  fail(code: FailureCode, detail: string): void {
    if (this.failures.length === 0) this.failures.push({ code, file: this.file.title, detail });
  }

  /** Closes it, even if it is stuck in a loop. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#deaf();
    for (const deaf of this.#others) deaf();
    await this.#chromium.send('Target.closeTarget', { targetId: this.#target }, undefined, 3000).catch(() => undefined);
    await this.#chromium
      .send('Target.disposeBrowserContext', { browserContextId: this.#context }, undefined, 3000)
      .catch(() => undefined);
  }

  /** Number of lines printed so far. */
  get lineCount(): number {
    return this.#marks.filter((mark) => mark.kind === 'line').length;
  }

  /** Its printed lines and sends in order, with the progress of its connections. */
  events(): readonly SideEvent[] {
    const passages = this.#proxy.connections.flatMap(({ id, passages }) =>
      passages.all.map((passage) => ({ id, passage, taken: false })),
    );
    const passageOf = new Map<string, { readonly id: string; readonly passage: Passage }>();
    const counts = new Map<string, { sent: number; received: number }>();
    let reach: ReadonlyMap<string, Reach> = new Map();
    const events: SideEvent[] = [];
    const grow = (id: string, read: number, written: number): void => {
      const now = reach.get(id) ?? { read: 0, written: 0 };
      reach = new Map([...reach, [id, { read: Math.max(now.read, read), written: Math.max(now.written, written) }]]);
    };
    for (const mark of this.#marks) {
      if (mark.kind === 'line') {
        events.push({ text: mark.text, reach });
        continue;
      }
      if (mark.kind === 'request') {
        if (this.#unsent.has(mark.request)) continue;
        const found = passages.find((one) => !one.taken && `${one.passage.method} ${one.passage.target}` === mark.key);
        if (found === undefined) continue;
        found.taken = true;
        passageOf.set(mark.request, found);
        events.push({ reach });
        grow(found.id, 0, 1 + found.passage.requestEnd);
        continue;
      }
      const found = passageOf.get(mark.request);
      if (found === undefined) continue;
      const { id, passage } = found;
      const count = counts.get(mark.request) ?? { sent: 0, received: 0 };
      counts.set(mark.request, count);
      if (mark.kind === 'sent') {
        events.push({ reach });
        grow(id, 0, 1 + (passage.sent[count.sent++] ?? passage.requestEnd));
      } else if (mark.kind === 'received') grow(id, 1 + (passage.received[count.received++] ?? passage.headEnd), 0);
      else if (mark.kind === 'answer') grow(id, 1 + passage.headEnd, 0);
      else if (mark.kind === 'body') {
        // After a 304 the page reads a body that came earlier, and on this connection there is none.
        const part = passage.body.find((one) => one.length >= mark.length) ?? passage.body.at(-1);
        grow(id, 1 + (part?.offset ?? passage.headEnd), 0);
      } else if (mark.kind === 'finished') grow(id, 1 + (passage.body.at(-1)?.offset ?? passage.headEnd), 0);
      else grow(id, Number.MAX_SAFE_INTEGER, 0);
    }
    return events;
  }

  /** Sees to it that scripts run before those of the lesson, also in workers and frames in processes of their own. */
  async #prepare(session: string, sources: readonly string[]): Promise<void> {
    for (const source of sources)
      await this.#chromium.send('Page.addScriptToEvaluateOnNewDocument', { source }, session);
    await this.#chromium.send('Target.setAutoAttach', attach, session);
  }

  /** Another document or worker of the page is about to start, and waits for us. */
  async #prepareOther({ targetInfo, sessionId }: AttachedTarget): Promise<void> {
    try {
      if (targetInfo.type === 'iframe') await this.#prepare(sessionId, [takeSendersAway]);
      else {
        await this.#chromium.send('Runtime.evaluate', { expression: takeSendersAway }, sessionId);
        await this.#chromium.send('Target.setAutoAttach', attach, sessionId);
      }
      this.#others.push(this.#chromium.listen(sessionId, (event) => this.#hearOther(event)));
      await this.#chromium.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
    } catch {
      // it has gone again
    }
  }

  #hearOther({ method, params }: ChromiumEvent): void {
    if (method === 'Target.attachedToTarget') void this.#prepareOther(params as unknown as AttachedTarget);
  }

  #hear({ method, params }: ChromiumEvent): void {
    const request = String(params['requestId'] ?? '');
    switch (method) {
      case 'Target.attachedToTarget':
        return void this.#prepareOther(params as unknown as AttachedTarget);
      case 'Runtime.consoleAPICalled':
        return this.#called(String(params['type']), params['args'] as readonly RemoteObject[]);
      case 'Runtime.exceptionThrown': {
        const { text, exception } = params['exceptionDetails'] as { text: string; exception?: RemoteObject };
        return this.#print(
          [text, exception?.description ?? (exception === undefined ? '' : consoleText([exception]))]
            .filter(Boolean)
            .join(' '),
        );
      }
      case 'Log.entryAdded':
        return this.#logged(params['entry'] as { source: string; level: string; text: string; url?: string });
      case 'Page.javascriptDialogOpening':
        void this.#chromium.send('Page.handleJavaScriptDialog', { accept: true }, this.#session).catch(() => undefined);
        return;
      case 'Inspector.targetCrashed':
        return this.fail('proof-memory', 'its page crashed, most often for want of memory');
      case 'Network.requestWillBeSent': {
        const { url, method: verb } = params['request'] as { url: string; method: string };
        return this.#request(request, verb, url);
      }
      case 'Network.webSocketCreated':
        return this.#request(request, 'GET', String(params['url']));
      case 'Network.webSocketFrameSent':
        return this.#mark({ kind: 'sent', request });
      case 'Network.webSocketFrameReceived':
        return this.#mark({ kind: 'received', request });
      case 'Network.requestServedFromCache':
        return void this.#unsent.add(request);
      case 'Network.responseReceived':
        if ((params['response'] as { fromDiskCache?: boolean }).fromDiskCache === true) this.#unsent.add(request);
        return this.#mark({ kind: 'answer', request });
      case 'Network.webSocketHandshakeResponseReceived':
        return this.#mark({ kind: 'answer', request });
      case 'Network.dataReceived': {
        const length = (this.#bodies.get(request) ?? 0) + Number(params['dataLength']);
        this.#bodies.set(request, length);
        return this.#mark({ kind: 'body', request, length });
      }
      case 'Network.loadingFinished':
        return this.#mark({ kind: 'finished', request });
      case 'Network.webSocketClosed':
        return this.#mark({ kind: 'closed', request });
    }
  }

  #request(request: string, method: string, address: string): void {
    const url = URL.parse(address);
    if (url === null || Number(url.port) === this.#ownPort) return;
    this.#mark({ kind: 'request', request, key: `${method} ${url.pathname}${url.search}` });
  }

  #mark(mark: Mark): void {
    this.activity++;
    this.#marks.push(mark);
    if (mark.kind === 'line' || mark.kind === 'request' || mark.kind === 'sent') return;
    for (const done of this.#readers) done();
    this.#readers.clear();
  }

  #called(kind: string, args: readonly RemoteObject[]): void {
    if (['clear', 'endGroup', 'profile', 'profileEnd'].includes(kind)) return;
    if (kind === 'trace') return this.#print(['console.trace', consoleText(args)].filter(Boolean).join(' '));
    if (kind === 'assert') return this.#print(['Assertion failed:', consoleText(args)].join(' ').trim());
    this.#print(consoleText(args));
  }

  #logged(entry: { source: string; level: string; text: string; url?: string }): void {
    if (entry.level === 'verbose' || entry.url?.endsWith('/favicon.ico')) return;
    this.#print(entry.text);
  }

  #print(text: string): void {
    this.#printed += Buffer.byteLength(text) + 1;
    if (this.#printed > this.#limits.output) {
      this.fail('proof-endless-output', `printed more than ${this.#limits.output / 1024} KiB`);
      return;
    }
    // Behind a proxy, a refused connection appears as a failed SOCKS connection.
    const shown = text.replaceAll('net::ERR_SOCKS_CONNECTION_FAILED', 'net::ERR_CONNECTION_REFUSED');
    for (const line of shown.split('\n')) this.#mark({ kind: 'line', text: line });
  }
}
