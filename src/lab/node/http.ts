import { IncomingMessage } from './http-incoming.ts';
import { METHODS, ServerResponse, STATUS_CODES } from './http-outgoing.ts';
import { Server } from './http-server.ts';
import { ClientRequest, get, request } from './http-client.ts';

/**
 * `http`: servers with keep-alive, bodies, chunked responses and upgrades, and the part of the client that `ws` and
 * `http.get` need.
 */
export class Agent {}
export const globalAgent = new Agent();
export const createServer = (...args: unknown[]): Server => new Server(...args);
export { ClientRequest, get, IncomingMessage, METHODS, request, Server, ServerResponse, STATUS_CODES };
export default {
  Agent,
  ClientRequest,
  createServer,
  get,
  globalAgent,
  IncomingMessage,
  METHODS,
  request,
  Server,
  ServerResponse,
  STATUS_CODES,
};
