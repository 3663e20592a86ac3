import { decodeUtf8Lossy, concatBytes } from '../wire/bytes.ts';
import { Blob, bytesOf } from './blob.ts';

/** A body that may still be incomplete. */
export class IncomingBody {
  readonly #pieces: Uint8Array[] = [];
  readonly #waiting: (() => void)[] = [];
  #done = false;
  #error: unknown;
  used = false;

  push(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#wake();
  }
  end(): void {
    this.#done = true;
    this.#wake();
  }
  fail(error: unknown): void {
    this.#error = error;
    this.end();
  }
  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** The next chunk; undefined after the last. */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece) return piece;
      if (this.#error !== undefined) throw this.#error;
      if (this.#done) return undefined;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
  async all(): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for (let piece; (piece = await this.next());) pieces.push(piece);
    return concatBytes(pieces);
  }
}

interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: HeadersInit;
}

/** A browser's `Response` whose body arrives on the lab's clock. */
export class Response {
  static {
    // bundlers rename classes that share a name with a global
    Object.defineProperty(this, 'name', { value: 'Response' });
  }
  readonly type: string = 'default';
  readonly url: string = '';
  readonly redirected = false;
  readonly status: number;
  readonly ok: boolean;
  readonly statusText: string;
  readonly headers: Headers;
  readonly #body: IncomingBody;
  #stream: ReadableStream<Uint8Array> | undefined;

  constructor(body?: string | Uint8Array | Blob | null | IncomingBody, init: ResponseInit = {}) {
    this.status = init.status ?? 200;
    this.ok = this.status >= 200 && this.status <= 299;
    this.statusText = init.statusText ?? '';
    this.headers = new Headers(init.headers);
    if (body instanceof IncomingBody) this.#body = body;
    else {
      this.#body = new IncomingBody();
      if (body !== undefined && body !== null) this.#body.push(bytesOf(body));
      this.#body.end();
    }
  }

  get bodyUsed(): boolean {
    return this.#body.used;
  }
  get body(): ReadableStream<Uint8Array> {
    const body = this.#body;
    this.#stream ??= new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          body.used = true;
          const piece = await body.next();
          if (piece) controller.enqueue(piece);
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return this.#stream;
  }

  async bytes(): Promise<Uint8Array> {
    if (this.#body.used) throw new TypeError("Failed to execute on 'Response': body stream already read");
    this.#body.used = true;
    return this.#body.all();
  }
  async text(): Promise<string> {
    return decodeUtf8Lossy(await this.bytes()).replace(/^\ufeff/, '');
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).slice().buffer as ArrayBuffer;
  }
  async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.headers.get('content-type') ?? '' });
  }
}
