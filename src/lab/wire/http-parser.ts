import { concatBytes, decodeLatin1 } from './bytes.ts';

/** The head of an HTTP/1.1 message, names as written. */
export interface HttpHead {
  /** `GET / HTTP/1.1` or `HTTP/1.1 200 OK`. */
  readonly line: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Length of the head in bytes, including the blank line. */
  readonly length: number;
}

/** Callbacks of the parser, in the order of the bytes. */
export interface HttpListener {
  /**
   * Return `'upgrade'` to stop parsing: what follows is not HTTP. Return `'bodiless'` if the message has no body
   * despite its headers (HEAD).
   */
  head(head: HttpHead): 'upgrade' | 'bodiless' | void;
  /** A complete chunk of a chunked body, or a part of any other body. `length` includes the framing. */
  body(bytes: Uint8Array, chunked: boolean, length: number): void;
  end(): void;
  /** The bytes are not HTTP/1.1; parsing stops. */
  malformed(): void;
}

const MAX_HEAD = 65_536;
const REQUEST_LINE = /^[A-Z]+ \S+ HTTP\/1\.[01]$/;
const CR = 13;
const LF = 10;

/** The value of a header; names are case-insensitive, repeated headers are joined with a comma. */
export function headerValue(head: HttpHead, name: string): string | undefined {
  const values = head.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  return values.length > 0 ? values.join(', ') : undefined;
}

/** The status code of a response; NaN if the head is not a response. */
export const statusOf = (head: HttpHead): number => Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(head.line)?.[1]);

/**
 * Incremental parser for one direction of an HTTP/1.1 connection (RFC 9112): heads, bodies with a length, chunked
 * bodies, pipelined messages. Any split of the bytes gives the same heads and chunks.
 */
export class HttpParser {
  readonly #kind: 'request' | 'response';
  readonly #listener: HttpListener;
  #buffer: Uint8Array = new Uint8Array(0);
  #state: 'head' | 'length' | 'chunk' | 'trailer' | 'until-end' | 'done' = 'head';
  #left = 0;
  #consumed = 0;

  constructor(kind: 'request' | 'response', listener: HttpListener) {
    this.#kind = kind;
    this.#listener = listener;
  }

  /** Parses more bytes. Returns the bytes that are no longer HTTP (after an upgrade), otherwise an empty array. */
  push(bytes: Uint8Array): Uint8Array {
    this.#buffer = this.#buffer.length > 0 ? concatBytes([this.#buffer, bytes]) : bytes;
    while (this.#buffer.length > 0 && this.#state !== 'done' && this.#step());
    return this.#state === 'done' ? this.#take(this.#buffer.length) : new Uint8Array(0);
  }

  /** The connection has ended, which ends a body without a length. Returns the bytes of a head that never ended. */
  finish(): Uint8Array {
    const rest = this.#state === 'head' ? this.#take(this.#buffer.length) : new Uint8Array(0);
    if (this.#state === 'until-end') this.#end();
    this.#state = 'done';
    return rest;
  }

  /** Bytes consumed so far, up to the end of what was last reported to the listener. */
  get consumed(): number {
    return this.#consumed;
  }

  /** True between two messages. */
  get between(): boolean {
    return this.#state === 'head' && this.#buffer.length === 0;
  }

  #step(): boolean {
    switch (this.#state) {
      case 'head':
        return this.#readHead();
      case 'length':
        return this.#readLength();
      case 'chunk':
        return this.#readChunk();
      case 'trailer':
        return this.#readTrailer();
      default:
        this.#listener.body(this.#take(this.#buffer.length), false, 0);
        return false;
    }
  }

  #readHead(): boolean {
    const length = endOfHead(this.#buffer);
    if (length === undefined) {
      if (this.#buffer.length > MAX_HEAD || !looksLikeHead(this.#buffer, this.#kind)) this.#fail();
      return false;
    }
    const head = parseHead(this.#take(length));
    if (!(this.#kind === 'request' ? REQUEST_LINE : /^HTTP\/1\.[01] \d{3}/).test(head.line)) return this.#fail();
    const what = this.#listener.head(head);
    if (what === 'upgrade') {
      this.#state = 'done';
      return false;
    }
    this.#startBody(head, what === 'bodiless');
    return true;
  }

  /** RFC 9112, section 6.3: determines the length of the body. */
  #startBody(head: HttpHead, bodiless: boolean): void {
    const status = this.#kind === 'response' ? statusOf(head) : 0;
    const length = headerValue(head, 'content-length');
    if (bodiless || (status >= 100 && status < 200) || status === 204 || status === 304) this.#end();
    else if (/\bchunked$/i.test(headerValue(head, 'transfer-encoding') ?? '')) this.#state = 'chunk';
    else if (length !== undefined && /^\d+$/.test(length) && Number(length) > 0) {
      this.#left = Number(length);
      this.#state = 'length';
    } else if (length !== undefined || this.#kind === 'request') this.#end();
    else this.#state = 'until-end';
  }

  #readLength(): boolean {
    const piece = this.#take(Math.min(this.#left, this.#buffer.length));
    this.#left -= piece.length;
    this.#listener.body(piece, false, piece.length);
    if (this.#left === 0) this.#end();
    return true;
  }

  #readChunk(): boolean {
    const lineEnd = endOfLine(this.#buffer);
    if (lineEnd === undefined) return false;
    const size = Number.parseInt(decodeLatin1(this.#buffer.subarray(0, lineEnd)), 16);
    if (!(size >= 0)) return this.#fail();
    if (size === 0) {
      this.#take(lineEnd);
      this.#state = 'trailer';
      return true;
    }
    const length = lineEnd + size + 2;
    if (this.#buffer.length < length) return false;
    this.#listener.body(this.#take(length).subarray(lineEnd, lineEnd + size), true, length);
    return true;
  }

  #readTrailer(): boolean {
    const lineEnd = endOfLine(this.#buffer);
    if (lineEnd === undefined) return false;
    this.#take(lineEnd);
    if (lineEnd === 2) this.#end();
    return true;
  }

  #end(): void {
    this.#state = 'head';
    this.#listener.end();
  }

  #fail(): false {
    this.#state = 'done';
    this.#listener.malformed();
    return false;
  }

  #take(count: number): Uint8Array {
    const taken = this.#buffer.slice(0, count);
    this.#buffer = this.#buffer.subarray(count);
    this.#consumed += count;
    return taken;
  }
}

function endOfHead(bytes: Uint8Array): number | undefined {
  for (let i = 3; i < bytes.length; i++) {
    if (bytes[i] === LF && bytes[i - 1] === CR && bytes[i - 2] === LF && bytes[i - 3] === CR) return i + 1;
  }
  return undefined;
}

function endOfLine(bytes: Uint8Array): number | undefined {
  const at = bytes.indexOf(LF);
  return at < 0 ? undefined : at + 1;
}

/** Whether the bytes so far can be the start of a request line `METHOD target HTTP/1.1` or of a status line. */
function looksLikeHead(bytes: Uint8Array, kind: 'request' | 'response'): boolean {
  const start = decodeLatin1(bytes.subarray(0, 5));
  if (kind === 'response') return 'HTTP/'.startsWith(start);
  const lineEnd = endOfLine(bytes);
  return lineEnd === undefined
    ? /^[A-Z]+(?: |$)/.test(start)
    : REQUEST_LINE.test(decodeLatin1(bytes.subarray(0, lineEnd)).trimEnd());
}

function parseHead(bytes: Uint8Array): HttpHead {
  const [line = '', ...rest] = decodeLatin1(bytes.subarray(0, bytes.length - 4)).split('\r\n');
  const headers = rest.map((field) => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon), field.slice(colon + 1).trim()] as const;
  });
  return { line, headers, length: bytes.length };
}
