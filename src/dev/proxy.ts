import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { isLoopbackHost } from './hosts.ts';

/** Answers a request, or says that it cannot. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * What the author's browser talks to from the first moment: `own` answers what it can, Astro's development server the rest,
 * which waits until that server is ready.
 */
export class Front {
  readonly #own: Answer;
  readonly #isAllowed: (host: string | undefined) => boolean;
  readonly #server: Server;
  #behind: Server | undefined;
  readonly #arrived: Promise<Server>;
  #arrive: (server: Server) => void = () => undefined;
  readonly #answered: Promise<void>;
  #firstAnswer: () => void = () => undefined;

  /** @param isAllowed Whether requests to this host are answered. */
  constructor(own: Answer, isAllowed: (host: string | undefined) => boolean = isLoopbackHost) {
    this.#isAllowed = isAllowed;
    this.#own = own;
    this.#arrived = new Promise((resolve) => (this.#arrive = resolve));
    this.#answered = new Promise((resolve) => (this.#firstAnswer = resolve));
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // A tab that is closed while it waits is no reason to end.
      socket.on('error', () => socket.destroy());
      if (!this.#isAllowed(request.headers.host)) return void socket.destroy();
      void this.#arrived.then(() => this.#behind?.emit('upgrade', request, socket, head));
    });
  }

  /** When the first request has been answered without the development server. */
  get answered(): Promise<void> {
    return this.#answered;
  }

  /** Listens at a port, or the next free one; 0 for any. @returns the port. */
  async listen(port: number, host: string): Promise<number> {
    for (let tried = port; ; tried++) {
      try {
        await new Promise<void>((resolve, reject) => {
          this.#server.once('error', reject);
          this.#server.listen(tried, host, () => {
            this.#server.off('error', reject);
            resolve();
          });
        });
        return (this.#server.address() as AddressInfo).port;
      } catch (error) {
        const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
        if (!taken || tried === 0 || tried >= 65_535) throw error;
      }
    }
  }

  /** This server answers from now on, also what has waited for it. It may be given again when it was started anew. */
  handOver(server: Server): void {
    this.#behind = server;
    this.#arrive(server);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#isAllowed(request.headers.host)) {
      response.writeHead(421, { 'Content-Type': 'text/plain' }).end('This server answers to localhost only.\n');
      return;
    }
    try {
      if (await this.#own(request, response)) {
        response.once('close', this.#firstAnswer);
        return;
      }
    } catch {
      // The development server shows what is wrong, over the page.
    }
    await this.#arrived;
    this.#behind?.emit('request', request, response);
  }
}
