import { concatBytes, decodeUtf8Lossy, encodeUtf8 } from '../wire/bytes.ts';

type Part = string | ArrayBuffer | ArrayBufferView | Blob;

const contents = new WeakMap<Blob, Uint8Array>();

/**
 * A synchronous stand-in for `Blob`. The native one resolves in real time rather than on the lab's clock, which would
 * make runs differ.
 */
export class Blob {
  static {
    // bundlers rename classes that share a name with a global
    Object.defineProperty(this, 'name', { value: 'Blob' });
  }
  readonly size: number;
  readonly type: string;

  constructor(parts: readonly Part[] = [], options: { type?: string } = {}) {
    const bytes = concatBytes(parts.map(bytesOf));
    contents.set(this, bytes);
    this.size = bytes.length;
    this.type = String(options.type ?? '').toLowerCase();
  }

  async text(): Promise<string> {
    return decodeUtf8Lossy(bytesOf(this));
  }
  async bytes(): Promise<Uint8Array> {
    return bytesOf(this).slice();
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return bytesOf(this).slice().buffer as ArrayBuffer;
  }
  slice(start?: number, end?: number, type?: string): Blob {
    return new Blob([bytesOf(this).slice(start, end)], type === undefined ? {} : { type });
  }
  get [Symbol.toStringTag](): string {
    return 'Blob';
  }
}

/** The bytes of a body or blob part; values of other types are converted to strings. */
export function bytesOf(part: Part): Uint8Array {
  if (part instanceof Blob) return contents.get(part) ?? new Uint8Array(0);
  if (part instanceof ArrayBuffer) return new Uint8Array(part.slice(0));
  if (ArrayBuffer.isView(part))
    return new Uint8Array(part.buffer.slice(part.byteOffset, part.byteOffset + part.byteLength) as ArrayBuffer);
  return encodeUtf8(String(part));
}
