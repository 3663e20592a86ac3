import PerMessageDeflate from 'ws/lib/permessage-deflate.js';
import { parse as parseExtensions } from 'ws/lib/extension.js';
import Receiver from 'ws/lib/receiver.js';
import Sender from 'ws/lib/sender.js';
import { Buffer } from '../node/buffer.ts';
import { randomBytes, randomFillSync } from '../node/crypto.ts';
import { hostBridge } from '../node/host-bridge.ts';
import { clearTimer, queueTask, setTimeout } from '../node/loop.ts';
import { Duplex } from '../node/stream.ts';
import { concatBytes, encodeLatin1 } from '../wire/bytes.ts';
import { acceptFor } from '../wire/accept.ts';
import { HttpParser, headerValue, statusOf, type HttpHead } from '../wire/http-parser.ts';
import { Blob, bytesOf } from './blob.ts';
import { defineConstants, PlatformTarget } from './event-target.ts';
import { endpointOf, netError, USER_AGENT, type Page } from './page.ts';

const TOKEN = /^[!#$%&'*+\-.0-9A-Z^_`|a-z~]+$/;
/** How long Chromium waits for the peer's close frame, in milliseconds. */
const CLOSING_TIMEOUT = 2000;
const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** Internal state of a socket; the object that the program holds exposes only the standard API. */
interface State {
  readonly url: URL;
  readonly key: string;
  readonly protocols: readonly string[];
  socket: number | undefined;
  readyState: number;
  protocol: string;
  extensions: string;
  binaryType: 'blob' | 'arraybuffer';
  buffered: number;
  sender: Sender | undefined;
  receiver: Receiver | undefined;
  closeSent: boolean;
  /** Contents of the peer's close frame. */
  closed: { code: number; reason: string } | undefined;
  timer: unknown;
  /** The connection has ended; the `close` event may still be queued. */
  over: boolean;
}

/**
 * The browser's `WebSocket` on the lab's wire. The handshake has Chromium's headers in Chromium's order; frames are
 * written and read by the sender and receiver of `ws` in the client role, so every frame is masked.
 */
export function createWebSocket(page: Page) {
  const states = new WeakMap<WebSocket, State>();
  const all = new Set<WebSocket>();
  const stateOf = (socket: WebSocket): State => {
    const state = states.get(socket);
    if (!state) throw new TypeError('Illegal invocation');
    return state;
  };

  class WebSocket extends PlatformTarget {
    constructor(address: string | URL, protocols: string | readonly string[] = []) {
      super();
      const url = socketUrl(String(address), page.origin);
      const wanted = typeof protocols === 'string' ? [protocols] : [...protocols].map(String);
      const invalid = wanted.find((protocol, i) => !TOKEN.test(protocol) || wanted.indexOf(protocol) !== i);
      if (invalid !== undefined) {
        throw construction(
          wanted.indexOf(invalid) === wanted.lastIndexOf(invalid)
            ? `The subprotocol '${invalid}' is invalid.`
            : `The subprotocol '${invalid}' is duplicated.`,
        );
      }
      const state: State = {
        url,
        key: randomBytes(16).toString('base64'),
        protocols: wanted,
        socket: undefined,
        readyState: CONNECTING,
        protocol: '',
        extensions: '',
        binaryType: 'blob',
        buffered: 0,
        sender: undefined,
        receiver: undefined,
        closeSent: false,
        closed: undefined,
        timer: undefined,
        over: false,
      };
      states.set(this, state);
      all.add(this);
      connect(this, state);
    }

    get url(): string {
      return stateOf(this).url.href;
    }
    get readyState(): number {
      return stateOf(this).readyState;
    }
    get protocol(): string {
      return stateOf(this).protocol;
    }
    get extensions(): string {
      return stateOf(this).extensions;
    }
    get bufferedAmount(): number {
      return stateOf(this).buffered;
    }
    get binaryType(): string {
      return stateOf(this).binaryType;
    }
    set binaryType(type: string) {
      if (type === 'blob' || type === 'arraybuffer') stateOf(this).binaryType = type;
    }

    send(data: string | ArrayBuffer | ArrayBufferView | Blob): void {
      const state = stateOf(this);
      if (state.readyState === CONNECTING)
        throw new DOMException(
          "Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.",
          'InvalidStateError',
        );
      const binary = data instanceof Blob || data instanceof ArrayBuffer || ArrayBuffer.isView(data);
      const bytes = Buffer.from(bytesOf(data));
      state.buffered += bytes.length;
      if (state.readyState !== OPEN) return page.complain('WebSocket is already in CLOSING or CLOSED state.');
      // the buffer drains once the script returns to the event loop
      queueTask(() => void (state.buffered -= bytes.length));
      state.sender?.send(bytes, { fin: true, binary, mask: true, compress: state.extensions !== '' });
    }

    close(code?: number, reason?: string): void {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
        throw new DOMException(
          `Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. ${code} is neither.`,
          'InvalidAccessError',
        );
      }
      if (reason !== undefined && Buffer.byteLength(String(reason)) > 123) {
        throw new DOMException(
          "Failed to execute 'close' on 'WebSocket': The close reason must not be greater than 123 UTF-8 bytes.",
          'SyntaxError',
        );
      }
      const state = stateOf(this);
      if (state.readyState >= CLOSING) return;
      if (state.readyState === CONNECTING) {
        state.readyState = CLOSING;
        queueTask(() => fail(this, state, 'WebSocket is closed before the connection is established.'));
        return;
      }
      state.readyState = CLOSING;
      sendClose(state, code ?? (reason === undefined ? undefined : 1000), reason);
      state.timer = setTimeout(() => {
        if (state.socket !== undefined) hostBridge.destroy(state.socket);
        lost(this, state);
      }, CLOSING_TIMEOUT);
    }
  }
  defineConstants(WebSocket, { CONNECTING, OPEN, CLOSING, CLOSED });
  PlatformTarget.defineHandlers(WebSocket, ['open', 'message', 'error', 'close']);
  Object.defineProperty(WebSocket.prototype, Symbol.toStringTag, { value: 'WebSocket', configurable: true });

  function connect(socket: WebSocket, state: State): void {
    if (state.url.protocol === 'wss:') {
      setTimeout(() => fail(socket, state, 'the lab speaks ws:// only: it has no encrypted connections'), 1);
      return;
    }
    const { host, port } = endpointOf(state.url);
    const parser = new HttpParser('response', {
      head: (head) => answered(socket, state, head),
      body: () => {},
      end: () => {},
      malformed: () => fail(socket, state, 'Error during WebSocket handshake: Invalid status line'),
    });
    state.socket = hostBridge.connect(host, port, {
      connect: () => writeHandshake(state, page.origin),
      data: (bytes) => {
        const rest = state.receiver ? bytes : parser.push(bytes);
        if (state.receiver && rest.length > 0) state.receiver.write(Buffer.from(rest));
      },
      end: () => {
        if (state.sender && state.socket !== undefined) hostBridge.end(state.socket);
        lost(socket, state);
      },
      close: () => lost(socket, state),
      error: ({ code }) =>
        state.sender
          ? lost(socket, state)
          : fail(socket, state, `Error in connection establishment: net::${netError(code)}`),
    });
  }

  /** RFC 6455, section 4.1: the checks before the connection counts as open. */
  function answered(socket: WebSocket, state: State, head: HttpHead): 'upgrade' {
    const protocol = headerValue(head, 'sec-websocket-protocol');
    const wrong =
      statusOf(head) !== 101
        ? `Unexpected response code: ${statusOf(head)}`
        : headerValue(head, 'upgrade')?.toLowerCase() !== 'websocket'
          ? "'Upgrade' header is missing"
          : headerValue(head, 'sec-websocket-accept') !== acceptFor(state.key)
            ? "Incorrect 'Sec-WebSocket-Accept' header value"
            : protocol === undefined && state.protocols.length > 0
              ? "Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received"
              : protocol !== undefined && !state.protocols.includes(protocol)
                ? `'Sec-WebSocket-Protocol' header value '${protocol}' in response does not match any of sent values`
                : undefined;
    if (wrong !== undefined) fail(socket, state, `Error during WebSocket handshake: ${wrong}`);
    else open(socket, state, protocol ?? '', headerValue(head, 'sec-websocket-extensions') ?? '');
    return 'upgrade';
  }

  function open(socket: WebSocket, state: State, protocol: string, extensions: string): void {
    const negotiated = extensions ? { 'permessage-deflate': acceptDeflate(extensions) } : {};
    Object.assign(state, {
      protocol,
      extensions,
      readyState: state.readyState === CONNECTING ? OPEN : state.readyState,
    });
    state.sender = new Sender(outlet(state), negotiated, (mask) => void randomFillSync(mask, 0, 4));
    const receiver = new Receiver({
      isServer: false,
      extensions: negotiated,
      binaryType: 'nodebuffer',
      maxPayload: 1 << 26,
      allowSynchronousEvents: true,
    });
    state.receiver = receiver;
    receiver.on('message', (data: Buffer, binary: boolean) => {
      if (state.readyState !== OPEN) return;
      const content = !binary ? data.toString() : state.binaryType === 'blob' ? new Blob([data]) : bytesOf(data).buffer;
      socket.fire(
        new MessageEvent('message', { data: content, origin: state.url.origin }),
        () => state.readyState === OPEN,
      );
    });
    receiver.on('ping', (data: Buffer) => state.sender?.pong(Buffer.from(data), true, () => {}));
    receiver.on('conclude', (code: number, reason: Buffer) => {
      state.closed = { code, reason: reason.toString() };
      if (state.readyState === OPEN) state.readyState = CLOSING;
      // Chromium echoes the close frame, including the reason
      sendClose(state, code === 1005 ? undefined : code, code === 1005 ? undefined : state.closed.reason);
    });
    receiver.on('error', (error: Error) => {
      sendClose(state, statusCodeOf(error), '');
      if (state.socket !== undefined) hostBridge.end(state.socket);
      fail(socket, state, error.message);
    });
    socket.fire(new Event('open'));
  }

  function sendClose(state: State, code: number | undefined, reason: string | undefined): void {
    if (state.closeSent) return;
    state.closeSent = true;
    state.sender?.close(code, reason, true, () => {});
  }

  /** The connection has closed, cleanly (after both close frames) or not. */
  function lost(socket: WebSocket, state: State): void {
    if (state.over) return;
    if (!state.sender) return fail(socket, state, 'Connection closed before receiving a handshake response');
    state.over = true;
    clearTimer(state.timer);
    const inOrder = state.closeSent ? state.closed : undefined;
    // messages received earlier are dispatched first
    socket.fire(
      new CloseEvent('close', {
        wasClean: inOrder !== undefined,
        code: inOrder?.code ?? 1006,
        reason: inOrder?.reason ?? '',
      }),
      () => {
        state.readyState = CLOSED;
        return true;
      },
    );
  }

  function fail(socket: WebSocket, state: State, why: string): void {
    if (state.over) return;
    state.over = true;
    state.readyState = CLOSED;
    if (state.socket !== undefined) hostBridge.destroy(state.socket);
    page.complain(`WebSocket connection to '${state.url.href}' failed: ${why}`);
    socket.fire(new Event('error'));
    socket.fire(new CloseEvent('close', { wasClean: false, code: 1006 }));
  }

  /** The tab closes: every open connection is closed with 1001 (going away). */
  function unload(): void {
    for (const socket of all) {
      const state = stateOf(socket);
      if (state.readyState !== OPEN || state.socket === undefined) continue;
      sendClose(state, 1001, '');
      hostBridge.end(state.socket);
    }
  }

  return { WebSocket, unload };
}

const construction = (why: string): DOMException =>
  new DOMException(`Failed to construct 'WebSocket': ${why}`, 'SyntaxError');

function socketUrl(address: string, base: string): URL {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    throw construction(`The URL '${address}' is invalid.`);
  }
  if (url.protocol === 'http:' || url.protocol === 'https:') url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw construction(
      `The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. '${url.protocol.slice(0, -1)}' is not allowed.`,
    );
  }
  if (url.hash)
    throw construction(
      `The URL contains a fragment identifier ('${url.hash.slice(1)}'). Fragment identifiers are not allowed in WebSocket URLs.`,
    );
  return url;
}

/** Writes the handshake request with Chromium's headers in Chromium's order. */
function writeHandshake(state: State, origin: string): void {
  const { url, key, protocols, socket } = state;
  if (socket === undefined) return;
  const lines = [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'Connection: Upgrade',
    'Pragma: no-cache',
    'Cache-Control: no-cache',
    `User-Agent: ${USER_AGENT}`,
    'Upgrade: websocket',
    `Origin: ${origin}`,
    'Sec-WebSocket-Version: 13',
    'Accept-Encoding: gzip, deflate, br, zstd',
    'Accept-Language: en-US,en;q=0.9',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    ...(protocols.length > 0 ? [`Sec-WebSocket-Protocol: ${protocols.join(', ')}`] : []),
  ];
  hostBridge.write(socket, encodeLatin1(`${lines.join('\r\n')}\r\n\r\n`));
}

/** The stream that the sender writes to: corked writes are sent as one. */
function outlet(state: State): Duplex {
  const write = (bytes: Uint8Array): void => {
    if (state.socket !== undefined) hostBridge.write(state.socket, bytes);
  };
  return new Duplex({
    read() {},
    write(chunk: Uint8Array, _encoding: string, done: () => void) {
      write(chunk);
      done();
    },
    writev(chunks: { chunk: Uint8Array }[], done: () => void) {
      write(concatBytes(chunks.map(({ chunk }) => chunk)));
      done();
    },
  });
}

function acceptDeflate(extensions: string): PerMessageDeflate {
  const deflate = new PerMessageDeflate({ isServer: false, threshold: 0 });
  deflate.offer();
  deflate.accept(parseExtensions(extensions)['permessage-deflate'] ?? []);
  return deflate;
}

/** `ws` attaches the matching close code to its protocol errors. */
function statusCodeOf(error: Error): number {
  const mark = Object.getOwnPropertySymbols(error).find((symbol) => symbol.description === 'status-code');
  return mark ? Number((error as unknown as Record<symbol, unknown>)[mark]) : 1002;
}
