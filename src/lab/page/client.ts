import type { HubToPage, LabEvent, PageToHub, ProgramSpec, RunOptions } from '../protocol.ts';

/** How long the frame may be silent before it counts as lost, and how often it is pinged, in milliseconds. */
const SILENCE = 4000;
const HEARTBEAT = 1000;
/**
 * How long the frame may take to load, and how long its hub may take to start after that, in milliseconds: the first
 * time, the second, and so on. A hub starts within a fraction of a second or, where something of it was lost, never.
 */
const LOADING = 60_000;
const STARTING = [1500, 3000, 6000, 12_000];

/** Callbacks for the owner of a lab. */
export interface LabListener {
  /** `now` is the lab's clock in milliseconds, `running` tells whether it advances. */
  events(events: readonly LabEvent[], now: number, running: boolean): void;
  /** The frame stopped answering; its state is lost. */
  lost(): void;
  /** The frame did not start, however often it was tried. */
  notStarted(): void;
}

interface Connection {
  readonly port: MessagePort;
  close(): void;
}

/**
 * The page's half of the lab. It runs none of the learner's code and evaluates nothing, so the page's content security
 * policy can stay strict. The frame is created on the first run and recreated after it was lost.
 */
export class LabClient {
  readonly #host: HTMLElement;
  readonly #address: string;
  readonly #listener: LabListener;
  #connection: Connection | undefined;
  #booting: Promise<Connection | undefined> | undefined;
  #giveUp = new AbortController();
  #lastSeen = 0;

  /** `host`: the parent element of the hidden frame. `address`: the URL of the frame. */
  constructor(host: HTMLElement, address: string, listener: LabListener) {
    this.#host = host;
    this.#address = address;
    this.#listener = listener;
  }

  /** Loads the frame and starts its hub, once; again if it does not start. Without a result if it never did. */
  boot(): Promise<Connection | undefined> {
    return (this.#booting ??= this.#boot(this.#giveUp.signal));
  }

  async run(programs: readonly ProgramSpec[], options: Partial<RunOptions>): Promise<void> {
    const connection = await this.boot();
    connection?.port.postMessage({ t: 'run', programs, options } satisfies PageToHub);
  }

  /** Sends a message to the hub, as soon as it has started; does nothing if no hub is there or starting. */
  send(message: PageToHub): void {
    void this.#booting?.then((connection) => connection?.port.postMessage(message));
  }

  /** Removes the frame and all its workers. */
  destroy(): void {
    this.#giveUp.abort();
    this.#giveUp = new AbortController();
    this.#connection?.close();
    this.#connection = this.#booting = undefined;
  }

  async #boot(signal: AbortSignal): Promise<Connection | undefined> {
    for (const patience of STARTING) {
      const connection = await this.#attempt(patience, signal);
      if (signal.aborted) return undefined;
      if (connection) return (this.#connection = connection);
    }
    this.destroy();
    this.#listener.notStarted();
    return undefined;
  }

  /** One frame; undefined if its hub does not start in time, or nobody waits for it any more. */
  #attempt(patience: number, signal: AbortSignal): Promise<Connection | undefined> {
    const frame = sandboxedFrame(this.#address);
    const { port1: port, port2: theirs } = new MessageChannel();
    return new Promise((resolve) => {
      const greeted = ({ source, data }: MessageEvent<unknown>): void => {
        if (source !== frame.contentWindow || data !== 'lab-frame') return;
        removeEventListener('message', greeted);
        frame.contentWindow?.postMessage('lab-page', '*', [theirs]);
      };
      const close = (): void => {
        clearInterval(heartbeat);
        clearTimeout(deadline);
        removeEventListener('message', greeted);
        port.close();
        frame.remove();
      };
      const fail = (): void => {
        close();
        resolve(undefined);
      };
      let deadline = setTimeout(fail, LOADING);
      let heartbeat: ReturnType<typeof setInterval> | undefined;
      frame.addEventListener('load', () => {
        if (heartbeat !== undefined) return;
        clearTimeout(deadline);
        deadline = setTimeout(fail, patience);
      });
      signal.addEventListener('abort', fail, { once: true });
      port.onmessage = ({ data }: MessageEvent<HubToPage>) => {
        this.#lastSeen = performance.now();
        if (data.t === 'events') this.#listener.events(data.events, data.now, data.running);
        if (data.t !== 'ready') return;
        clearTimeout(deadline);
        signal.removeEventListener('abort', fail);
        heartbeat = setInterval(() => this.#beat(port), HEARTBEAT);
        resolve({ port, close });
      };
      addEventListener('message', greeted);
      this.#host.append(frame);
    });
  }

  /** The second watchdog, for the frame as a whole. If the page itself was suspended, the frame gets time to answer. */
  #beat(port: MessagePort): void {
    const silent = performance.now() - this.#lastSeen;
    if (silent > SILENCE && silent < SILENCE + 4 * HEARTBEAT) {
      this.destroy();
      this.#listener.lost();
      return;
    }
    if (silent > SILENCE) this.#lastSeen = performance.now();
    port.postMessage({ t: 'ping', n: 0 } satisfies PageToHub);
  }
}

function sandboxedFrame(address: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  // scripts and nothing else, in particular not the page's origin
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('allow', '');
  frame.referrerPolicy = 'no-referrer';
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  frame.src = address;
  return frame;
}
