import type { Action, NetEvent } from '../protocol.ts';

/** The program's only connection to the hub: actions go out in order, network events come in. */

/** Network events of a socket. */
export interface SocketListener {
  connect?(): void;
  data(bytes: Uint8Array): void;
  /** The peer has half-closed the connection. */
  end(): void;
  /** The connection is closed. */
  close(): void;
  error(error: { message: string; code: string; syscall: string }): void;
}

/** Network events of a listening port. */
export interface PortListener {
  accept(socket: number, peerPort: number): void;
  /** Another program already listens on the port. */
  taken(): void;
}

let emit: (action: Action) => void = () => {};
const sockets = new Map<number, SocketListener>();
const ports = new Map<number, PortListener>();
let lastSocket = 0;

/** Sets the function that actions are sent to. */
export const setReporter = (reporter: (action: Action) => void): void => void (emit = reporter);

export const hostBridge = {
  /** False if this program already listens on the port. */
  listen(port: number, listener: PortListener): boolean {
    if (ports.has(port)) return false;
    ports.set(port, listener);
    emit({ a: 'listen', port });
    return true;
  },
  unlisten(port: number): void {
    if (ports.delete(port)) emit({ a: 'unlisten', port });
  },
  connect(host: string, port: number, listener: SocketListener): number {
    sockets.set(++lastSocket, listener);
    emit({ a: 'connect', socket: lastSocket, host, port });
    return lastSocket;
  },
  attach(socket: number, listener: SocketListener): void {
    sockets.set(socket, listener);
  },
  write(socket: number, bytes: Uint8Array): void {
    // copied, because the program may reuse its buffer
    emit({ a: 'write', socket, bytes: Uint8Array.prototype.slice.call(bytes) });
  },
  end(socket: number): void {
    emit({ a: 'end', socket });
  },
  destroy(socket: number): void {
    if (sockets.delete(socket)) emit({ a: 'destroy', socket });
  },
  /** Dispatches an event of the network. */
  hear(event: NetEvent): void {
    if (event.type === 'accept') return ports.get(event.port)?.accept(event.socket, event.peerPort);
    if (event.type === 'port-taken') return ports.get(event.port)?.taken();
    const listener = sockets.get(event.socket);
    if (event.type === 'close' || event.type === 'error') sockets.delete(event.socket);
    if (event.type === 'data') listener?.data(event.bytes);
    else if (event.type === 'error') listener?.error(event);
    else listener?.[event.type]?.();
  },
};
