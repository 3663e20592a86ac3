import EventEmitter from 'events';
import { HttpParser, statusOf } from '../wire/http-parser.ts';
import { Buffer } from './buffer.ts';
import { IncomingMessage } from './http-incoming.ts';
import { nextTick } from './loop.ts';
import { Socket } from './net.ts';

interface RequestOptions {
  readonly method?: string;
  readonly host?: string | undefined;
  readonly hostname?: string | undefined;
  readonly port?: number | string | undefined;
  readonly defaultPort?: number;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
}

/** The part of `http.ClientRequest` that the client of `ws` and `http.get` need. One connection per request. */
export class ClientRequest extends EventEmitter {
  aborted = false;
  destroyed = false;
  readonly socket = new Socket();
  readonly method: string;
  readonly path: string;
  readonly #options: RequestOptions;
  readonly #headers = new Map<string, readonly [string, string]>();
  readonly #body: Uint8Array[] = [];
  #response: IncomingMessage | undefined;
  #upgraded = false;

  constructor(options: RequestOptions, answered?: (response: IncomingMessage) => void) {
    super();
    this.#options = options;
    this.method = (options.method ?? 'GET').toUpperCase();
    this.path = options.path ?? '/';
    for (const [name, value] of Object.entries(options.headers ?? {})) this.setHeader(name, value);
    if (answered) this.once('response', answered);
  }

  setHeader(name: string, value: string | number): void {
    this.#headers.set(name.toLowerCase(), [name, String(value)]);
  }
  getHeader(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase())?.[1];
  }
  setTimeout(): this {
    return this;
  }
  write(chunk: string | Uint8Array): boolean {
    this.#body.push(Buffer.from(chunk as Uint8Array));
    return true;
  }
  end(chunk?: string | Uint8Array): this {
    if (chunk !== undefined && typeof chunk !== 'function') this.write(chunk);
    const host = this.#options.hostname ?? this.#options.host ?? 'localhost';
    const port = Number(this.#options.port ?? this.#options.defaultPort ?? 80);
    const body = Buffer.concat(this.#body);
    if (body.length > 0 && !this.#headers.has('content-length')) this.setHeader('Content-Length', body.length);
    if (!this.#headers.has('host'))
      this.setHeader('Host', port === (this.#options.defaultPort ?? 80) ? host : `${host}:${port}`);
    if (!this.#headers.has('connection')) this.setHeader('Connection', 'close');
    const head = [
      `${this.method} ${this.path} HTTP/1.1`,
      ...[...this.#headers.values()].map(([name, value]) => `${name}: ${value}`),
    ];
    this.socket.on('error', this.#failed);
    this.socket.on('close', this.#closed);
    this.socket.on('data', this.#read);
    this.socket.connect({ host, port }, () =>
      this.socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body])),
    );
    nextTick(() => this.emit('socket', this.socket));
    return this;
  }

  readonly #parser = new HttpParser('response', {
    head: (head) => {
      this.#response = new IncomingMessage(this.socket, head);
      if (statusOf(head) === 101) {
        this.#upgraded = true;
        return 'upgrade';
      }
      this.emit('response', this.#response);
      return this.method === 'HEAD' ? 'bodiless' : undefined;
    },
    body: (bytes) => void this.#response?.push(Buffer.from(bytes)),
    end: () => {
      if (!this.#response) return;
      this.#response.complete = true;
      this.#response.push(null);
    },
    malformed: () =>
      this.destroy(Object.assign(new Error('Parse Error: Expected HTTP/'), { code: 'HPE_INVALID_CONSTANT' })),
  });

  readonly #read = (chunk: Uint8Array): void => {
    const rest = this.#parser.push(chunk);
    if (!this.#upgraded) return;
    this.socket.removeListener('data', this.#read);
    this.socket.removeListener('error', this.#failed);
    this.socket.removeListener('close', this.#closed);
    this.socket.readableFlowing = null;
    this.emit('upgrade', this.#response, this.socket, Buffer.from(rest));
  };
  readonly #failed = (error: Error): void => void this.emit('error', error);
  readonly #closed = (): void => {
    this.#parser.finish();
    if (!this.#response && !this.aborted && !this.socket.errored)
      this.emit('error', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    this.emit('close');
  };

  abort(): void {
    this.aborted = true;
    this.destroy();
  }
  destroy(error?: Error): this {
    this.destroyed = true;
    this.socket.destroy(error);
    return this;
  }
}

/** `http.request(url | options, options?, callback?)`. */
export function request(...args: unknown[]): ClientRequest {
  const callback = args.find((arg) => typeof arg === 'function') as ((response: IncomingMessage) => void) | undefined;
  const [first, second] = args;
  const address = typeof first === 'string' || first instanceof URL ? new URL(first) : undefined;
  const more = (address ? second : first) as RequestOptions | undefined;
  const fromAddress = address
    ? { hostname: address.hostname, port: address.port || 80, path: address.pathname + address.search }
    : {};
  return new ClientRequest({ ...fromAddress, ...(typeof more === 'object' ? more : {}) }, callback);
}

export const get = (...args: unknown[]): ClientRequest => request(...args).end();
