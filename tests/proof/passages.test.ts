import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PassageReader, type Passages } from '../../src/proof/passages.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const textOf = (pieces: readonly Uint8Array[]): readonly string[] =>
  pieces.map((piece) => Buffer.from(piece).toString('latin1'));

interface Conversation {
  readonly request: string;
  readonly response: string;
}

/** What both readers give for the whole of each direction, cut into chunks of this size. */
function readAll(
  { request, response }: Conversation,
  size = Infinity,
): { readonly sent: readonly string[]; readonly received: readonly string[]; readonly passages: Passages } {
  const passages: Passages = { all: [], answered: 0 };
  const through = (direction: 'request' | 'response', bytes: string): readonly string[] => {
    const reader = new PassageReader(direction, passages);
    const whole: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += size) whole.push(...reader.push(latin1(bytes.slice(at, at + size))));
    return textOf([...whole, reader.rest()].filter(({ length }) => length > 0));
  };
  return { sent: through('request', request), received: through('response', response), passages };
}

const handshake: Conversation = {
  request: 'GET /chat HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\n\r\n',
  response: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n',
};
const conversations: Readonly<Record<string, Conversation>> = {
  'a body of known length': {
    request: 'POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello',
    response: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi',
  },
  'no body': { request: 'HEAD /a HTTP/1.1\r\n\r\n', response: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n' },
  'two after one another': {
    request: 'GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n',
    response:
      'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb',
  },
  'chunks, and a trailer': {
    request: 'GET /a HTTP/1.1\r\n\r\n',
    response: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n4\r\nfour\r\n0\r\nDigest: x\r\n\r\n',
  },
  'a body until the end': {
    request: 'GET /a HTTP/1.0\r\n\r\n',
    response: 'HTTP/1.0 200 OK\r\n\r\nas long as it takes',
  },
  frames: {
    request: `${handshake.request}\x81\x82....ab\x89\x80....`,
    response: `${handshake.response}\x01\x02he\x80\x03llo`,
  },
  'a protocol of its own': { request: 'HELO there\r\nHOW ARE YOU\r\n', response: 'Fine, thanks\r\n' },
};

describe('A reader of passages', () => {
  test.each(Object.entries(conversations))(
    'changes and loses no byte of %s, and notes the same however it is cut',
    (_, conversation) => {
      const whole = readAll(conversation);
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 90 }), (size) => {
          const cut = readAll(conversation, size);
          expect(cut.sent.join('')).toBe(conversation.request);
          expect(cut.received.join('')).toBe(conversation.response);
          const endsOf = ({ passages }: typeof cut): unknown =>
            passages.all.map(({ body, ...passage }) => ({ ...passage, body: body.at(-1) }));
          expect(endsOf(cut)).toEqual(endsOf(whole));
        }),
        { seed: 1, numRuns: 40 },
      );
    },
  );

  test('gives each message at once, whatever chunks it comes in', () => {
    for (const size of [1, 7, Infinity]) {
      expect(readAll(conversations['chunks, and a trailer']!, size).received).toEqual([
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
        '3\r\none\r\n',
        '4\r\nfour\r\n',
        '0\r\nDigest: x\r\n\r\n',
      ]);
      expect(readAll(conversations['frames']!, size)).toMatchObject({
        sent: [handshake.request, '\x81\x82....ab', '\x89\x80....'],
        received: [handshake.response, '\x01\x02he', '\x80\x03llo'],
      });
    }
  });

  test('knows where requests, answers, pieces of bodies and messages end', () => {
    const { request, response } = conversations['frames']!;
    expect(readAll(conversations['frames']!).passages).toEqual({
      all: [
        {
          method: 'GET',
          target: '/chat',
          requestEnd: handshake.request.length,
          headEnd: handshake.response.length,
          body: [],
          sent: [request.length - 6],
          received: [response.length],
        },
      ],
      answered: 1,
    });
    const [first, second] = readAll(conversations['two after one another']!).passages.all;
    expect(first).toMatchObject({ target: '/a', body: [] });
    expect(second).toMatchObject({
      target: '/b',
      body: [{ length: 1, offset: conversations['two after one another']!.response.length }],
    });
  });

  test('keeps nobody waiting for the end of what is no HTTP, or too long to wait for', () => {
    expect(readAll(conversations['a protocol of its own']!).sent).toEqual([
      conversations['a protocol of its own']!.request,
    ]);
    const reader = new PassageReader('request', { all: [], answered: 0 });
    reader.push(latin1(handshake.request));
    const frame = latin1(`\x82\x7f\0\0\0\0\x7f\xff\xff\xff${'x'.repeat(2 ** 20)}`);
    expect(textOf(reader.push(frame)).join('')).toHaveLength(frame.length);
  });
});
