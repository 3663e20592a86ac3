import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Some rows of a picture, compressed apart from the others. */
export interface PixelRows {
  readonly rows: number;
  /** DEFLATE blocks (RFC 1951), none of them the last, ending at a whole byte. */
  readonly deflated: Uint8Array;
  /** Adler-32 (RFC 1950, section 2.2) and number of the bytes before compression. */
  readonly adler: number;
  readonly length: number;
}

/**
 * Compresses whole rows of `width` pixels, one byte each: an index into the palette. Each row is preceded by its filter,
 * 0 for none, the best for flat colours (PNG, section 9). Whoever knows the Adler-32 of the rows spares the counting.
 */
export function pixelRows(width: number, scanlines: Uint8Array, adler = adler32(scanlines)): PixelRows {
  // Full flush: what comes before and after can be anything. Lines of one colour are runs, and finding runs is quick.
  const deflated = deflateRawSync(scanlines, { strategy: constants.Z_RLE, finishFlush: constants.Z_FULL_FLUSH });
  return { rows: scanlines.length / (width + 1), deflated, adler, length: scanlines.length };
}

/**
 * A PNG of indexed colours (PNG, third edition, sections 5 and 11) from its rows, top to bottom; colours are `0xrrggbb`.
 * Rows that several pictures share need to be compressed only once.
 */
export function indexedPng(width: number, palette: readonly number[], parts: readonly PixelRows[]): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(parts.reduce((sum, { rows }) => sum + rows, 0), 4);
  header.set([8, 3, 0, 0, 0], 8);
  const adler = Buffer.alloc(4);
  adler.writeUInt32BE(parts.reduce((sum, part) => joined(sum, part.adler, part.length), 1));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))),
    // RFC 1950: two bytes of header, the blocks, an empty last block, the sum.
    chunk('IDAT', Buffer.concat([Buffer.from([0x78, 0x01]), ...parts.map(({ deflated }) => deflated), Buffer.from([0x03, 0x00]), adler])),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** The largest prime below 2^16. */
const modulus = 65_521;

export function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  // So many bytes fit before the sums outgrow 32 bits.
  for (let from = 0; from < bytes.length; from += 5552) {
    const to = Math.min(from + 5552, bytes.length);
    for (let at = from; at < to; at++) high += low += bytes[at]!;
    low %= modulus;
    high %= modulus;
  }
  return high * 65_536 + low;
}

/**
 * The Adler-32 of a stretch of bytes while some of them change: `of` is its sum before. Where little changes, this is much
 * less than to count it all again.
 */
export class ChangingAdler {
  readonly #length: number;
  #low: number;
  #high: number;

  constructor(of: number, length: number) {
    this.#length = length;
    this.#low = of % 65_536;
    this.#high = Math.floor(of / 65_536);
  }

  /** Bytes grew by `sum` together, and by `weighted` if the growth of each counts as often as the number of its place. */
  grew(sum: number, weighted: number): void {
    this.#low += sum;
    this.#high += sum * this.#length - weighted;
  }

  get value(): number {
    return (this.#high % modulus) * 65_536 + (this.#low % modulus);
  }
}

/** The Adler-32 of two stretches one after the other, from those of each and the second's length. */
function joined(first: number, second: number, length: number): number {
  const [low, high] = [first % 65_536, Math.floor(first / 65_536)];
  const [nextLow, nextHigh] = [second % 65_536, Math.floor(second / 65_536)];
  const sum = (low + nextLow - 1 + modulus) % modulus;
  return ((high + nextHigh + (length % modulus) * (low - 1 + modulus)) % modulus) * 65_536 + sum;
}
