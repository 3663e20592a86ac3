import { concatBytes } from '../wire/bytes.ts';
import { Buffer } from './buffer.ts';
import type { IncomingMessage } from './http-incoming.ts';
import { clock } from './loop.ts';
import type { Socket } from './net.ts';
import { Writable } from './stream.ts';

export const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

export const STATUS_CODES: Readonly<Record<number, string>> = {
  100: 'Continue',
  101: 'Switching Protocols',
  103: 'Early Hints',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  418: "I'm a Teapot",
  422: 'Unprocessable Entity',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
};

type HeaderValue = string | number | readonly string[];
type Headers = Readonly<Record<string, HeaderValue>> | readonly (readonly [string, HeaderValue])[] | readonly string[];

/** `http.ServerResponse`: a stream that writes the same headers in the same order as Node. */
export class ServerResponse extends Writable {
  readonly req: IncomingMessage;
  socket: Socket | null;
  statusCode = 200;
  statusMessage: string | undefined;
  headersSent = false;
  sendDate = true;
  shouldKeepAlive: boolean;
  chunkedEncoding = false;
  /** Sends bytes; the server holds them back until earlier responses have been sent. */
  readonly #send: (bytes: Uint8Array) => void;
  readonly #headers = new Map<string, readonly [name: string, value: HeaderValue]>();
  #onlyBody: number | undefined;

  constructor(req: IncomingMessage, send: (bytes: Uint8Array) => void) {
    super({ autoDestroy: false, decodeStrings: true });
    this.req = req;
    this.socket = req.socket;
    this.#send = send;
    this.shouldKeepAlive = req.httpVersion === '1.1' && !/\bclose\b/i.test(String(req.headers['connection'] ?? ''));
  }

  get connection(): Socket | null {
    return this.socket;
  }
  get finished(): boolean {
    return this.writableEnded;
  }

  setHeader(name: string, value: HeaderValue): this {
    if (this.headersSent) throw headersAlreadySent('set');
    if (value === undefined)
      throw Object.assign(new TypeError(`Invalid value "undefined" for header "${name}"`), {
        code: 'ERR_HTTP_INVALID_HEADER_VALUE',
      });
    this.#headers.set(name.toLowerCase(), [name, value]);
    return this;
  }
  setHeaders(headers: Iterable<[string, string]>): this {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }
  appendHeader(name: string, value: string): this {
    const before = this.getHeader(name);
    return this.setHeader(name, before === undefined ? value : [before, value].flat().map(String));
  }
  getHeader(name: string): HeaderValue | undefined {
    return this.#headers.get(name.toLowerCase())?.[1];
  }
  getHeaders(): Record<string, HeaderValue> {
    return Object.fromEntries([...this.#headers].map(([key, [, value]]) => [key, value]));
  }
  getHeaderNames(): string[] {
    return [...this.#headers.keys()];
  }
  hasHeader(name: string): boolean {
    return this.#headers.has(name.toLowerCase());
  }
  removeHeader(name: string): void {
    if (this.headersSent) throw headersAlreadySent('remove');
    this.#headers.delete(name.toLowerCase());
  }

  writeHead(status: number, ...rest: readonly (string | Headers | undefined)[]): this {
    if (this.headersSent) throw headersAlreadySent('write');
    const [first, second] = rest;
    this.statusCode = status;
    if (typeof first === 'string') this.statusMessage = first;
    const headers = typeof first === 'string' ? second : first;
    for (const [name, value] of headerPairs(headers)) this.setHeader(name, value);
    this.#storeHead(undefined);
    return this;
  }
  flushHeaders(): void {
    if (!this.headersSent) this.#storeHead(undefined);
    this.#flushHead();
  }
  writeContinue(): void {
    this.#send(Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'));
  }

  #head: Uint8Array | undefined;

  /** Node's order: the program's headers, then `Date`, `Connection` and the body length. */
  #storeHead(length: number | undefined): void {
    const bodiless = this.req.method === 'HEAD' || this.statusCode === 204 || this.statusCode === 304;
    this.statusMessage ??= STATUS_CODES[this.statusCode] ?? 'unknown';
    const lines = [`HTTP/1.1 ${this.statusCode} ${this.statusMessage}`];
    for (const [name, value] of this.#headers.values())
      for (const one of [value].flat()) lines.push(`${name}: ${String(one)}`);
    if (this.sendDate && !this.hasHeader('date'))
      lines.push(`Date: ${new Date(clock.epoch + clock.now).toUTCString()}`);
    const said = String(this.getHeader('connection') ?? '');
    if (/\bclose\b/i.test(said)) this.shouldKeepAlive = false;
    if (!said) lines.push(this.shouldKeepAlive ? 'Connection: keep-alive' : 'Connection: close');
    if (!said && this.shouldKeepAlive) lines.push('Keep-Alive: timeout=5');
    if (!this.hasHeader('content-length') && !this.hasHeader('transfer-encoding')) {
      if (bodiless) this.chunkedEncoding = false;
      else if (length !== undefined) lines.push(`Content-Length: ${length}`);
      else if (this.req.httpVersion === '1.1') {
        lines.push('Transfer-Encoding: chunked');
        this.chunkedEncoding = true;
      } else this.shouldKeepAlive = false;
    } else if (/chunked/i.test(String(this.getHeader('transfer-encoding')))) this.chunkedEncoding = true;
    this.headersSent = true;
    this.#head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    this.#onlyBody = bodiless ? 0 : undefined;
  }

  #flushHead(body: readonly Uint8Array[] = []): void {
    const parts = this.#head ? [this.#head, ...body] : body;
    this.#head = undefined;
    if (parts.length > 0) this.#send(concatBytes(parts));
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    // the body was ended with its only write, so its length is known
    if (!this.headersSent) this.#storeHead(this.#lengthAtEnd);
    const none = this.#onlyBody === 0 || chunk.length === 0;
    this.#flushHead(
      none
        ? []
        : this.chunkedEncoding
          ? [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]
          : [chunk],
    );
    done();
  }
  #lengthAtEnd: number | undefined;

  override end(...args: unknown[]): this {
    const [chunk, encoding] = args;
    const last =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : chunk instanceof Uint8Array
          ? chunk
          : undefined;
    if (!this.headersSent && !this.writableEnded) this.#lengthAtEnd = last?.length ?? 0;
    return super.end(...(args as []));
  }

  override _final(done: (error?: Error | null) => void): void {
    if (!this.headersSent) this.#storeHead(0);
    this.#flushHead(this.chunkedEncoding ? [Buffer.from('0\r\n\r\n')] : []);
    done();
  }

  setTimeout(ms: number, heard?: () => void): this {
    this.socket?.setTimeout(ms, heard);
    return this;
  }
}

function headersAlreadySent(verb: string): Error {
  return Object.assign(new Error(`Cannot ${verb} headers after they are sent to the client`), {
    code: 'ERR_HTTP_HEADERS_SENT',
  });
}

/** `{name: value}`, `[[name, value]]` or `[name, value, …]`. */
function headerPairs(headers: string | Headers | undefined): (readonly [string, HeaderValue])[] {
  if (headers === undefined || typeof headers === 'string') return [];
  if (!Array.isArray(headers)) return Object.entries(headers as Record<string, HeaderValue>);
  if (Array.isArray(headers[0])) return headers as (readonly [string, HeaderValue])[];
  const flat = headers as readonly string[];
  return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ''] as const] : []));
}
