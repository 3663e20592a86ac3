import { concatBytes, decodeUtf8, decodeUtf8Lossy } from './bytes.ts';
import { applyMask, opcodeName, parseFrame, type Frame, type OpcodeName } from './frame.ts';
import { HttpParser, headerValue, statusOf, type HttpHead } from './http-parser.ts';
import { Inflater, type Inflated } from './inflate.ts';

/** Client to server, or server to client. */
export type Direction = 'c2s' | 's2c';

/** A decoded unit of one direction. */
export type WireRecord = ({ readonly kind: 'request' | 'response' } & HttpHead) | BodyRecord | FrameRecord | RawRecord;

/** Bytes that are neither HTTP nor WebSocket, as they were sent. */
export interface RawRecord {
  readonly kind: 'raw';
  readonly length: number;
  readonly payload: Uint8Array;
  /** What they say, if they are valid UTF-8. */
  readonly text: string | undefined;
}

/** A chunk of a chunked body, or a complete body of known length. */
export interface BodyRecord {
  readonly kind: 'body';
  readonly chunked: boolean;
  /** Bytes of the content, without framing. */
  readonly payloadLength: number;
  readonly payload: Uint8Array;
  /** The content, if it is valid UTF-8. */
  readonly text: string | undefined;
  /** Bytes on the wire. */
  readonly length: number;
}

export interface FrameRecord extends Frame {
  readonly kind: 'frame';
  readonly op: OpcodeName;
  /** Bytes on the wire: header and payload. */
  readonly length: number;
  /** Whether the message is compressed (RFC 7692); if so, the start of the inflated payload and its full length. */
  readonly compressed: boolean;
  readonly inflated: Inflated | undefined;
  /** The text of a text frame, inflated if compressed, if the frame alone is valid UTF-8. */
  readonly text: string | undefined;
  /** For a close frame: its code, if it has one, and its reason. */
  readonly code: number | undefined;
  readonly reason: string | undefined;
}

/** Bytes of a payload that are kept for display. */
const KEPT_BYTES = 1024;

/**
 * Passively decodes both directions of one connection: bytes in, records out. It has no side effects and never throws;
 * any split of the bytes gives the same records, but for bytes of a protocol that it does not know, where nobody can
 * tell what belongs together: those are records as they come.
 */
export class WireDecoder {
  readonly #directions: Readonly<Record<Direction, DirectionDecoder>>;

  /** `keep`: bytes to keep of each payload. */
  constructor(keep: number = KEPT_BYTES) {
    const talk: Talk = { methods: [], compresses: false };
    this.#directions = {
      c2s: new DirectionDecoder('request', talk, keep),
      s2c: new DirectionDecoder('response', talk, keep),
    };
  }

  /** Returns the records that these bytes complete. */
  push(direction: Direction, bytes: Uint8Array): WireRecord[] {
    return this.#directions[direction].push(bytes);
  }

  /** Ends this direction. Returns the records that end with the connection. */
  finish(direction: Direction): WireRecord[] {
    return this.#directions[direction].finish();
  }
}

/** State shared by both directions of a connection. */
interface Talk {
  /** Methods of the unanswered requests: a response to HEAD has no body. */
  readonly methods: string[];
  /** The server has agreed to permessage-deflate. */
  compresses: boolean;
}

class DirectionDecoder {
  readonly #kind: 'request' | 'response';
  readonly #talk: Talk;
  readonly #keep: number;
  readonly #http: HttpParser;
  #mode: 'http' | 'frames' | 'raw' = 'http';
  #buffer: Uint8Array = new Uint8Array(0);
  #records: WireRecord[] = [];
  #body: { pieces: Uint8Array[]; length: number } = { pieces: [], length: 0 };
  #message: { text: boolean; compressed: boolean } = { text: false, compressed: false };
  readonly #inflater: Inflater;

  constructor(kind: 'request' | 'response', talk: Talk, keep: number) {
    this.#kind = kind;
    this.#talk = talk;
    this.#keep = keep;
    this.#inflater = new Inflater(keep);
    this.#http = new HttpParser(kind, {
      head: (head) => this.#head(head),
      body: (bytes, chunked, length) =>
        chunked ? this.#records.push(this.#bodyRecord(bytes, true, length)) : this.#collect(bytes),
      end: () => this.#endBody(),
      malformed: () => (this.#mode = 'raw'),
    });
  }

  push(bytes: Uint8Array): WireRecord[] {
    const rest = this.#mode === 'http' ? this.#http.push(bytes) : bytes;
    if (this.#mode === 'frames') this.#frames(rest);
    else this.#raw(rest);
    return this.#flush();
  }

  finish(): WireRecord[] {
    this.#raw(this.#http.finish());
    return this.#flush();
  }

  #raw(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#records.push({ kind: 'raw', length: bytes.length, ...this.#kept(bytes) });
  }

  /** The beginning of a payload, and what it says. */
  #kept(bytes: Uint8Array): { readonly payload: Uint8Array; readonly text: string | undefined } {
    const payload = bytes.slice(0, this.#keep);
    return { payload, text: bytes.length > payload.length ? decodeUtf8Lossy(payload) : decodeUtf8(payload) };
  }

  #flush(): WireRecord[] {
    return this.#records.splice(0);
  }

  #head(head: HttpHead): 'upgrade' | 'bodiless' | void {
    this.#records.push({ kind: this.#kind, ...head });
    if (this.#kind === 'request') {
      this.#talk.methods.push(head.line.split(' ', 1)[0] ?? '');
      if (headerValue(head, 'upgrade')?.toLowerCase() !== 'websocket') return;
    } else {
      const method = statusOf(head) === 100 ? undefined : this.#talk.methods.shift();
      if (statusOf(head) !== 101) return method === 'HEAD' ? 'bodiless' : undefined;
      this.#talk.compresses = /\bpermessage-deflate\b/i.test(headerValue(head, 'sec-websocket-extensions') ?? '');
    }
    this.#mode = 'frames';
    return 'upgrade';
  }

  #collect(bytes: Uint8Array): void {
    this.#body.pieces.push(bytes);
    this.#body.length += bytes.length;
  }

  #endBody(): void {
    if (this.#body.length > 0)
      this.#records.push(this.#bodyRecord(concatBytes(this.#body.pieces), false, this.#body.length));
    this.#body = { pieces: [], length: 0 };
  }

  #bodyRecord(bytes: Uint8Array, chunked: boolean, length: number): BodyRecord {
    return { kind: 'body', chunked, payloadLength: bytes.length, ...this.#kept(bytes), length };
  }

  #frames(bytes: Uint8Array): void {
    this.#buffer = concatBytes([this.#buffer, bytes]);
    for (let parsed; (parsed = parseFrame(this.#buffer, this.#keep));) {
      const own = this.#buffer.subarray(0, parsed.length);
      this.#buffer = this.#buffer.subarray(parsed.length);
      this.#records.push(this.#frameRecord(parsed.frame, own));
    }
  }

  #frameRecord(frame: Frame, bytes: Uint8Array): FrameRecord {
    const op = opcodeName(frame.opcode);
    if (op === 'text' || op === 'binary')
      this.#message = { text: op === 'text', compressed: this.#talk.compresses && (frame.rsv & 4) !== 0 };
    const ofMessage = op === 'text' || op === 'binary' || op === 'continuation';
    const compressed = ofMessage && this.#message.compressed;
    const inflated = compressed ? this.#inflate(frame, bytes) : undefined;
    const meant = compressed ? inflated?.bytes : frame.payload;
    const whole = meant?.length === (inflated?.length ?? frame.payloadLength);
    const closes = op === 'close' && frame.payload.length >= 2;
    return {
      kind: 'frame',
      ...frame,
      op,
      length: bytes.length,
      compressed,
      inflated,
      text:
        ofMessage && this.#message.text && meant !== undefined
          ? whole
            ? decodeUtf8(meant)
            : decodeUtf8Lossy(meant)
          : undefined,
      code: closes ? ((frame.payload[0] ?? 0) << 8) | (frame.payload[1] ?? 0) : undefined,
      reason: closes ? decodeUtf8Lossy(frame.payload.subarray(2)) : undefined,
    };
  }

  /** Inflates one frame of a compressed message. Senders omit the tail of every flush (RFC 7692, section 7.2.1). */
  #inflate({ fin, header, maskingKey }: Frame, bytes: Uint8Array): Inflated | undefined {
    const sent = bytes.subarray(header.length);
    const payload = maskingKey ? applyMask(sent, maskingKey) : sent;
    return this.#inflater.push(fin ? concatBytes([payload, FLUSH_END]) : payload);
  }
}

const FLUSH_END = Uint8Array.of(0, 0, 0xff, 0xff);
