import EventEmitter from 'events';
import { hostBridge, type SocketListener } from './host-bridge.ts';
import { clearTimeout, nextTick, setTimeout, type Timeout } from './loop.ts';
import { Buffer } from './buffer.ts';
import { Duplex } from './stream.ts';
import { concatBytes } from '../wire/bytes.ts';

/** `net` on the lab's wire: the parts of sockets and servers that messaging programs need. */

const LOOPBACK = { address: '127.0.0.1', family: 'IPv4' } as const;

/** An operating system error with Node's wording. */
export const systemError = (message: string, code: string, syscall: string, more: object = {}): Error =>
  Object.assign(new Error(message), { code, syscall, ...more });

export class Socket extends Duplex {
  connecting = false;
  remoteAddress: string | undefined;
  remoteFamily: string | undefined;
  remotePort: number | undefined;
  localAddress: string | undefined;
  localPort: number | undefined;
  server: Server | undefined;
  #socket: number | undefined;
  #timeout: Timeout | undefined;

  constructor(options: { allowHalfOpen?: boolean } = {}) {
    super({ autoDestroy: true, allowHalfOpen: options.allowHalfOpen ?? false, decodeStrings: true });
  }

  /** Attaches a connection that a server accepted. */
  accept(socket: number, peerPort: number, localPort: number): this {
    this.#socket = socket;
    Object.assign(this, {
      remoteAddress: LOOPBACK.address,
      remoteFamily: LOOPBACK.family,
      remotePort: peerPort,
      localAddress: LOOPBACK.address,
      localPort,
    });
    hostBridge.attach(socket, this.#listener());
    return this;
  }

  connect(...args: unknown[]): this {
    const { host, port } = endpointOf(args);
    const connected = args.find((arg) => typeof arg === 'function');
    if (connected) this.once('connect', connected as () => void);
    this.connecting = true;
    this.#socket = hostBridge.connect(host, port, this.#listener());
    Object.assign(this, { remoteAddress: LOOPBACK.address, remoteFamily: LOOPBACK.family, remotePort: port });
    return this;
  }

  get pending(): boolean {
    return this.#socket === undefined || this.connecting;
  }

  get readyState(): string {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    return this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed';
  }

  #listener(): SocketListener {
    return {
      connect: () => {
        this.connecting = false;
        this.emit('connect');
        this.emit('ready');
      },
      data: (bytes) => void this.push(Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)),
      end: () => void this.push(null),
      close: () => {
        if (!this.readableEnded) this.push(null);
        this.destroy();
      },
      error: ({ message, code, syscall }) => void this.destroy(systemError(message, code, syscall)),
    };
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    this.#whenConnected(() => this.#send(chunk), done);
  }

  /** Writes made while corked are sent as one. */
  override _writev(chunks: { chunk: Uint8Array }[], done: (error?: Error | null) => void): void {
    this.#whenConnected(() => this.#send(concatBytes(chunks.map(({ chunk }) => chunk))), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#whenConnected(() => this.#socket !== undefined && hostBridge.end(this.#socket), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.setTimeout(0);
    if (this.#socket !== undefined) hostBridge.destroy(this.#socket);
    done(error);
    this.server?._gone(this);
  }

  #send(bytes: Uint8Array): void {
    if (this.#socket !== undefined) hostBridge.write(this.#socket, bytes);
  }

  #whenConnected(act: () => void, done: () => void): void {
    const go = () => {
      act();
      done();
    };
    if (this.connecting) this.once('connect', go);
    else go();
  }

  setTimeout(ms: number, heard?: () => void): this {
    clearTimeout(this.#timeout);
    if (ms > 0) this.#timeout = setTimeout(() => this.emit('timeout'), ms) as Timeout;
    if (heard) this.once('timeout', heard);
    return this;
  }
  resetAndDestroy(): this {
    return this.destroy();
  }
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  address(): object {
    return { ...LOOPBACK, port: this.localPort };
  }
}

/** The target of `connect(port, host?)` or `connect({port, host})`. */
function endpointOf(args: unknown[]): { host: string; port: number } {
  const [first, second] = args;
  const options = (
    typeof first === 'object' && first !== null
      ? first
      : { port: first, host: typeof second === 'string' ? second : undefined }
  ) as { port?: unknown; host?: string };
  return { host: options.host ?? 'localhost', port: Number(options.port) };
}

let lastFreePort = 49_151;

export class Server extends EventEmitter {
  listening = false;
  #port = 0;
  #closing = false;
  readonly #sockets = new Set<Socket>();

  constructor(...args: unknown[]) {
    super();
    const connected = args.find((arg) => typeof arg === 'function');
    if (connected) this.on('connection', connected as (socket: Socket) => void);
  }

  listen(...args: unknown[]): this {
    const port = endpointOf(args).port;
    this.#port = port > 0 ? port : ++lastFreePort;
    const listened = args.find((arg) => typeof arg === 'function');
    if (listened) this.once('listening', listened as () => void);
    const free = hostBridge.listen(this.#port, {
      accept: (socket, peerPort) => this.#accept(socket, peerPort),
      taken: () => {
        this.listening = false;
        this.#inUse();
      },
    });
    nextTick(() => {
      if (!free) return this.#inUse();
      this.listening = true;
      this.emit('listening');
    });
    return this;
  }

  #inUse(): void {
    const message = `listen EADDRINUSE: address already in use :::${this.#port}`;
    this.emit('error', systemError(message, 'EADDRINUSE', 'listen', { errno: -98, address: '::', port: this.#port }));
  }

  #accept(number: number, peerPort: number): void {
    const socket = new Socket({ allowHalfOpen: true }).accept(number, peerPort, this.#port);
    socket.server = this;
    this.#sockets.add(socket);
    this.emit('connection', socket);
  }

  /** A socket of this server has closed. */
  _gone(socket: Socket): void {
    if (this.#sockets.delete(socket)) nextTick(() => this.#closeWhenEmpty());
  }

  address(): object | null {
    return this.listening ? { address: '::', family: 'IPv6', port: this.#port } : null;
  }

  close(closed?: (error?: Error) => void): this {
    if (!this.listening) {
      if (closed)
        nextTick(() => closed(Object.assign(new Error('Server is not running.'), { code: 'ERR_SERVER_NOT_RUNNING' })));
      return this;
    }
    if (closed) this.once('close', closed);
    this.listening = false;
    hostBridge.unlisten(this.#port);
    this.#closing = true;
    nextTick(() => this.#closeWhenEmpty());
    return this;
  }

  #closeWhenEmpty(): void {
    if (!this.#closing || this.#sockets.size > 0) return;
    this.#closing = false;
    this.emit('close');
  }

  getConnections(counted: (error: null, count: number) => void): this {
    nextTick(() => counted(null, this.#sockets.size));
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

export const connect = (...args: unknown[]): Socket => new Socket().connect(...args);
export const createConnection = connect;
export const createServer = (...args: unknown[]): Server => new Server(...args);
export const isIP = (text: string): 0 | 4 | 6 => (/^\d+\.\d+\.\d+\.\d+$/.test(text) ? 4 : text.includes(':') ? 6 : 0);
export default {
  Socket,
  Server,
  connect,
  createConnection,
  createServer,
  isIP,
  isIPv4: (text: string) => isIP(text) === 4,
  isIPv6: (text: string) => isIP(text) === 6,
};
