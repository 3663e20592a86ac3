/**
 * Inflates DEFLATE (RFC 1951) as used by permessage-deflate (RFC 7692): one stream per direction, flushed after
 * messages.
 */

/** The result of inflating some bytes. */
export interface Inflated {
  /** The first bytes of the output. */
  readonly bytes: Uint8Array;
  readonly length: number;
}

const WINDOW = 32_768;
/** Maximum number of bytes to inflate in total, including discarded ones: guards against decompression bombs. */
const WORK = 32 * 2 ** 20;

// RFC 1951, section 3.2.5: base values and extra bits of length and distance symbols
const [LENGTH_BITS, LENGTHS] = ladder(29, 4, 3);
const [DISTANCE_BITS, DISTANCES] = ladder(30, 2, 1);
LENGTHS[28] = 258;
LENGTH_BITS[28] = 0;
// section 3.2.7: order of the code lengths for the code length alphabet
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Thrown when more bits are needed than have arrived. */
const NOT_YET = Symbol('not yet');

/**
 * Incremental inflater for an observer: returns the output of all blocks that are complete. Keeps the last 32 KiB,
 * which later messages may refer to. Never throws; after invalid or too many bytes it always returns undefined.
 */
export class Inflater {
  readonly #keep: number;
  #window = new Uint8Array(WINDOW);
  #written = 0;
  #work = 0;
  #input = new Uint8Array(0);
  /** Read position, in bits. */
  #at = 0;
  #broken = false;
  #output: number[] = [];

  /** `keep`: bytes to keep of each result. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  /** Inflates more bytes; undefined if they cannot be read. */
  push(bytes: Uint8Array): Inflated | undefined {
    if (this.#broken) return undefined;
    const rest = this.#input.subarray(this.#at >> 3);
    const input = new Uint8Array(rest.length + bytes.length);
    input.set(rest);
    input.set(bytes, rest.length);
    this.#input = input;
    this.#at &= 7;
    const before = this.#written;
    this.#output = [];
    try {
      for (;;) this.#block();
    } catch (signal) {
      if (signal !== NOT_YET) this.#broken = true;
    }
    return this.#broken ? undefined : { bytes: Uint8Array.from(this.#output), length: this.#written - before };
  }

  /** Reads one block, completely or not at all. */
  #block(): void {
    const [at, written, kept, window] = [this.#at, this.#written, this.#output.length, this.#window.slice()];
    try {
      const last = this.#bits(1) === 1;
      const type = this.#bits(2);
      if (type === 0) this.#stored();
      else if (type === 1) this.#compressed(FIXED, FIXED_DISTANCES);
      else if (type === 2) this.#compressed(...this.#codes());
      else throw new RangeError('no such block');
      // a final block ends its stream; the next starts at a byte boundary
      if (last) this.#align();
    } catch (signal) {
      if (signal === NOT_YET) {
        [this.#at, this.#written, this.#window] = [at, written, window];
        this.#output.length = kept;
      }
      throw signal;
    }
  }

  #stored(): void {
    this.#align();
    const length = this.#bits(16);
    if ((length ^ this.#bits(16)) !== 0xffff) throw new RangeError('a length that is not its own complement');
    if (this.#input.length - (this.#at >> 3) < length) throw NOT_YET;
    for (let i = 0; i < length; i++) this.#write(this.#bits(8));
  }

  #compressed(literals: Code, distances: Code): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) this.#write(symbol);
      else {
        const length = this.#more(symbol - 257, LENGTHS, LENGTH_BITS);
        const distance = this.#more(this.#symbol(distances), DISTANCES, DISTANCE_BITS);
        if (distance > this.#written) throw new RangeError('refers to what was never there');
        for (let i = 0; i < length; i++) this.#write(this.#window[(this.#written - distance) & (WINDOW - 1)] ?? 0);
      }
    }
  }

  /** Reads the dynamic Huffman codes of a block (section 3.2.7). */
  #codes(): [literals: Code, distances: Code] {
    const [literals, distances, own] = [this.#bits(5) + 257, this.#bits(5) + 1, this.#bits(4) + 4];
    const short = Array.from({ length: 19 }, () => 0);
    for (const symbol of LENGTH_ORDER.slice(0, own)) short[symbol] = this.#bits(3);
    const code = codeOf(short);
    const lengths: number[] = [];
    while (lengths.length < literals + distances) {
      const symbol = this.#symbol(code);
      if (symbol < 16) lengths.push(symbol);
      else {
        const [length, times] =
          symbol === 16
            ? [lengths.at(-1) ?? 0, 3 + this.#bits(2)]
            : [0, symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7)];
        for (let i = 0; i < times; i++) lengths.push(length);
      }
    }
    return [codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals, literals + distances))];
  }

  #more(symbol: number, bases: readonly number[], bits: readonly number[]): number {
    const base = bases[symbol];
    if (base === undefined) throw new RangeError('no such symbol');
    return base + this.#bits(bits[symbol] ?? 0);
  }

  /** Reads bit by bit until the bits form a code of that length (section 3.2.2). */
  #symbol({ counts, symbols }: Code): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length++) {
      code |= this.#bits(1);
      const count = counts[length] ?? 0;
      if (code - first < count) return symbols[index + code - first] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new RangeError('no such code');
  }

  #align(): void {
    this.#at = (this.#at + 7) & ~7;
  }

  #bits(count: number): number {
    if (this.#at + count > this.#input.length * 8) throw NOT_YET;
    let value = 0;
    for (let i = 0; i < count; i++, this.#at++)
      value |= (((this.#input[this.#at >> 3] ?? 0) >> (this.#at & 7)) & 1) << i;
    return value;
  }

  #write(byte: number): void {
    if (++this.#work > WORK) throw new RangeError('too much');
    this.#window[this.#written++ & (WINDOW - 1)] = byte;
    if (this.#output.length < this.#keep) this.#output.push(byte);
  }
}

/** A canonical Huffman code: the number of codes of each length, and their symbols in order. */
interface Code {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

function codeOf(lengths: readonly number[]): Code {
  const counts = Array.from({ length: 16 }, () => 0);
  const symbols = lengths
    .flatMap((length, symbol) => (length > 0 ? [symbol] : []))
    .toSorted((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  for (const symbol of symbols) counts[lengths[symbol] ?? 0]! += 1;
  return { counts, symbols };
}

// section 3.2.6
const FIXED = codeOf(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
const FIXED_DISTANCES = codeOf(Array.from({ length: 30 }, () => 5));

/**
 * Extra bits and base values: each `group` of symbols has one more extra bit than the one before, the first two groups
 * have none.
 */
function ladder(count: number, group: number, start: number): [bits: number[], bases: number[]] {
  const bits = Array.from({ length: count }, (_, i) => Math.max(0, Math.floor(i / group) - 1));
  let base = start;
  return [bits, bits.map((extra) => (base += 2 ** extra) - 2 ** extra)];
}
