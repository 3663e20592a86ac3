import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Buffer } from './buffer.ts';
import { fillRandom } from './random.ts';

/** `crypto` as far as handshakes and identifiers go. */

const HASHES = { sha1, sha256 };

class Hash {
  readonly #state: { update(bytes: Uint8Array): unknown; digest(): Uint8Array };
  constructor(name: string) {
    const hash = HASHES[name.toLowerCase().replace('-', '') as keyof typeof HASHES] as typeof sha1 | undefined;
    if (!hash) throw Object.assign(new Error(`the lab has createHash('sha1') and createHash('sha256'), not '${name}'`), { code: 'ERR_LAB_UNSUPPORTED' });
    this.#state = hash.create();
  }
  update(data: string | Uint8Array): this {
    this.#state.update(typeof data === 'string' ? Buffer.from(data) : data);
    return this;
  }
  digest(encoding?: BufferEncoding): Buffer | string {
    const bytes = Buffer.from(this.#state.digest());
    return encoding ? bytes.toString(encoding) : bytes;
  }
}

export const createHash = (name: string): Hash => new Hash(name);

export function randomFillSync(bytes: Uint8Array, offset = 0, size = bytes.length - offset): Uint8Array {
  fillRandom(bytes.subarray(offset, offset + size));
  return bytes;
}
export const randomBytes = (size: number): Buffer => randomFillSync(Buffer.alloc(size)) as Buffer;

/** Evenly from `min` (0 where one number is given) up to, not including, `max`. */
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
