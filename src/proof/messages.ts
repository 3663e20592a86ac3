/** One request and its answer on a connection, as offsets into the two byte streams. */
export interface Passage {
  readonly method: string;
  readonly target: string;
  /** Where the request ends in what the client wrote. */
  requestEnd: number;
  /** Where the answer's head ends in what the server wrote; 0 before it came. */
  headEnd: number;
  /** For each piece of the body so far: how long the body is with it, and where that is in what the server wrote. */
  readonly body: { readonly length: number; readonly offset: number }[];
  /** Ends of the data messages in each direction, once the connection speaks WebSocket. */
  readonly sent: number[];
  readonly received: number[];
}

/** What passed over one connection so far. */
export interface Passages {
  readonly all: Passage[];
  /** How many of them were answered. */
  answered: number;
}

type State = 'head' | 'length' | 'chunk-head' | 'chunk' | 'trailer' | 'frames' | 'raw';

/**
 * Cuts one direction of a connection into the messages it carries: HTTP/1.1 heads and pieces of bodies (RFC 9112),
 * WebSocket frames (RFC 6455, section 5.2). What it does not know it passes on as it came. Not a byte is changed.
 */
export class Messages {
  #state: State = 'head';
  #unread: Buffer = Buffer.alloc(0);
  #offset = 0;
  #left = 0;
  #bodyLength = 0;
  #current: Passage | undefined;
  readonly #direction: 'request' | 'answer';
  readonly #passages: Passages;

  constructor(direction: 'request' | 'answer', passages: Passages) {
    this.#direction = direction;
    this.#passages = passages;
  }

  /** Takes what arrived, gives the whole messages there are. Unfinished ones wait for the rest. */
  push(chunk: Buffer): Buffer[] {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    const whole: Buffer[] = [];
    for (;;) {
      const size = this.#next();
      if (size === 0) return whole;
      whole.push(this.#unread.subarray(0, size));
      this.#unread = this.#unread.subarray(size);
    }
  }

  /** What is still waiting when the stream ends. */
  rest(): Buffer {
    return this.#unread;
  }

  #next(): number {
    if (this.#unread.length === 0) return 0;
    switch (this.#state) {
      case 'head':
        return this.#head();
      case 'length':
        return this.#piece(Math.min(this.#left, this.#unread.length), 'head');
      case 'chunk-head': {
        const end = this.#unread.indexOf('\r\n');
        if (end < 0) return this.#unread.length > 1024 ? this.#giveUp() : 0;
        const size = Number.parseInt(this.#unread.toString('latin1', 0, end), 16);
        if (!Number.isFinite(size)) return this.#giveUp();
        if (size === 0) {
          // The last chunk goes with the empty line after it, if no trailer stands between.
          if (this.#unread.length < end + 4) return 0;
          if (this.#unread.toString('latin1', end + 2, end + 4) === '\r\n') {
            this.#finish();
            return this.#take(end + 4);
          }
          this.#state = 'trailer';
          return this.#take(end + 2);
        }
        // The whole chunk in one piece, so that a reader gets what the writer wrote.
        if (size > 2 ** 20) return this.#giveUp();
        if (this.#unread.length < end + 2 + size + 2) return 0;
        this.#take(end + 2 + size + 2);
        this.#bodyLength += size;
        this.#mark();
        return end + 2 + size + 2;
      }
      case 'trailer': {
        const end = this.#unread.indexOf('\r\n');
        if (end < 0) return this.#unread.length > 8192 ? this.#giveUp() : 0;
        if (end === 0) this.#finish();
        return this.#take(end + 2);
      }
      case 'frames':
        return this.#frame();
      default:
        return this.#piece(this.#unread.length, 'raw');
    }
  }

  #head(): number {
    const end = this.#unread.indexOf('\r\n\r\n');
    if (end < 0) return this.#unread.length > 65_536 || !/^[A-Z]/.test(this.#unread.toString('latin1', 0, 1)) ? this.#giveUp() : 0;
    const [first = '', ...fields] = this.#unread.toString('latin1', 0, end).split('\r\n');
    const field = (name: string): string => fields.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim().toLowerCase() ?? '';
    const size = this.#take(end + 4);
    this.#bodyLength = 0;
    let hasBody: boolean;
    let unbounded = false;
    let upgrades = false;
    if (this.#direction === 'request') {
      const [method = '', target = ''] = first.split(' ');
      this.#current = { method, target, requestEnd: this.#offset, headEnd: 0, body: [], sent: [], received: [] };
      this.#passages.all.push(this.#current);
      hasBody = field('content-length') !== '' || field('transfer-encoding') !== '';
      upgrades = field('upgrade') === 'websocket';
    } else {
      const status = Number(first.split(' ')[1]);
      this.#current = this.#passages.all[this.#passages.answered];
      if (this.#current === undefined) return (this.#state = 'raw'), size;
      if (status >= 100 && status < 200 && status !== 101) return size;
      this.#passages.answered++;
      this.#current.headEnd = this.#offset;
      hasBody = this.#current.method !== 'HEAD' && status !== 204 && status !== 304;
      unbounded = hasBody && field('content-length') === '' && field('transfer-encoding') === '';
      upgrades = status === 101;
    }
    if (upgrades) this.#state = 'frames';
    else if (hasBody && field('transfer-encoding').endsWith('chunked')) this.#state = 'chunk-head';
    else if (unbounded) this.#state = 'raw';
    else if (hasBody && (this.#left = Number(field('content-length'))) > 0) this.#state = 'length';
    return size;
  }

  #frame(): number {
    const bytes = this.#unread;
    if (bytes.length < 2) return 0;
    const short = bytes[1]! & 0x7f;
    const wide = short === 126 ? 2 : short === 127 ? 8 : 0;
    const head = 2 + wide + (bytes[1]! & 0x80 ? 4 : 0);
    if (bytes.length < head) return 0;
    const length = wide === 0 ? short : wide === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    if (length > 2 ** 20) return this.#giveUp();
    if (bytes.length < head + length) return 0;
    this.#take(head + length);
    const isLast = (bytes[0]! & 0x80) !== 0;
    const isControl = (bytes[0]! & 0x08) !== 0;
    if (isLast && !isControl) (this.#direction === 'request' ? this.#current?.sent : this.#current?.received)?.push(this.#offset);
    return head + length;
  }

  #piece(size: number, next: State): number {
    this.#take(size);
    this.#bodyLength += size;
    this.#mark();
    this.#left -= size;
    if (this.#state === 'length' && this.#left === 0) this.#state = next;
    return size;
  }

  #take(size: number): number {
    this.#offset += size;
    return size;
  }

  #mark(): void {
    if (this.#current === undefined) return;
    if (this.#direction === 'request') this.#current.requestEnd = this.#offset;
    else this.#current.body.push({ length: this.#bodyLength, offset: this.#offset });
  }

  #finish(): void {
    this.#state = 'head';
  }

  #giveUp(): number {
    this.#state = 'raw';
    return this.#piece(this.#unread.length, 'raw');
  }
}
