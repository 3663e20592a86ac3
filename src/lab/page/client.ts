import type { HubToPage, LabEvent, PageToHub, ProgramSpec, RunOptions } from '../protocol.ts';

/** How long the frame may be silent before it counts as lost, and how often it is pinged, in milliseconds. */
const SILENCE = 4000;
const HEARTBEAT = 1000;

/** Callbacks for the owner of a lab. */
export interface LabListener {
  /** `now` is the lab's clock in milliseconds, `running` tells whether it advances. */
  events(events: readonly LabEvent[], now: number, running: boolean): void;
  /** The frame stopped answering or never loaded; its process may have run out of memory. Its state is lost. */
  lost(): void;
}

interface Connection {
  readonly frame: HTMLIFrameElement;
  readonly port: MessagePort;
  readonly heartbeat: ReturnType<typeof setInterval>;
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
  #booting: Promise<Connection> | undefined;
  #disconnect: (() => void) | undefined;
  #lastSeen = 0;

  /** `host`: the parent element of the hidden frame. `address`: the URL of the frame. */
  constructor(host: HTMLElement, address: string, listener: LabListener) {
    this.#host = host;
    this.#address = address;
    this.#listener = listener;
  }

  /** Loads the frame and starts its hub, once. */
  boot(): Promise<Connection> {
    return (this.#booting ??= this.#boot());
  }

  async run(programs: readonly ProgramSpec[], options: Partial<RunOptions>): Promise<void> {
    const { port } = await this.boot();
    port.postMessage({ t: 'run', programs, options } satisfies PageToHub);
  }

  /** Sends a message to the hub; does nothing if there is no hub. */
  send(message: PageToHub): void {
    this.#connection?.port.postMessage(message);
  }

  /** Removes the frame and all its workers. */
  destroy(): void {
    this.#disconnect?.();
    if (this.#connection) {
      clearInterval(this.#connection.heartbeat);
      this.#connection.port.close();
    }
    this.#connection = this.#booting = this.#disconnect = undefined;
  }

  #boot(): Promise<Connection> {
    const frame = sandboxedFrame(this.#address);
    return new Promise((resolve) => {
      const { port1: port, port2: theirs } = new MessageChannel();
      const greeted = ({ source, data }: MessageEvent<unknown>): void => {
        if (source !== frame.contentWindow || data !== 'lab-frame') return;
        removeEventListener('message', greeted);
        frame.contentWindow?.postMessage('lab-page', '*', [theirs]);
      };
      port.onmessage = ({ data }: MessageEvent<HubToPage>) => {
        this.#lastSeen = performance.now();
        if (data.t === 'events') this.#listener.events(data.events, data.now, data.running);
        if (data.t !== 'ready') return;
        this.#connection = { frame, port, heartbeat };
        resolve(this.#connection);
      };
      this.#lastSeen = performance.now();
      const heartbeat = setInterval(() => this.#beat(port), HEARTBEAT);
      this.#disconnect = () => {
        clearInterval(heartbeat);
        removeEventListener('message', greeted);
        frame.remove();
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
