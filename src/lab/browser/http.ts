import { hostBridge } from '../node/host-bridge.ts';
import { clearTimer, setTimeout } from '../node/loop.ts';
import { concatBytes, encodeLatin1 } from '../wire/bytes.ts';
import { HttpParser, headerValue, type HttpHead } from '../wire/http-parser.ts';
import { endpointOf, netError } from './page.ts';

/** Callbacks for the response to a request. */
export interface Answer {
  head(head: HttpHead): void;
  body(bytes: Uint8Array): void;
  /** The response is complete. */
  end(): void;
  /** The response is missing or incomplete; `netError` is Chromium's name for the reason. */
  fail(netError: string): void;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | undefined;
}

/**
 * How long an idle connection is kept, in milliseconds: Node's server advertises five seconds, and Chromium honours it.
 */
const IDLE_TIMEOUT = 5000;

interface Connection {
  socket: number;
  connected: boolean;
  /** Whether any bytes have arrived for the current request. */
  answered: boolean;
  current: { request: HttpRequest; answer: Answer } | undefined;
  readonly parser: HttpParser;
  keep: boolean;
  idleTimer: unknown;
}

/** The browser's HTTP connection pool: connections are kept alive and reused, one request at a time on each. */
export class HttpConnections {
  readonly #idle = new Map<string, Connection[]>();
  readonly #all = new Set<Connection>();

  /** Sends a request. Returns a function that aborts it. */
  send(request: HttpRequest, answer: Answer): () => void {
    const connection = this.#idle.get(request.url.host)?.pop() ?? this.#open(request.url);
    clearTimer(connection.idleTimer);
    connection.current = { request, answer };
    connection.answered = false;
    connection.keep = true;
    if (connection.connected) write(connection, request);
    return () => {
      if (connection.current?.answer === answer) this.#drop(connection);
    };
  }

  /** Closes all connections, as when the tab closes. */
  closeAll(): void {
    for (const connection of this.#all) this.#drop(connection);
  }

  #open(url: URL): Connection {
    const parser = new HttpParser('response', {
      head: (head) => {
        connection.keep = !/\bclose\b/i.test(headerValue(head, 'connection') ?? '');
        connection.current?.answer.head(head);
        return connection.current?.request.method === 'HEAD' ? 'bodiless' : undefined;
      },
      body: (bytes) => connection.current?.answer.body(bytes),
      end: () => this.#answered(connection),
      malformed: () => this.#lose(connection, 'ERR_INVALID_HTTP_RESPONSE'),
    });
    const connection: Connection = {
      socket: 0,
      connected: false,
      answered: false,
      current: undefined,
      parser,
      keep: true,
      idleTimer: undefined,
    };
    const { host, port } = endpointOf(url);
    this.#all.add(connection);
    connection.socket = hostBridge.connect(host, port, {
      connect: () => {
        connection.connected = true;
        if (connection.current) write(connection, connection.current.request);
      },
      data: (bytes) => {
        connection.answered = true;
        parser.push(bytes);
      },
      end: () => this.#ended(connection),
      close: () => this.#ended(connection),
      error: ({ code }) => this.#lose(connection, netError(code)),
    });
    return connection;
  }

  #answered(connection: Connection): void {
    const { current } = connection;
    connection.current = undefined;
    if (!connection.keep) this.#drop(connection);
    else if (current) {
      const host = current.request.url.host;
      this.#idle.set(host, [...(this.#idle.get(host) ?? []), connection]);
      connection.idleTimer = setTimeout(() => this.#drop(connection), IDLE_TIMEOUT);
    }
    current?.answer.end();
  }

  #ended(connection: Connection): void {
    connection.parser.finish();
    this.#lose(connection, connection.answered ? 'ERR_INCOMPLETE_CHUNKED_ENCODING' : 'ERR_EMPTY_RESPONSE');
  }

  #lose(connection: Connection, why: string): void {
    const { current } = connection;
    connection.current = undefined;
    this.#drop(connection);
    current?.answer.fail(why);
  }

  #drop(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    clearTimer(connection.idleTimer);
    for (const [host, idle] of this.#idle)
      this.#idle.set(
        host,
        idle.filter((other) => other !== connection),
      );
    hostBridge.end(connection.socket);
    hostBridge.destroy(connection.socket);
  }
}

function write(connection: Connection, { method, url, headers, body }: HttpRequest): void {
  const lines = [
    `${method} ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'Connection: keep-alive',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const head = encodeLatin1(`${lines.join('\r\n')}\r\n\r\n`);
  hostBridge.write(connection.socket, body ? concatBytes([head, body]) : head);
}
