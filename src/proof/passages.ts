import { concatBytes } from '../lab/wire/bytes.ts';
import { parseFrame } from '../lab/wire/frame.ts';
import { headerValue, HttpParser, statusOf, type HttpHead } from '../lab/wire/http-parser.ts';

/** One request and its response on a connection, as offsets into the two byte streams. */
export interface Passage {
  readonly method: string;
  readonly target: string;
  /** End of the request in the client's stream. */
  requestEnd: number;
  /** End of the response head in the server's stream; 0 before it arrives. */
  headEnd: number;
  /**
   * For each part of the body so far: the length of the body up to its end, and the matching offset in the server's
   * stream.
   */
  readonly body: { readonly length: number; readonly offset: number }[];
  /** End offsets of the data messages in each direction, once the connection speaks WebSocket. */
  readonly sent: number[];
  readonly received: number[];
}

/** The traffic of one connection so far. */
export interface Passages {
  readonly all: Passage[];
  /** Number of answered requests. */
  answered: number;
}

/** Maximum number of buffered bytes of an incomplete message; a longer one is passed on in parts. */
const mostWaiting = 2 ** 20;

/**
 * Splits one direction of a connection into units that the reader should receive at once: HTTP heads, parts of bodies,
 * WebSocket frames. What it cannot parse is passed on as it arrived. Bytes are never changed.
 */
export class PassageReader {
  readonly #direction: 'request' | 'response';
  readonly #passages: Passages;
  readonly #http: HttpParser;
  #state: 'http' | 'frames' | 'raw' = 'http';
  #waiting: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #whole: Uint8Array[] = [];
  #current: Passage | undefined;
  #bodyLength = 0;

  constructor(direction: 'request' | 'response', passages: Passages) {
    this.#direction = direction;
    this.#passages = passages;
    this.#http = new HttpParser(direction, {
      head: (head) => this.#head(head),
      body: (bytes) => this.#piece(this.#http.consumed, bytes.length),
      end: () => this.#cut(this.#http.consumed),
      malformed: () => void (this.#state = 'raw'),
    });
  }

  /** Adds bytes and returns the messages that are now complete. Incomplete ones are buffered. */
  push(chunk: Uint8Array): readonly Uint8Array[] {
    this.#waiting = this.#waiting.length === 0 ? chunk : concatBytes([this.#waiting, chunk]);
    if (this.#state === 'http') this.#http.push(chunk);
    if (this.#state === 'frames') this.#frames();
    if (this.#waiting.length > mostWaiting) this.#state = 'raw';
    if (this.#state === 'raw') this.#piece(this.#offset + this.#waiting.length, this.#waiting.length);
    return this.#whole.splice(0);
  }

  /** The buffered bytes when the stream ends. */
  rest(): Uint8Array {
    return this.#waiting;
  }

  #head(head: HttpHead): 'upgrade' | 'bodiless' | void {
    this.#cut(this.#http.consumed);
    const status = this.#direction === 'request' ? 0 : statusOf(head);
    if (status >= 100 && status < 200 && status !== 101) return;
    this.#bodyLength = 0;
    if (this.#direction === 'request') {
      const [method = '', target = ''] = head.line.split(' ');
      this.#current = { method, target, requestEnd: this.#offset, headEnd: 0, body: [], sent: [], received: [] };
      this.#passages.all.push(this.#current);
      if (headerValue(head, 'upgrade')?.toLowerCase() !== 'websocket') return;
    } else {
      this.#current = this.#passages.all[this.#passages.answered];
      if (this.#current !== undefined) {
        this.#passages.answered++;
        this.#current.headEnd = this.#offset;
        if (status !== 101) return this.#current.method === 'HEAD' ? 'bodiless' : undefined;
      }
    }
    this.#state = this.#current === undefined ? 'raw' : 'frames';
    return 'upgrade';
  }

  #frames(): void {
    for (let parsed; (parsed = parseFrame(this.#waiting, 0)) !== undefined;) {
      this.#cut(this.#offset + parsed.length);
      const { fin, opcode } = parsed.frame;
      if (fin && opcode < 8)
        (this.#direction === 'request' ? this.#current?.sent : this.#current?.received)?.push(this.#offset);
    }
  }

  #piece(end: number, length: number): void {
    this.#cut(end);
    this.#bodyLength += length;
    if (this.#current === undefined) return;
    if (this.#direction === 'request') this.#current.requestEnd = end;
    else this.#current.body.push({ length: this.#bodyLength, offset: end });
  }

  #cut(end: number): void {
    const size = end - this.#offset;
    if (size === 0) return;
    this.#whole.push(this.#waiting.subarray(0, size));
    this.#waiting = this.#waiting.subarray(size);
    this.#offset = end;
  }
}
