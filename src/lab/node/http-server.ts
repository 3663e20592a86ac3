import { HttpParser, type HttpHead } from '../wire/http-parser.ts';
import { Buffer } from './buffer.ts';
import { IncomingMessage } from './http-incoming.ts';
import { ServerResponse } from './http-outgoing.ts';
import { clearTimeout, nextTick, setTimeout } from './loop.ts';
import { Server as NetServer, type Socket } from './net.ts';

/** An HTTP/1.1 server: requests are handled one after the other on each connection, until one of them upgrades it. */
export class Server extends NetServer {
  keepAliveTimeout = 5000;
  timeout = 0;
  headersTimeout = 60_000;
  requestTimeout = 300_000;

  constructor(...args: unknown[]) {
    super();
    const requested = args.find((arg) => typeof arg === 'function');
    if (requested) this.on('request', requested as (req: IncomingMessage, res: ServerResponse) => void);
    this.on('connection', (socket: Socket) => new Conversation(this, socket));
  }

  /** Connections that still speak HTTP: an upgraded socket belongs to its upgrade handler. */
  readonly #conversations = new Set<Conversation>();

  /** Adds or removes a connection that speaks HTTP. */
  _converse(conversation: Conversation, speaks: boolean): void {
    if (speaks) this.#conversations.add(conversation);
    else this.#conversations.delete(conversation);
  }
  closeAllConnections(): void {
    for (const { socket } of this.#conversations) socket.destroy();
  }
  closeIdleConnections(): void {
    for (const { socket, idle } of this.#conversations) if (idle) socket.destroy();
  }
  override close(closed?: (error?: Error) => void): this {
    super.close(closed);
    this.closeIdleConnections();
    return this;
  }
  setTimeout(): this {
    return this;
  }
}

/** One connection to an HTTP server. */
class Conversation {
  readonly socket: Socket;
  readonly #server: Server;
  readonly #parser: HttpParser;
  #request: IncomingMessage | undefined;
  #response: ServerResponse | undefined;
  #upgrade: IncomingMessage | undefined;
  #idleTimer: unknown;

  constructor(server: Server, socket: Socket) {
    this.#server = server;
    this.socket = socket;
    this.#parser = new HttpParser('request', {
      head: (head) => this.#head(head),
      body: (bytes) => void this.#request?.push(Buffer.from(bytes)),
      end: () => {
        if (!this.#request) return;
        this.#request.complete = true;
        this.#request.push(null);
      },
      malformed: () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    });
    for (const [name, listener] of this.#listeners) socket.on(name, listener);
    server._converse(this, true);
  }

  /** Whether every request has been answered. */
  get idle(): boolean {
    return this.#response === undefined;
  }

  readonly #listeners: readonly (readonly [string, (chunk: Uint8Array) => void])[] = [
    ['data', (chunk) => this.#read(chunk)],
    ['error', () => {}],
    ['end', () => this.#leave()],
    ['close', () => this.#leave()],
  ];

  #read(chunk: Uint8Array): void {
    const rest = this.#parser.push(chunk);
    if (this.#upgrade) this.#handOver(this.#upgrade, rest);
  }

  #head(head: HttpHead): 'upgrade' | void {
    clearTimeout(this.#idleTimer);
    const request = new IncomingMessage(this.socket, head);
    const wants =
      request.headers['upgrade'] !== undefined && /\bupgrade\b/i.test(String(request.headers['connection'] ?? ''));
    if (wants && this.#server.listenerCount('upgrade') > 0) {
      this.#upgrade = request;
      return 'upgrade';
    }
    this.#request = request;
    const response = new ServerResponse(request, (bytes) => void (this.socket.writable && this.socket.write(bytes)));
    this.#response = response;
    response.on('finish', () => this.#answered(request, response));
    this.#server.emit('request', request, response);
  }

  /** Keeps the connection for the next request, or ends it. Discards what the program did not read of this request. */
  #answered(request: IncomingMessage, response: ServerResponse): void {
    this.#response = undefined;
    if (!request.readableEnded) request.resume();
    nextTick(() => response.emit('close'));
    if (!response.shouldKeepAlive || !this.#server.listening) this.socket.end();
    else this.#idleTimer = setTimeout(() => this.socket.destroy(), this.#server.keepAliveTimeout + 1000);
  }

  /** The client has disconnected: requests and responses still open emit their events. */
  #leave(): void {
    clearTimeout(this.#idleTimer);
    this.#server._converse(this, false);
    const response = this.#response;
    this.#response = undefined;
    this.#request?.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    if (response) nextTick(() => response.emit('close'));
    this.socket.end();
  }

  #handOver(request: IncomingMessage, rest: Uint8Array): void {
    this.#server._converse(this, false);
    for (const [name, listener] of this.#listeners) this.socket.removeListener(name, listener);
    // a paused stream would withhold data from the new owner
    this.socket.readableFlowing = null;
    this.#server.emit('upgrade', request, this.socket, Buffer.from(rest));
  }
}
