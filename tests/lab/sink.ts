import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server that nothing of the lab may ever reach: it notes every connection and every request. */
export class Sink {
  readonly requests: string[] = [];
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request.url ?? '');
      const type = request.url === '/events' ? 'text/event-stream' : 'text/javascript';
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': type });
      if (type === 'text/event-stream') response.write('data: x\n\n');
      else response.end('');
    });
    this.#server.on('upgrade', (request, socket) => {
      this.requests.push(request.url ?? '');
      socket.destroy();
    });
    this.#server.on('connection', (socket) => {
      this.connections++;
      this.#sockets.add(socket);
    });
  }

  static async open(): Promise<Sink> {
    const sink = new Sink();
    await new Promise<void>((done) => void sink.#server.listen(0, '127.0.0.1', done));
    return sink;
  }
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  forget(): void {
    this.requests.length = this.connections = 0;
  }
  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
