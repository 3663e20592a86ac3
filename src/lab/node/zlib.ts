import EventEmitter from 'events';
import { Deflate, Inflate } from 'pako';
import { Buffer } from './buffer.ts';
import { nextTick } from './loop.ts';

/** The part of `zlib` that permessage-deflate uses (RFC 7692): raw streams that flush after every message. */

export const Z_DEFAULT_WINDOWBITS = 15;
export const Z_SYNC_FLUSH = 2;
export const constants = { Z_SYNC_FLUSH };
export const available = true;

interface RawOptions {
  readonly windowBits?: number;
  readonly level?: number;
  readonly memLevel?: number;
  readonly strategy?: number;
}

class RawStream extends EventEmitter {
  /** `ws` reads this to see whether the stream has ended. */
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
    const fine = pushAndFlush(this.#stream, Buffer.concat(this.#waiting.splice(0)));
    if (!fine && this.#stream.err)
      nextTick(() =>
        this.emit('error', Object.assign(new Error(this.#stream.msg || 'zlib'), { errno: this.#stream.err })),
      );
    else if (done) nextTick(done);
  }
  params(): void {}
  end(): void {}
  close(): void {}
}

/** Writes, then flushes, as Node does: two flushes in a row each emit a marker. */
function pushAndFlush(stream: Deflate | Inflate, bytes: Uint8Array): boolean {
  if (stream instanceof Inflate) return stream.push(bytes, Z_SYNC_FLUSH);
  return stream.push(bytes, 0) && stream.push(new Uint8Array(0), Z_SYNC_FLUSH);
}

/** The options that affect the output. pako does not treat `undefined` as unset, so unset options are left out. */
function deflateOptions({ windowBits = Z_DEFAULT_WINDOWBITS, level, memLevel, strategy }: RawOptions): object {
  const given = Object.entries({ level, memLevel, strategy }).filter(([, value]) => value !== undefined);
  return { raw: true, windowBits, ...Object.fromEntries(given) };
}

export const createDeflateRaw = (options: RawOptions): RawStream =>
  new RawStream(() => new Deflate(deflateOptions(options)));
export const createInflateRaw = ({ windowBits = Z_DEFAULT_WINDOWBITS }: RawOptions): RawStream =>
  new RawStream(() => new Inflate({ raw: true, windowBits }));
export default { constants, Z_DEFAULT_WINDOWBITS, Z_SYNC_FLUSH, createInflateRaw, createDeflateRaw };
