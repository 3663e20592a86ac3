import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { acceptFor } from '../../../src/lab/wire/accept.ts';
import { concatBytes, encodeLatin1, encodeUtf8 } from '../../../src/lab/wire/bytes.ts';
import { WireDecoder, type Direction, type WireRecord } from '../../../src/lab/wire/decoder.ts';
import { explainFrame, explainHead, explainPayload, savingText } from '../../../src/lab/wire/explain.ts';
import { textOf } from '../../../src/lab/said.ts';
import { wordsOf } from '../../../src/words/words.ts';
import { applyMask, parseFrame } from '../../../src/lab/wire/frame.ts';
import { sha1 } from '../../../src/lab/wire/sha1.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.split(' '), (pair) => Number.parseInt(pair, 16));
const upgrade = {
  c2s: encodeLatin1('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n'),
  s2c: encodeLatin1('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n'),
};

/** What comes after the handshake. */
function frames(dir: Direction, ...chunks: Uint8Array[]): WireRecord[] {
  const decoder = new WireDecoder();
  decoder.push('c2s', upgrade.c2s);
  decoder.push('s2c', upgrade.s2c);
  return chunks.flatMap((chunk) => decoder.push(dir, chunk));
}

/** A frame by the book, written without any code of the decoder's. */
function frame({
  fin = true,
  opcode = 1,
  payload = new Uint8Array(0),
  key,
}: {
  fin?: boolean;
  opcode?: number;
  payload?: Uint8Array;
  key?: Uint8Array | undefined;
}): Uint8Array {
  const long = payload.length > 65_535 ? 127 : payload.length > 125 ? 126 : payload.length;
  const length = new DataView(new ArrayBuffer(long === 127 ? 8 : long === 126 ? 2 : 0));
  if (long === 127) length.setBigUint64(0, BigInt(payload.length));
  if (long === 126) length.setUint16(0, payload.length);
  return concatBytes([
    Uint8Array.of((fin ? 128 : 0) | opcode, (key ? 128 : 0) | long),
    new Uint8Array(length.buffer),
    key ?? new Uint8Array(0),
    key ? payload.map((byte, i) => byte ^ (key[i % 4] ?? 0)) : payload,
  ]);
}

describe('The wire decoder reads the examples of RFC 6455, section 5.7:', () => {
  test('a text message in one unmasked frame', () => {
    expect(frames('s2c', bytes('81 05 48 65 6c 6c 6f'))).toMatchObject([
      { kind: 'frame', fin: true, op: 'text', masked: false, payloadLength: 5, text: 'Hello', length: 7 },
    ]);
  });
  test('a text message in one masked frame', () => {
    expect(frames('c2s', bytes('81 85 37 fa 21 3d 7f 9f 4d 51 58'))).toMatchObject([
      { op: 'text', masked: true, maskingKey: bytes('37 fa 21 3d'), text: 'Hello', header: bytes('81 85 37 fa 21 3d') },
    ]);
  });
  test('a text message in two unmasked fragments', () => {
    expect(frames('s2c', bytes('01 03 48 65 6c'), bytes('80 02 6c 6f'))).toMatchObject([
      { op: 'text', fin: false, text: 'Hel' },
      { op: 'continuation', fin: true, text: 'lo' },
    ]);
  });
  test('an unmasked ping and its masked answer', () => {
    expect(frames('s2c', bytes('89 05 48 65 6c 6c 6f'))).toMatchObject([
      { op: 'ping', payload: bytes('48 65 6c 6c 6f'), text: undefined },
    ]);
    expect(frames('c2s', bytes('8a 85 37 fa 21 3d 7f 9f 4d 51 58'))).toMatchObject([
      { op: 'pong', payload: bytes('48 65 6c 6c 6f') },
    ]);
  });
  test('256 bytes of binary in one unmasked frame', () => {
    expect(frames('s2c', concatBytes([bytes('82 7e 01 00'), new Uint8Array(256).fill(7)]))).toMatchObject([
      { op: 'binary', payloadLength: 256, header: bytes('82 7e 01 00'), length: 260 },
    ]);
  });
  test('64 KiB of binary in one unmasked frame', () => {
    expect(frames('s2c', concatBytes([bytes('82 7f 00 00 00 00 00 01 00 00'), new Uint8Array(65_536)]))).toMatchObject([
      { op: 'binary', payloadLength: 65_536, length: 65_546 },
    ]);
  });
  test('the handshake of section 1.3', () => {
    expect(acceptFor('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });
});

describe('The wire decoder reads the examples of RFC 7692, section 7.2.3, where the server has agreed to compress:', () => {
  const agreed = encodeLatin1(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n',
  );
  const answers = (head: Uint8Array, ...chunks: string[]): WireRecord[] => {
    const decoder = new WireDecoder();
    decoder.push('c2s', upgrade.c2s);
    decoder.push('s2c', head);
    return chunks.flatMap((chunk) => decoder.push('s2c', bytes(chunk)));
  };
  const inflated = (text: string) => ({ bytes: encodeUtf8(text), length: text.length });

  test('a message in one frame, then the same again in five bytes', () => {
    expect(answers(agreed, 'c1 07 f2 48 cd c9 c9 07 00', 'c1 05 f2 00 11 00 00')).toMatchObject([
      { compressed: true, text: 'Hello', inflated: inflated('Hello'), payloadLength: 7 },
      { compressed: true, text: 'Hello', inflated: inflated('Hello'), payloadLength: 5 },
    ]);
  });
  test('a message in two fragments, of which only the first says that it is compressed', () => {
    const [first, second] = answers(agreed, '41 03 f2 48 cd', '80 04 c9 c9 07 00');
    expect([first, second]).toMatchObject([
      { compressed: true, rsv: 4, fin: false, text: '' },
      { compressed: true, rsv: 0, fin: true, text: 'Hello' },
    ]);
    expect(second?.kind === 'frame' && explainFrame(second)[1]).toMatchObject({
      sent: '000',
      meaning: { message: 'rsv-continued' },
    });
  });
  test('a message that is not compressed between those that are', () => {
    expect(answers(agreed, 'c1 07 f2 48 cd c9 c9 07 00', '81 02 48 69', 'c1 05 f2 00 11 00 00')).toMatchObject([
      { text: 'Hello' },
      { compressed: false, text: 'Hi', inflated: undefined },
      { text: 'Hello' },
    ]);
  });
  test('where nothing was agreed, RSV1 means nothing', () => {
    const [frame] = answers(upgrade.s2c, 'c1 02 48 69');
    expect(frame).toMatchObject({ compressed: false, inflated: undefined });
    expect(frame?.kind === 'frame' && explainFrame(frame)[1]?.meaning).toEqual({ message: 'rsv-unknown' });
  });
  test('what cannot be inflated is said to be so, and the frames go on', () => {
    expect(answers(agreed, 'c1 03 07 ff ff', '88 02 03 e8')).toMatchObject([
      { compressed: true, inflated: undefined, text: undefined },
      { op: 'close', code: 1000 },
    ]);
  });
});

const anyFrame = fc.record({
  fin: fc.boolean(),
  opcode: fc.constantFrom(0, 1, 2, 8, 9, 10, 3),
  payload: fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ minLength: 65_530, maxLength: 65_540 })),
  key: fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 }), { nil: undefined }),
});
const text = fc.string({ unit: 'binary', maxLength: 60 });
const chunked = (parts: readonly Uint8Array[]): Uint8Array =>
  concatBytes([
    ...parts.flatMap((part) =>
      part.length > 0 ? [encodeLatin1(`${part.length.toString(16)}\r\n`), part, encodeLatin1('\r\n')] : [],
    ),
    encodeLatin1('0\r\n\r\n'),
  ]);
const response = fc.oneof(
  text.map((body) =>
    concatBytes([
      encodeLatin1(`HTTP/1.1 200 OK\r\nContent-Length: ${encodeUtf8(body).length}\r\n\r\n`),
      encodeUtf8(body),
    ]),
  ),
  fc
    .array(text, { maxLength: 5 })
    .map((parts) =>
      concatBytes([
        encodeLatin1('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'),
        chunked(parts.map(encodeUtf8)),
      ]),
    ),
  fc.constant(encodeLatin1('HTTP/1.1 204 No Content\r\n\r\n')),
);

/** The same bytes, cut somewhere else. */
function split(whole: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...places].map((from, i) => whole.slice(from, places[i] ?? whole.length));
}

describe('However the bytes are split, the decoder gives the same records', () => {
  const cuts = fc.array(fc.nat(), { maxLength: 12 });
  const read = (dir: Direction, chunks: readonly Uint8Array[], before: readonly Uint8Array[] = []): WireRecord[] => {
    const decoder = new WireDecoder();
    for (const chunk of before) decoder.push(dir === 'c2s' ? 's2c' : 'c2s', chunk);
    return [...chunks.flatMap((chunk) => decoder.push(dir, chunk)), ...decoder.finish(dir)];
  };
  /** Vitest compares arrays of bytes one by one, which takes it minutes: it is asked only where it has a difference to show. */
  const expectSame = (records: readonly WireRecord[], others: readonly WireRecord[]): void => {
    if (!isDeepStrictEqual(records, others)) expect(records).toEqual(others);
  };

  test('of frames after a handshake', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 5 }), cuts, (list, places) => {
        const whole = concatBytes([upgrade.c2s, ...list.map(frame)]);
        const records = read('c2s', [whole]);
        expect(records).toHaveLength(list.length + 1);
        expectSame(read('c2s', split(whole, places)), records);
      }),
      { seed: 6455, numRuns: 150 },
    );
  });
  test('of heads and bodies, one after the other', () => {
    fc.assert(
      fc.property(fc.array(response, { minLength: 1, maxLength: 4 }), cuts, (list, places) => {
        const whole = concatBytes(list);
        const asked = list.map(() => encodeLatin1('GET / HTTP/1.1\r\n\r\n'));
        const records = read('s2c', [whole], asked);
        expect(records.filter(({ kind }) => kind === 'response')).toHaveLength(list.length);
        expectSame(read('s2c', split(whole, places), asked), records);
      }),
      { seed: 9112, numRuns: 200 },
    );
  });
  test('but for bytes that are anything at all, of which nothing is lost, and it never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), cuts, (whole, places) => {
        const records = read('s2c', split(whole, places));
        expect(records.reduce((sum, { length }) => sum + length, 0)).toBe(whole.length);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('Bytes of a protocol that is neither HTTP nor WebSocket', () => {
  test('are shown as they come, with what they say', () => {
    const decoder = new WireDecoder();
    expect(decoder.push('s2c', encodeLatin1('220 ready\r\n'))).toMatchObject([
      { kind: 'raw', length: 11, text: '220 ready\r\n' },
    ]);
    expect(decoder.push('c2s', encodeLatin1('EHLO me\r\n'))).toMatchObject([{ kind: 'raw', text: 'EHLO me\r\n' }]);
    expect(decoder.push('c2s', Uint8Array.of(0xff, 1))).toMatchObject([{ kind: 'raw', length: 2, text: undefined }]);
    expect(decoder.finish('c2s')).toEqual([]);
  });

  test('are shown at the end of the connection where until then they could have become a request', () => {
    const decoder = new WireDecoder();
    expect(decoder.push('c2s', encodeLatin1('PING'))).toEqual([]);
    expect(decoder.finish('c2s')).toMatchObject([{ kind: 'raw', text: 'PING' }]);
  });
});

describe('A response', () => {
  test('to HEAD has no body, whatever its length says', () => {
    const decoder = new WireDecoder();
    decoder.push('c2s', encodeLatin1('HEAD / HTTP/1.1\r\n\r\n'));
    const records = decoder.push(
      's2c',
      encodeLatin1('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'),
    );
    expect(records.map((record) => record.kind === 'response' && record.line)).toEqual([
      'HTTP/1.1 200 OK',
      'HTTP/1.1 404 Not Found',
    ]);
  });
  test('without length or chunks lasts until the connection ends', () => {
    const decoder = new WireDecoder();
    decoder.push('c2s', encodeLatin1('GET / HTTP/1.1\r\n\r\n'));
    expect(decoder.push('s2c', encodeLatin1('HTTP/1.1 200 OK\r\n\r\nall of '))).toHaveLength(1);
    expect(decoder.push('s2c', encodeLatin1('this'))).toEqual([]);
    expect(decoder.finish('s2c')).toMatchObject([{ kind: 'body', text: 'all of this' }]);
  });
});

describe('A payload', () => {
  test('is unmasked by the same operation that masked it', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        (payload, key) => void expect(applyMask(applyMask(payload, key), key)).toEqual(payload),
      ),
      { seed: 2 },
    );
  });
  test('is kept only at its beginning, its length in full', () => {
    expect(frames('s2c', frame({ payload: new Uint8Array(3000) }))).toMatchObject([
      { payloadLength: 3000, payload: new Uint8Array(1024) },
    ]);
  });
});

describe('SHA-1', () => {
  test('is that of Node for messages of every length around a block', () => {
    for (let length = 0; length < 200; length++) {
      const message = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
      expect(Buffer.from(sha1(message)).toString('hex')).toBe(createHash('sha1').update(message).digest('hex'));
    }
  });
});

const english = (said: unknown): string => textOf(said, wordsOf('en').fill);

describe('A frame is explained', () => {
  const hello = parseFrame(bytes('81 85 37 fa 21 3d 7f 9f 4d 51 58'), 1024)?.frame;
  test('from its first bit on: the bits of the two first bytes and the key, in their order, are its header', () => {
    const fields = hello ? explainFrame(hello) : [];
    expect(fields.map(({ name }) => english(name))).toEqual([
      'FIN',
      'RSV1–3',
      'Opcode',
      'MASK',
      'Length',
      'Masking key',
    ]);
    expect(
      fields
        .slice(0, 5)
        .map(({ sent }) => sent)
        .join(''),
    ).toBe((0x8185).toString(2));
    expect(fields.at(-1)?.sent).toBe('37 fa 21 3d');
  });
  test('byte for byte: sent XOR key is what was meant', () => {
    const first = hello && explainPayload(hello, 1)[0];
    expect(first).toEqual({ sent: '7f', key: '37', plain: '48', character: 'H' });
  });
  test('with its extended length where it has one', () => {
    const long = parseFrame(frame({ payload: new Uint8Array(300) }), 10)?.frame;
    expect(long && explainFrame(long)).toContainEqual({
      name: { message: 'frame-extended-length' },
      sent: '01 2c',
      unit: 'bytes',
      meaning: { message: 'bytes-of-payload', values: { n: 300 } },
    });
  });
});

describe('What compression saved is said', () => {
  test.each([
    [25, 280, '25 bytes on the wire, 280 bytes once inflated: 91 % saved.'],
    [7, 5, '7 bytes on the wire, 5 bytes once inflated: there was nothing to save.'],
    [1, 0, '1 byte on the wire, 0 bytes once inflated.'],
  ])('%i bytes for %i', (sent, meant, text) => {
    expect(english(savingText(sent, meant))).toBe(text);
  });
});

describe('A handshake is explained', () => {
  test('with what was offered, and what was taken', () => {
    const [request, response] = (['GET / HTTP/1.1', 'HTTP/1.1 101 Switching Protocols'] as const).map(
      (line) =>
        explainHead({ line, headers: [['Sec-WebSocket-Extensions', 'permessage-deflate']], length: 0 }, undefined)[1]
          ?.note,
    );
    expect(english(request)).toMatch(/^an offer/);
    expect(english(response)).toMatch(/^taken/);
  });
  const answer = (accept: string) => ({
    line: 'HTTP/1.1 101 Switching Protocols',
    headers: [['Sec-WebSocket-Accept', accept]] as const,
    length: 0,
  });
  test('with the rule that makes the answer of the key, and whether it is right', () => {
    const note = (accept: string) => english(explainHead(answer(accept), 'dGhlIHNhbXBsZSBub25jZQ==')[1]?.note);
    expect(note('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')).toContain('it is right');
    expect(note('wrong')).toContain('it is wrong');
  });
});
