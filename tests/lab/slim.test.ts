import { createRequire } from 'node:module';
import { StringDecoder as NodeStringDecoder } from 'node:string_decoder';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as base64 from '../../src/lab/node/slim/base64.ts';
import { codes } from '../../src/lab/node/slim/errors.ts';
import * as ieee754 from '../../src/lab/node/slim/ieee754.ts';
import { StringDecoder } from '../../src/lab/node/slim/string-decoder.ts';

const require = createRequire(import.meta.url);

describe('The small stand-ins do what the originals do:', () => {
  test('Base64, there and back, also in its form for addresses', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(base64.fromByteArray(bytes)).toBe(text);
        expect(Buffer.from(base64.toByteArray(text)).equals(bytes)).toBe(true);
        expect(Buffer.from(base64.toByteArray(text.replaceAll('+', '-').replaceAll('/', '_'))).equals(bytes)).toBe(
          true,
        );
      }),
      { seed: 64, numRuns: 60 },
    );
  });

  test('numbers of four and eight bytes, in both orders', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.boolean(), (value, little) => {
        const [ours, theirs] = [new Uint8Array(8), Buffer.alloc(8)];
        ieee754.write(ours, value, 0, little, 52, 8);
        if (little) theirs.writeDoubleLE(value);
        else theirs.writeDoubleBE(value);
        expect(Buffer.from(ours).equals(theirs)).toBe(true);
        expect(ieee754.read(ours, 0, little, 52, 8)).toBe(value);
        expect(ieee754.read(ours, 0, little, 23, 4)).toEqual(little ? theirs.readFloatLE() : theirs.readFloatBE());
      }),
      { seed: 754 },
    );
  });

  test('text whose characters come in pieces', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.nat({ max: 40 }),
        fc.constantFrom('utf8', 'utf16le', 'hex'),
        (text, cut, encoding: BufferEncoding) => {
          const bytes = Buffer.from(text, encoding === 'hex' ? 'utf8' : encoding);
          const [ours, theirs] = [new StringDecoder(encoding), new NodeStringDecoder(encoding)];
          const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)];
          expect(pieces.map((piece) => ours.write(piece)).join('') + ours.end()).toBe(
            pieces.map((piece) => theirs.write(piece)).join('') + theirs.end(),
          );
        },
      ),
      { seed: 3629 },
    );
  });

  test('errors of streams, word for word', () => {
    const original = (
      require('readable-stream/lib/ours/errors.js') as { codes: Record<string, new (...args: unknown[]) => Error> }
    ).codes;
    for (const code of [
      'ERR_METHOD_NOT_IMPLEMENTED',
      'ERR_MULTIPLE_CALLBACK',
      'ERR_STREAM_ALREADY_FINISHED',
      'ERR_STREAM_CANNOT_PIPE',
      'ERR_STREAM_DESTROYED',
      'ERR_STREAM_NULL_VALUES',
      'ERR_STREAM_PREMATURE_CLOSE',
      'ERR_STREAM_PUSH_AFTER_EOF',
      'ERR_STREAM_UNSHIFT_AFTER_END_EVENT',
      'ERR_STREAM_WRITE_AFTER_END',
      'ERR_UNKNOWN_ENCODING',
    ]) {
      const [Ours, Theirs] = [codes[code], original[code]];
      if (!Ours || !Theirs) throw new Error(`${code} is missing`);
      const takes = /%/.test(new Ours('%').message) ? ['x'] : [];
      const [ours, theirs] = [new Ours(...takes), new Theirs(...takes)];
      expect([ours.message, (ours as Error & { code: string }).code, ours instanceof TypeError]).toEqual([
        theirs.message,
        code,
        theirs instanceof TypeError,
      ]);
    }
  });
});
