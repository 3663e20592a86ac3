import type { HttpHead } from '../wire/http-parser.ts';
import { nextTick } from './loop.ts';
import type { Socket } from './net.ts';
import { Readable } from './stream.ts';

/** `http.IncomingMessage`: the head of a message, and its body as a stream. */
export class IncomingMessage extends Readable {
  readonly socket: Socket;
  httpVersion = '1.1';
  httpVersionMajor = 1;
  httpVersionMinor = 1;
  complete = false;
  aborted = false;
  method: string | undefined;
  url: string | undefined;
  statusCode: number | undefined;
  statusMessage: string | undefined;
  readonly headers: Record<string, string | string[]>;
  readonly rawHeaders: string[];
  readonly trailers = {};

  constructor(socket: Socket, head: HttpHead) {
    super({ autoDestroy: true });
    this.socket = socket;
    this.rawHeaders = head.headers.flat();
    this.headers = joinHeaders(head);
    const request = /^([A-Z]+) (\S+) HTTP\/1\.(\d)$/.exec(head.line);
    const response = /^HTTP\/1\.(\d) (\d{3}) ?(.*)$/.exec(head.line);
    if (request) [, this.method, this.url] = request;
    if (response) [this.statusCode, this.statusMessage] = [Number(response[2]), response[3] ?? ''];
    this.httpVersionMinor = Number(request?.[3] ?? response?.[1]);
    this.httpVersion = `1.${this.httpVersionMinor}`;
  }
  get connection(): Socket {
    return this.socket;
  }
  override _read(): void {}
  /** As in Node: a client that aborts causes an error only if there is a listener for it. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    nextTick(() => done(this.listenerCount('error') > 0 ? error : null));
  }
  setTimeout(ms: number, heard?: () => void): this {
    this.socket.setTimeout(ms, heard);
    return this;
  }
}

const ONCE_ONLY = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'last-modified',
  'location',
  'max-forwards',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

/**
 * Names in lower case. As in Node, most repeated headers are joined, for some only the first is kept, and cookies
 * become a list.
 */
function joinHeaders(head: HttpHead): Record<string, string | string[]> {
  const joined: Record<string, string | string[]> = {};
  for (const [name, value] of head.headers) {
    const key = name.toLowerCase();
    const before = Object.hasOwn(joined, key) ? joined[key] : undefined;
    if (key === 'set-cookie') joined[key] = [...(before ?? []), value];
    else if (before === undefined) joined[key] = value;
    else if (!ONCE_ONLY.has(key)) joined[key] = `${String(before)}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  return joined;
}
