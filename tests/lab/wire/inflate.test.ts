import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, encodeUtf8 } from '../../../src/lab/wire/bytes.ts';
import { Inflater } from '../../../src/lab/wire/inflate.ts';

const KEEP = 1 << 20;
const TAIL = Uint8Array.of(0, 0, 0xff, 0xff);
const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.split(' '), (pair) => Number.parseInt(pair, 16));

/** Messages as one side of a connection compresses them: each flushed, all in one stream. */
async function compressed(messages: readonly Uint8Array[], options: object): Promise<Uint8Array[]> {
  const stream = createDeflateRaw(options);
  const pieces: Uint8Array[] = [];
  const done: Uint8Array[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(new Uint8Array(piece)));
  for (const message of messages) {
    stream.write(message);
    await new Promise<void>((flushed) => stream.flush(constants.Z_SYNC_FLUSH, () => flushed()));
    done.push(concatBytes(pieces.splice(0)));
  }
  stream.destroy();
  return done;
}

const message = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .array(fc.constantFrom('tea ', 'and ', 'milk', '☕'), { maxLength: 4000 })
    .map((words) => encodeUtf8(words.join(''))),
  fc.uint8Array({ minLength: 40_000, maxLength: 70_000 }),
);

describe('The observer’s inflater reads', () => {
  test('the examples of RFC 7692, section 7.2.3', () => {
    const hello = encodeUtf8('Hello');
    const read = (...messages: string[]): unknown[] => {
      const inflater = new Inflater(KEEP);
      return messages.map((hex) => inflater.push(concatBytes([bytes(hex), TAIL]))?.bytes);
    };
    // one compressed block; the same again in a shared window; a block without compression; two blocks
    expect(read('f2 48 cd c9 c9 07 00', 'f2 00 11 00 00')).toEqual([hello, hello]);
    expect(read('00 05 00 fa ff 48 65 6c 6c 6f 00')).toEqual([hello]);
    expect(read('f2 48 05 00 00 00 ff ff ca c9 c9 07 00')).toEqual([hello]);
    // a block marked as the last is one like any other
    expect(read('f3 48 cd c9 c9 07 00 00')).toEqual([hello]);
  });

  test('what zlib writes, message after message, each referring to those before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: 5 }),
        fc.record({
          level: fc.integer({ min: 0, max: 9 }),
          windowBits: fc.integer({ min: 9, max: 15 }),
          memLevel: fc.integer({ min: 1, max: 9 }),
          strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY),
        }),
        async (messages, options) => {
          const inflater = new Inflater(KEEP);
          const said = (await compressed([...messages, ...messages], options)).map((piece) => inflater.push(piece));
          expect(said.map((one) => one && Buffer.from(one.bytes).toString('base64'))).toEqual(
            [...messages, ...messages].map((one) => Buffer.from(one).toString('base64')),
          );
        },
      ),
      { seed: 1951, numRuns: 40 },
    );
  });

  test('the same, however the bytes are split', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(), { maxLength: 9 }),
        async (messages, cuts) => {
          const whole = concatBytes(await compressed(messages, {}));
          const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].toSorted((a, b) => a - b);
          const inflater = new Inflater(KEEP);
          const parts = [0, ...places].map((from, i) => inflater.push(whole.slice(from, places[i] ?? whole.length)));
          expect(
            Buffer.from(concatBytes(parts.map((part) => part?.bytes ?? new Uint8Array(0)))).equals(
              Buffer.from(concatBytes(messages)),
            ),
          ).toBe(true);
        },
      ),
      { seed: 7692, numRuns: 40 },
    );
  });

  test('only the beginning of what is long, its length in full', () => {
    expect(new Inflater(3).push(deflateRawSync(encodeUtf8('Hello, hello')))).toEqual({
      bytes: encodeUtf8('Hel'),
      length: 12,
    });
  });
});

describe('The observer’s inflater never throws, and', () => {
  test('says nothing of bytes that are no DEFLATE, nor of what follows them', () => {
    const inflater = new Inflater(KEEP);
    expect(inflater.push(bytes('07 ff ff ff'))).toBeUndefined();
    expect(inflater.push(deflateRawSync(encodeUtf8('Hello')))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => void new Inflater(10).push(any)),
      { seed: 2, numRuns: 500 },
    );
  });

  test('gives up on a bomb', () => {
    const inflater = new Inflater(10);
    const bomb = deflateRawSync(new Uint8Array(40 * 2 ** 20));
    expect(bomb.length).toBeLessThan(50_000);
    expect(inflater.push(bomb)).toBeUndefined();
  });
});
