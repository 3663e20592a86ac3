import { concatBytes } from '../wire/bytes.ts';
import { sha1 } from '../wire/sha1.ts';
import { Buffer } from './buffer.ts';
import { fillRandom } from './random.ts';

/** The part of `crypto` that handshakes and identifiers need. */

class Hash {
  readonly #parts: Uint8Array[] = [];
  constructor(name: string) {
    if (name.toLowerCase() !== 'sha1')
      throw Object.assign(new Error(`the lab has createHash('sha1'), not '${name}'`), { code: 'ERR_LAB_UNSUPPORTED' });
  }
  update(data: string | Uint8Array): this {
    this.#parts.push(Buffer.from(data as Uint8Array));
    return this;
  }
  digest(encoding?: BufferEncoding): Buffer | string {
    const bytes = Buffer.from(sha1(concatBytes(this.#parts)));
    return encoding ? bytes.toString(encoding) : bytes;
  }
}

export const createHash = (name: string): Hash => new Hash(name);

export function randomFillSync(bytes: Uint8Array, offset = 0, size = bytes.length - offset): Uint8Array {
  fillRandom(bytes.subarray(offset, offset + size));
  return bytes;
}
export const randomBytes = (size: number): Buffer => randomFillSync(Buffer.alloc(size)) as Buffer;

/** Uniformly distributed from `min` (0 if only one number is given) inclusive to `max` exclusive. */
export function randomInt(...bounds: number[]): number {
  const [min, max] = bounds.length > 1 ? [bounds[0] ?? 0, bounds[1] ?? 0] : [0, bounds[0] ?? 0];
  return min + Math.floor((randomBytes(6).readUIntBE(0, 6) / 2 ** 48) * (max - min));
}

/** A version 4 UUID (RFC 9562, section 5.4). */
export function randomUUID(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export default { createHash, randomBytes, randomFillSync, randomInt, randomUUID };
