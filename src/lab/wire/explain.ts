import { count, plural } from '../../text/count.ts';
import { acceptFor, KEY_SUFFIX } from './accept.ts';
import { applyMask, opcodeName, type Frame } from './frame.ts';
import { bits, hex } from './bytes.ts';
import type { HttpHead } from './http-parser.ts';

/** One field of a frame: its name, its bits or bytes, and their meaning. */
export interface FrameField {
  readonly name: string;
  /** Bits (`1`, `0001`) or bytes (`f8 b8 e5 94`) as sent. */
  readonly sent: string;
  readonly unit: 'bits' | 'bytes';
  readonly meaning: string;
}

/** One payload byte: as sent, the masking key byte, unmasked, and the character if there is one. */
export interface PayloadByte {
  readonly sent: string;
  readonly key: string | undefined;
  readonly plain: string;
  readonly character: string;
}

const OPCODE_MEANINGS: Readonly<Record<ReturnType<typeof opcodeName>, string>> = {
  continuation: 'goes on with the message before it',
  text: 'text, in UTF-8',
  binary: 'bytes, whatever they mean',
  close: 'goodbye: this side will send no more',
  ping: 'are you still there?',
  pong: 'still here: the answer to a ping',
  reserved: 'nobody has said yet what this means',
};

/** Close codes (RFC 6455, section 7.4.1). */
const CLOSE_CODES: Readonly<Record<number, string>> = {
  1000: 'all done',
  1001: 'going away: a tab closed, a server shutting down',
  1002: 'the other side broke the protocol',
  1003: 'got a kind of data it cannot take',
  1007: 'got text that is not UTF-8',
  1008: 'got something its rules do not allow',
  1009: 'got a message too big for it',
  1010: 'wanted an extension the server did not offer',
  1011: 'the server ran into something unexpected',
};

/** The meaning of a close code. */
export const closeMeaning = (code: number): string =>
  CLOSE_CODES[code] ??
  (code >= 4000
    ? 'a code of the application’s own'
    : code >= 3000
      ? 'a code of a library’s own'
      : 'a code nobody has said the meaning of');

/** Explains a frame field by field (RFC 6455, section 5.2). */
export function explainFrame(frame: Frame & { readonly compressed?: boolean }): FrameField[] {
  const [first = 0, second = 0] = frame.header;
  const opcode = opcodeName(frame.opcode);
  const short = second & 0x7f;
  const fields: FrameField[] = [
    {
      name: 'FIN',
      sent: bits(first).slice(0, 1),
      unit: 'bits',
      meaning: frame.fin ? 'the last frame of its message' : 'more frames of this message follow',
    },
    { name: 'RSV1–3', sent: bits(first).slice(1, 4), unit: 'bits', meaning: rsvMeaning(frame) },
    {
      name: 'Opcode',
      sent: bits(first).slice(4),
      unit: 'bits',
      meaning: `${frame.opcode}, ${opcode}: ${OPCODE_MEANINGS[opcode]}`,
    },
    {
      name: 'MASK',
      sent: bits(second).slice(0, 1),
      unit: 'bits',
      meaning: frame.masked
        ? 'masked, as everything a client sends must be'
        : 'not masked, as nothing a server sends may be',
    },
    { name: 'Length', sent: bits(second).slice(1), unit: 'bits', meaning: lengthMeaning(short, frame.payloadLength) },
  ];
  if (short >= 126) {
    const size = short === 126 ? 2 : 8;
    fields.push({
      name: 'Extended length',
      sent: hex(frame.header.slice(2, 2 + size)),
      unit: 'bytes',
      meaning: `${count(frame.payloadLength, 'byte')} of payload`,
    });
  }
  if (frame.maskingKey)
    fields.push({
      name: 'Masking key',
      sent: hex(frame.maskingKey),
      unit: 'bytes',
      meaning: 'four random bytes, new for every frame; the payload is XORed with them, over and over',
    });
  return fields;
}

function rsvMeaning({ rsv, opcode, compressed = false }: Frame & { readonly compressed?: boolean }): string {
  if (compressed && opcode === 0) return 'of a compressed message, only the first frame says so';
  if (compressed) return 'RSV1: the message is compressed (permessage-deflate)';
  return rsv === 0
    ? 'kept free for extensions, none in use here'
    : 'in use, though no extension was agreed that gives it a meaning';
}

/** How much compression saved, in words. Both in bytes. */
export function savingText(sent: number, meant: number): string {
  const less = Math.round((1 - sent / meant) * 100);
  const saving = meant === 0 ? '' : less > 0 ? `: ${less} % saved` : ': there was nothing to save';
  return `${inBytes(sent)} on the wire, ${inBytes(meant)} once inflated${saving}.`;
}

const inBytes = (bytes: number): string => `${bytes.toLocaleString('en')} ${plural(bytes, 'byte')}`;

const lengthMeaning = (short: number, length: number): string =>
  short === 126
    ? '126: the real length is in the next 2 bytes'
    : short === 127
      ? '127: the real length is in the next 8 bytes'
      : `${count(length, 'byte')} of payload`;

/** The first bytes of a payload, masked and unmasked. */
export function explainPayload(frame: Frame, limit: number): PayloadByte[] {
  const plain = frame.payload.slice(0, limit);
  const sent = frame.maskingKey ? applyMask(plain, frame.maskingKey) : plain;
  return Array.from(plain, (byte, i) => ({
    sent: hex(sent.slice(i, i + 1)),
    key: frame.maskingKey && hex(frame.maskingKey.slice(i & 3, (i & 3) + 1)),
    plain: hex(plain.slice(i, i + 1)),
    character: frame.opcode <= 1 && byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte === 0x20 ? '␣' : '·',
  }));
}

/** One line of an HTTP head and its purpose. */
export interface HeadLine {
  readonly text: string;
  readonly note: string | undefined;
}

const HEADER_NOTES: Readonly<Record<string, string>> = {
  host: 'the server that is meant, by name and port',
  connection: 'whether the connection stays open, and in which role',
  upgrade: 'which protocol to go on with on this connection',
  origin: 'the page that asks: a server may refuse strangers',
  'sec-websocket-version': 'the version of the protocol; 13 is the only one in use',
  'sec-websocket-protocol': 'the languages the program speaks on top; the server picks one',
  'user-agent': 'which browser this is',
  'sec-ch-ua': 'the same, in short',
  'sec-ch-ua-platform': 'what system it runs on',
  'sec-ch-ua-mobile': 'whether it is a phone',
  'accept-encoding': 'the compressions the browser understands',
  'accept-language': 'the languages the reader prefers',
  'cache-control': 'whether a stored answer would do',
  pragma: 'the same, for very old caches',
  'content-type': 'what kind of thing the body is',
  'content-length': 'how many bytes the body has',
  'transfer-encoding': 'the body comes in chunks, each with its own length: nobody knows yet how long it will be',
  'access-control-allow-origin': 'which pages of other origins may read the answer',
  'access-control-request-method': 'what the page would like to send',
  'access-control-request-headers': 'the headers it would like to set',
  'access-control-allow-headers': 'the headers a page of another origin may set',
  'access-control-allow-methods': 'the methods it may use',
  'last-event-id': 'the last event the browser saw, so that the server can go on after it',
  'keep-alive': 'how long the server waits for the next request on this connection',
  date: 'when the answer was made',
  accept: 'the kinds of answer the program can use',
  referer: 'the page that asks',
  'sec-fetch-site': 'how far the asking page is from this server',
  'sec-fetch-mode': 'what rules the browser applies to the answer',
  'sec-fetch-dest': 'what the answer is for',
};

/**
 * Explains an HTTP head line by line. `requestKey`: the `Sec-WebSocket-Key` of the request, to show how the accept
 * value is derived from it.
 */
export function explainHead(head: HttpHead, requestKey: string | undefined): HeadLine[] {
  return [
    { text: head.line, note: startLineNote(head.line) },
    ...head.headers.map(([name, value]) => ({
      text: `${name}: ${value}`,
      note: headerNote(name.toLowerCase(), value, head.line.startsWith('HTTP/'), requestKey),
    })),
  ];
}

function startLineNote(line: string): string | undefined {
  const [method, path] = line.split(' ');
  if (line.includes(' 101 ')) return 'agreed: from the next byte on, both speak WebSocket';
  const status = /^HTTP\/\S+ (\d)/.exec(line)?.[1];
  if (status !== undefined)
    return {
      1: 'not the answer yet',
      2: 'here it is',
      3: 'look elsewhere',
      4: 'something is wrong with the request',
      5: 'something is wrong with the server',
    }[status];
  if (method === 'OPTIONS') return 'a question before the request: may this page send it?';
  return `${method === 'GET' ? 'give me' : method} ${path ?? ''}, an ordinary HTTP request so far`;
}

function headerNote(
  name: string,
  value: string,
  isAnswer: boolean,
  requestKey: string | undefined,
): string | undefined {
  if (name === 'sec-websocket-extensions')
    return isAnswer
      ? 'taken: from here on, messages may be compressed'
      : 'an offer: messages could be compressed; the server takes it, or says nothing of it';
  if (name === 'sec-websocket-key')
    return 'sixteen random bytes, written in Base64: the server must show that it understood';
  if (name !== 'sec-websocket-accept') return Object.hasOwn(HEADER_NOTES, name) ? HEADER_NOTES[name] : undefined;
  if (requestKey === undefined) return 'made from the client’s key: proof that this server speaks WebSocket';
  const right = acceptFor(requestKey) === value;
  return `Base64 of SHA-1 of “${requestKey}” followed by “${KEY_SUFFIX}”: ${right ? 'it is right, so this server speaks WebSocket' : 'it is wrong, and the browser hangs up'}`;
}
