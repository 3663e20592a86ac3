import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import compression from '@polka/compression';
import { lookup, mimes } from 'mrmime';
import { isLoopbackHost } from '../dev/hosts.ts';
import { Refusal, systemCode } from './refusal.ts';

// The package lacks unregistered types.
mimes['ico'] ??= 'image/x-icon';

export interface ServeOptions {
  /** Folder of the built site. */
  readonly folder: string;
  /** Its files, relative to the folder: nothing else in there is served. Without them, all are. */
  readonly files?: ReadonlySet<string>;
  /** Base path of the site, `/` or `/some/path/`. */
  readonly base: string;
  /** 0 chooses any free port. */
  readonly port: number;
  /** The suggestion if the port is in use, given a port that may be free. */
  readonly otherPort: (port: number) => string;
}

export interface Serving {
  /** The URL including the base path: `http://localhost:4321/`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves a built site on loopback only, to requests that name it so, like a good static host: content types, the site's 404 page, folders with and
 * without a trailing slash, `ETag` and 304, compression, immutable caching of hashed files. Files outside the folder
 * and hidden files are never served.
 *
 * @throws {Refusal} if the port is in use or not permitted.
 */
export async function serve({ folder, files, base, port, otherPort }: ServeOptions): Promise<Serving> {
  const answer = siteHandler(folder, files, base);
  const first = await listen(answer, '127.0.0.1', port, otherPort);
  const { port: actual } = first.address() as AddressInfo;
  // `localhost` resolves to both addresses; without listening on the second, a browser could reach another program on
  // that port.
  const second = await listen(answer, '::1', actual, otherPort).catch((error: unknown) => {
    const absent = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(systemCode(error) ?? '');
    if (absent) return undefined;
    first.close();
    throw error;
  });
  return {
    address: `http://localhost:${actual}${base}`,
    close: async () => {
      await Promise.all([first, second].map((server) => server && closed(server)));
    },
  };
}

function listen(
  answer: RequestListener,
  host: string,
  port: number,
  otherPort: (port: number) => string,
): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = systemCode(error);
      if (code === 'EADDRINUSE')
        reject(
          new Refusal(
            `Port ${port} is taken: another program listens there.`,
            `Stop it, or take another port: ${otherPort(port + 1)}`,
          ),
        );
      else if (code === 'EACCES')
        reject(new Refusal(`Port ${port} may not be used by you.`, `Take one above 1023: ${otherPort(4321)}`));
      else reject(error);
    });
    server.listen({ host, port }, () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/**
 * Not `sirv`: it does not send a page with a 404, does not support names with `#` or `?`, follows symbolic links out of
 * the folder and crashes on `Range: bytes=5-2`. Working around all that takes more code than `sendFile`.
 */
function siteHandler(folder: string, files: ReadonlySet<string> | undefined, base: string): RequestListener {
  const root = realpathSync(folder);
  const find = (names: readonly string[]): SiteFile | 'folder' | undefined => findIn(root, files, names);
  const baseNames = namesIn(base) ?? [];
  const compress = compression({ brotli: true, level: 6 });
  const answer: RequestListener = (request, response) => {
    if (!isLoopbackHost(request.headers.host)) return sendText(response, 421, 'This server answers to localhost only.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendText(response, 405, 'Only GET and HEAD are answered.', { Allow: 'GET, HEAD' });
    const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
    const names = namesIn(pathname);
    if (names === undefined) return sendText(response, 400, 'This address is not one.');
    const below = baseNames.every((name, index) => names[index] === name) ? names.slice(baseNames.length) : undefined;
    const found = below && find(below);
    if (found === 'folder' && !pathname.endsWith('/')) {
      const address = `/${names.map(encodeURIComponent).join('/')}/${query === undefined ? '' : `?${query}`}`;
      return sendText(response, 301, `It is at ${address}`, { Location: address });
    }
    // A file is not a folder: `/page.html/` is a 404.
    const file = pathname.endsWith('/') ? found === 'folder' && find([...(below ?? []), 'index.html']) : found;
    if (file && file !== 'folder') return sendFile(request, response, 200, file);
    const page = find(['404.html']);
    if (page === undefined || page === 'folder') sendText(response, 404, 'There is nothing at this address.');
    else sendFile(request, response, 404, page);
  };
  return (request, response) => compress(request, response, () => answer(request, response));
}

interface SiteFile {
  /** Path relative to the site's folder. */
  readonly name: string;
  readonly body: Buffer;
}

function sendFile(request: IncomingMessage, response: ServerResponse, status: number, { name, body }: SiteFile): void {
  const type = lookup(name) ?? 'application/octet-stream';
  // Weak, because it is the same for compressed and uncompressed responses.
  const etag = `W/"${createHash('sha1').update(body).digest('base64url')}"`;
  // File names in these folders contain a content hash.
  const isForEver = /^(?:_astro|_files)\//.test(name);
  response.setHeader('Cache-Control', isForEver ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('ETag', etag);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (status === 200 && request.headers['if-none-match']?.includes(etag)) {
    response.writeHead(304).end();
    return;
  }
  const textual = /^text\/|[/+](?:json|xml)$/.test(type);
  response.writeHead(status, {
    'Content-Type': textual ? `${type}; charset=utf-8` : type,
    'Content-Length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function sendText(response: ServerResponse, status: number, text: string, headers: OutgoingHttpHeaders = {}): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** Looks up a file or folder of the site. Symbolic links out of the site and hidden files are not found. */
function findIn(
  root: string,
  files: ReadonlySet<string> | undefined,
  names: readonly string[],
): SiteFile | 'folder' | undefined {
  if (names.some((name) => name.startsWith('.') && name !== '.well-known')) return undefined;
  try {
    const real = realpathSync(path.join(root, ...names));
    if (real !== root && !real.startsWith(root + path.sep)) return undefined;
    const stat = statSync(real);
    if (stat.isDirectory()) return 'folder';
    return stat.isFile() && files?.has(names.join('/')) !== false
      ? { name: names.join('/'), body: readFileSync(real) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The segments of a path; undefined if it is malformed or escapes the site. */
function namesIn(pathname: string): readonly string[] | undefined {
  try {
    const names = pathname.split('/').filter(Boolean).map(decodeURIComponent);
    return names.some((name) => name === '..' || name === '.' || /[/\\\0]/.test(name)) ? undefined : names;
  } catch {
    return undefined;
  }
}
