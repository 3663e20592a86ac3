import EventEmitter from 'events';
import { Deflate, Inflate } from 'pako';
import { Buffer } from './buffer.ts';
import { nextTick } from './loop.ts';

/** `zlib` as far as permessage-deflate uses it (RFC 7692): raw streams that flush after every message. */

export const Z_DEFAULT_WINDOWBITS = 15;
export const Z_SYNC_FLUSH = 2;
export const constants = { Z_SYNC_FLUSH };
export const available = true;

interface RawOptions {
  readonly windowBits?: number;
  readonly level?: number;
  readonly memLevel?: number;
}

class RawStream extends EventEmitter {
  /** `ws` asks a stream whether it has ended. */
  readonly _readableState = { endEmitted: false };
  readonly #fresh: () => Deflate | Inflate;
  #stream: Deflate | Inflate;
  #waiting: Uint8Array[] = [];

  constructor(fresh: () => Deflate | Inflate) {
    super();
    this.#fresh = fresh;
    this.#stream = this.#start();
  }

  #start(): Deflate | Inflate {
    const stream = this.#fresh();
    stream.onData = (chunk: Uint8Array | string) => void this.emit('data', Buffer.from(chunk as Uint8Array));
    return stream;
  }

  reset(): void {
    this.#stream = this.#start();
  }
  write(chunk: string | Uint8Array, done?: () => void): boolean {
    this.#waiting.push(Buffer.from(chunk as Uint8Array));
    if (done) nextTick(done);
    return true;
  }
  flush(...args: unknown[]): void {
    const done = args.find((arg) => typeof arg === 'function') as (() => void) | undefined;
    const fine = this.#stream.push(Buffer.concat(this.#waiting.splice(0)), Z_SYNC_FLUSH);
    if (!fine && this.#stream.err) nextTick(() => this.emit('error', Object.assign(new Error(this.#stream.msg || 'zlib'), { errno: this.#stream.err })));
    else if (done) nextTick(done);
  }
  params(): void {}
  end(): void {}
  close(): void {}
}

const defined = (options: RawOptions) => Object.fromEntries(Object.entries({ raw: true, windowBits: Z_DEFAULT_WINDOWBITS, level: options.level, memLevel: options.memLevel, ...options }).filter(([key, value]) => value !== undefined && ['raw', 'windowBits', 'level', 'memLevel'].includes(key)));

export const createDeflateRaw = (options: RawOptions): RawStream => new RawStream(() => new Deflate(defined(options)));
export const createInflateRaw = (options: RawOptions): RawStream => new RawStream(() => new Inflate({ raw: true, windowBits: options.windowBits ?? Z_DEFAULT_WINDOWBITS }));
export default { constants, Z_DEFAULT_WINDOWBITS, Z_SYNC_FLUSH, createInflateRaw, createDeflateRaw };
