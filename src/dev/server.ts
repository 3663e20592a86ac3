import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostRefused, isHostAllowed } from './hosts.ts';

/** Answers a request, or says that it cannot. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Listens at a port, or the next free one; 0 for any. A request that names another host is refused. */
export async function serve(answer: Answer, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (!isHostAllowed(request.headers.host, host)) {
      response.writeHead(403, plainText).end(`${hostRefused}\n`);
      return;
    }
    answer(request, response).then(
      (isAnswered) => isAnswered || response.writeHead(404).end(),
      (error: unknown) => {
        if (!response.headersSent) response.writeHead(500, plainText);
        response.end(`${String(error)}\n`);
      },
    );
  });
  for (let tried = port; ; tried++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(tried, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return server;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || tried === 0 || tried >= 65_535) throw error;
    }
  }
}

const plainText = { 'content-type': 'text/plain; charset=utf-8' };

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Ends it with all its connections, those that browsers keep open included. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
