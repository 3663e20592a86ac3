import type { Action, LabHappening, NetEvent, WireEvent } from '../protocol.ts';
import type { Said } from '../said.ts';
import { WireDecoder, type Direction } from '../wire/decoder.ts';
import { LIMITS } from './limits.ts';
import type { Program } from './program.ts';

/** What the network needs from the hub. */
export interface NetworkHost {
  readonly now: number;
  readonly latency: number;
  tell(happening: LabHappening): void;
  /** Schedules an action on the lab's clock. */
  at(time: number, act: () => void): void;
  /** Delivers an event to a program at that time. */
  deliver(time: number, program: Program, event: NetEvent, then?: () => void): void;
  end(program: Program, state: 'flood', said: Said): void;
}

interface Side {
  readonly program: Program;
  readonly socket: number;
  /** This side has half-closed the connection. */
  ended: boolean;
  /** This side has destroyed its socket. */
  gone: boolean;
}

interface Connection {
  readonly id: string;
  readonly client: Side;
  readonly server: Side | undefined;
  readonly decoder: WireDecoder;
  /** When the latest packet arrives; later ones must not overtake it. */
  readonly arrival: Record<Direction, number>;
  dead: boolean;
}

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);
const FIRST_PEER_PORT = 49_152;

/** TCP as programs see it: connections between ports of one machine, with latency, delivered in order. */
export class Network {
  readonly #host: NetworkHost;
  readonly #connections = new Map<string, Connection>();
  readonly #ports = new Map<number, Program>();
  #bytes = 0;
  #accepted = 0;

  constructor(host: NetworkHost) {
    this.#host = host;
  }

  apply(program: Program, action: Extract<Action, { port: number } | { socket: number }>): void {
    switch (action.a) {
      case 'listen':
        return this.#listen(program, action.port);
      case 'unlisten':
        if (this.#ports.get(action.port) === program) this.#ports.delete(action.port);
        return;
      case 'connect':
        return this.#connect(program, action.socket, action.host, action.port);
      case 'write':
        return this.#write(program, action.socket, action.bytes);
      case 'end':
        return this.#end(program, action.socket);
      case 'destroy':
        return this.#destroy(program, action.socket);
    }
  }

  #listen(program: Program, port: number): void {
    if (this.#ports.has(port)) return this.#host.deliver(this.#host.now, program, { type: 'port-taken', port });
    this.#ports.set(port, program);
    this.#host.tell({ type: 'listen', id: program.spec.id, port });
  }

  /** One latency for the SYN, one for the answer. */
  #connect(program: Program, socket: number, host: string, port: number): void {
    if (this.#connections.size >= LIMITS.connections) {
      return this.#host.end(program, 'flood', {
        message: 'lab-connections',
        values: { file: program.spec.file },
      });
    }
    const local = LOCAL_HOSTS.has(host);
    const server = local ? this.#ports.get(port) : undefined;
    const { now, latency } = this.#host;
    const connection: Connection = {
      id: `c${this.#connections.size + 1}`,
      client: { program, socket, ended: false, gone: false },
      server: server && { program: server, socket: -++this.#accepted, ended: false, gone: false },
      decoder: new WireDecoder(),
      arrival: { c2s: now + latency, s2c: now + 2 * latency },
      dead: server === undefined,
    };
    this.#connections.set(connection.id, connection);
    this.#tell(connection, 'c2s', now + latency, {
      kind: 'connect',
      host,
      port,
      from: program.spec.id,
      to: server?.spec.id ?? null,
    });
    if (!connection.server) return this.#refuse(connection, local, host, port);
    this.#host.deliver(connection.arrival.c2s, connection.server.program, {
      type: 'accept',
      port,
      socket: connection.server.socket,
      peerPort: FIRST_PEER_PORT + this.#accepted - 1,
    });
    this.#host.deliver(connection.arrival.s2c, program, { type: 'connect', socket });
  }

  #refuse(connection: Connection, local: boolean, host: string, port: number): void {
    const error = local
      ? { message: `connect ECONNREFUSED 127.0.0.1:${port}`, code: 'ECONNREFUSED', syscall: 'connect' }
      : { message: `getaddrinfo ENOTFOUND ${host}`, code: 'ENOTFOUND', syscall: 'getaddrinfo' };
    const { program, socket } = connection.client;
    this.#host.at(connection.arrival.c2s, () => {
      this.#tell(connection, 's2c', connection.arrival.s2c, { kind: 'refused' });
      this.#host.deliver(connection.arrival.s2c, program, { type: 'error', socket, ...error });
    });
  }

  /** The connection side that belongs to a program's socket, if the connection still exists. */
  #find(
    program: Program,
    socket: number,
  ): { connection: Connection; from: Side; to: Side; dir: Direction } | undefined {
    for (const connection of this.#connections.values()) {
      const { client, server } = connection;
      if (connection.dead || !server) continue;
      if (client.program === program && client.socket === socket)
        return client.gone ? undefined : { connection, from: client, to: server, dir: 'c2s' };
      if (server.program === program && server.socket === socket)
        return server.gone ? undefined : { connection, from: server, to: client, dir: 's2c' };
    }
    return undefined;
  }

  #write(program: Program, socket: number, bytes: Uint8Array): void {
    const found = this.#find(program, socket);
    if (!found || found.from.ended) return;
    this.#bytes += bytes.length;
    if (bytes.length > LIMITS.write || this.#bytes > LIMITS.bytes) {
      return this.#host.end(program, 'flood', { message: 'lab-data', values: { file: program.spec.file } });
    }
    const { connection, dir } = found;
    const arrives = this.#arrival(connection, dir);
    for (const record of connection.decoder.push(dir, bytes)) this.#tell(connection, dir, arrives, record);
    this.#send(found, arrives, (to) => ({ type: 'data', socket: to, bytes }));
  }

  #end(program: Program, socket: number): void {
    const found = this.#find(program, socket);
    if (!found || found.from.ended) return;
    found.from.ended = true;
    const { connection, dir } = found;
    const arrives = this.#arrival(connection, dir);
    for (const record of connection.decoder.finish(dir)) this.#tell(connection, dir, arrives, record);
    this.#tell(connection, dir, arrives, { kind: 'fin' });
    this.#send(found, arrives, (to) => ({ type: 'end', socket: to }));
  }

  /** A program destroyed its socket: a reset unless it was ended before. */
  #destroy(program: Program, socket: number): void {
    const found = this.#find(program, socket);
    if (!found) return;
    const { connection, from, dir } = found;
    const arrives = this.#arrival(connection, dir);
    if (!from.ended)
      this.#tell(connection, dir, arrives, {
        kind: connection.client.gone || connection.server?.gone ? 'fin' : 'reset',
      });
    from.gone = true;
    this.#send(found, arrives, (to) => ({ type: 'close', socket: to }));
  }

  #arrival(connection: Connection, dir: Direction): number {
    return (connection.arrival[dir] = Math.max(connection.arrival[dir], this.#host.now + this.#host.latency));
  }

  /** Sends to the other side; delivered only if that side still exists on arrival. */
  #send(
    { connection, to }: { connection: Connection; to: Side },
    arrives: number,
    event: (socket: number) => NetEvent,
  ): void {
    this.#host.at(arrives, () => {
      if (connection.dead || to.gone || to.program.dead) return;
      const happening = event(to.socket);
      this.#host.deliver(
        this.#host.now,
        to.program,
        happening,
        happening.type === 'close' ? () => void (to.gone = true) : undefined,
      );
    });
  }

  #tell(
    connection: Connection,
    dir: Direction,
    arrivesAt: number,
    what: DistributiveOmit<WireEvent, 'type' | 'conn' | 'dir' | 'arrivesAt'>,
  ): void {
    this.#host.tell({ type: 'wire', conn: connection.id, dir, arrivesAt, ...what });
  }

  /** Cuts the cable: data in flight is lost and both sides get an error. */
  cut(id: string): void {
    const connection = this.#connections.get(id);
    if (!connection || connection.dead) return;
    connection.dead = true;
    this.#tell(connection, 'c2s', this.#host.now, { kind: 'cut' });
    for (const side of [connection.client, connection.server]) {
      if (!side || side.gone || side.program.dead) continue;
      this.#host.deliver(this.#host.now, side.program, {
        type: 'error',
        socket: side.socket,
        message: 'read ECONNRESET',
        code: 'ECONNRESET',
        syscall: 'read',
      });
    }
  }

  /** A program has exited: the system frees its ports and closes its connections. */
  leave(program: Program): void {
    for (const [port, owner] of this.#ports) if (owner === program) this.#ports.delete(port);
    for (const { client, server } of [...this.#connections.values()]) {
      for (const side of [client, server])
        if (side?.program === program && !side.gone) this.#destroy(program, side.socket);
    }
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
