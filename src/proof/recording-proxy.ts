import net from 'node:net';
import { PassageReader, type Passages } from './passages.ts';
import type { Cell } from './wall/cell.ts';

/** The server behind a port of the source, and how to wait until it has read what was sent. */
export interface Destination {
  connect(): Promise<net.Socket>;
  /** Whether its connections count for causality; false for the page itself. */
  readonly counts: boolean;
  settle(): Promise<void>;
}

/** A connection through a proxy. */
export interface TappedConnection {
  readonly id: string;
  readonly passages: Passages;
}

/**
 * A proxy between one client and the servers of an exchange: the client connects to a port of the source (3000), the
 * proxy to the actual one. Bytes pass unchanged, one message at a time, and each waits until the previous one was read,
 * so that what a side had read when it printed a line does not depend on the speed of the machine.
 */
export class RecordingProxy {
  readonly connections: TappedConnection[] = [];
  /** Changes whenever a message starts or ends its transit, and when a connection opens or ends. */
  activity = 0;
  /** Number of messages in transit. */
  underway = 0;
  readonly #servers = new Set<net.Server>();
  readonly #sockets = new Set<net.Socket>();
  readonly #destination: (port: number) => Destination | undefined;
  readonly #settleClient: () => Promise<void>;
  readonly #registry: Map<number, string>;
  readonly #refused: (host: string, port: number) => void;

  /**
   * @param destination resolves a port of the source, if a program listens on it.
   * @param settleClient waits until the client has read what was sent to it.
   * @param registry receives the id of each connection, by the ephemeral ports of its ends.
   * @param refused is called for every connection that cannot be routed.
   */
  constructor(
    destination: (port: number) => Destination | undefined,
    settleClient: () => Promise<void>,
    registry: Map<number, string>,
    refused: (host: string, port: number) => void,
  ) {
    this.#destination = destination;
    this.#settleClient = settleClient;
    this.#registry = registry;
    this.#refused = refused;
  }

  /** Opens a port in the client's cell that forwards to `port` of the source, for clients whose connections the guard redirects. */
  forward(port: number, cell: Cell): Promise<number> {
    return this.#listen(cell, (socket) => {
      const destination = this.#destination(port);
      if (destination === undefined) socket.resetAndDestroy();
      else void this.#connect(socket, destination, () => undefined, socket.remotePort);
    });
  }

  /** Opens a SOCKS 5 proxy in the browser's cell (RFC 1928, no authentication, CONNECT only) for browsers. Only loopback names are routed. */
  socksPort(cell: Cell): Promise<number> {
    return this.#listen(cell, (socket) => void this.#greet(socket).catch(() => socket.destroy()));
  }

  /** Closes every connection and port. */
  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #listen(cell: Cell, connected: (socket: net.Socket) => void): Promise<number> {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.#keep(socket);
      connected(socket);
    });
    this.#servers.add(server);
    return cell.listen(server);
  }

  #keep(socket: net.Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  async #greet(socket: net.Socket): Promise<void> {
    const [, methods = 0] = await take(socket, 2);
    await take(socket, methods);
    socket.write(Buffer.from([5, 0]));
    const [, command, , kind] = await take(socket, 4);
    const length = kind === 1 ? 4 : kind === 4 ? 16 : (await take(socket, 1))[0]!;
    const address = await take(socket, length);
    const port = (await take(socket, 2)).readUInt16BE(0);
    const host =
      kind === 3
        ? address.toString('latin1')
        : kind === 1
          ? address.join('.')
          : isLoopback6(address)
            ? '::1'
            : address.toString('hex');
    const isLocal = ['localhost', '127.0.0.1', '::1'].includes(host);
    const destination = isLocal && command === 1 ? this.#destination(port) : undefined;
    const answer = (status: number): boolean => socket.write(Buffer.from([5, status, 0, 1, 127, 0, 0, 1, 0, 0]));
    if (destination === undefined) {
      this.#refused(host, port);
      answer(5);
      socket.end();
      return;
    }
    await this.#connect(socket, destination, () => answer(0));
  }

  /** `clientPort` is the port of a client that is a program, in the same network as its server. */
  async #connect(client: net.Socket, destination: Destination, ready: () => void, clientPort?: number): Promise<void> {
    let server: net.Socket;
    this.underway++;
    try {
      server = await destination.connect();
    } catch {
      client.resetAndDestroy();
      return;
    } finally {
      this.underway--;
    }
    this.#keep(server);
    const passages: Passages = { all: [], answered: 0 };
    if (destination.counts) {
      const id = `${this.connections.length}:${server.localPort}`;
      this.connections.push({ id, passages });
      this.#registry.set(server.localPort!, id);
      if (clientPort !== undefined) this.#registry.set(clientPort, id);
      this.activity++;
    }
    ready();
    void this.#relay(client, server, new PassageReader('request', passages), destination.settle);
    void this.#relay(
      server,
      client,
      new PassageReader('response', passages),
      destination.counts ? this.#settleClient : () => Promise.resolve(),
    );
  }

  async #relay(from: net.Socket, to: net.Socket, messages: PassageReader, settle: () => Promise<void>): Promise<void> {
    const pass = async (bytes: Uint8Array): Promise<void> => {
      if (bytes.length === 0) return;
      this.activity++;
      this.underway++;
      try {
        const isFull = !to.write(bytes);
        await settle();
        if (isFull && to.writableNeedDrain && !to.destroyed)
          await new Promise<void>((done) => to.once('drain', done).once('close', done));
      } finally {
        this.underway--;
        // What follows in the stream was held back until now, so the silence that ends an exchange begins only here.
        this.activity++;
      }
    };
    try {
      for await (const chunk of from) for (const message of messages.push(chunk as Buffer)) await pass(message);
      await pass(messages.rest());
      this.activity++;
      to.end();
    } catch {
      to.resetAndDestroy();
    }
  }
}

function isLoopback6(address: Buffer): boolean {
  return address.subarray(0, 15).every((byte) => byte === 0) && address[15] === 1;
}

/** Reads exactly `size` bytes from a socket. */
async function take(socket: net.Socket, size: number): Promise<Buffer> {
  if (size === 0) return Buffer.alloc(0);
  for (;;) {
    const bytes = socket.read(size) as Buffer | null;
    if (bytes !== null && bytes.length === size) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error('the client left');
    await new Promise<void>((done) => socket.once('readable', done).once('close', done));
  }
}
