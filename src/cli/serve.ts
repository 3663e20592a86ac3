import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Refusal, systemCode } from './refusal.ts';

export interface ServeOptions {
  /** Folder of the built site. */
  readonly folder: string;
  /** Path the site lives under, `/` or `/some/path/`. */
  readonly base: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** What to suggest where the port is taken, given a port that may be free. */
  readonly otherPort: (port: number) => string;
}

export interface Serving {
  /** Where to look, with the base path: `http://localhost:4321/`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves a built site to this machine only, as a good static host would: content types, the site's own 404 page,
 * folders with and without a slash, `ETag` and 304, compression, files with a hash in their name kept for ever.
 * No request reaches a file outside the folder.
 *
 * @throws {Refusal} where the port is taken or may not be used.
 */
export async function serve({ folder, base, port, otherPort }: ServeOptions): Promise<Serving> {
  const site = new StaticSite(folder, base);
  const answer = (request: IncomingMessage, response: ServerResponse): void => site.answer(request, response);
  const first = await listen(answer, '127.0.0.1', port, otherPort);
  const { port: actual } = first.address() as AddressInfo;
  // `localhost` means both; without the second, a browser could reach another program that has this port there.
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

function listen(answer: (request: IncomingMessage, response: ServerResponse) => void, host: string, port: number, otherPort: (port: number) => string): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = systemCode(error);
      if (code === 'EADDRINUSE') reject(new Refusal(`Port ${port} is taken: another program listens there.`, `Stop it, or take another port: ${otherPort(port + 1)}`));
      else if (code === 'EACCES') reject(new Refusal(`Port ${port} may not be used by you.`, `Take one above 1023: ${otherPort(4321)}`));
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

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
};

interface SiteFile {
  readonly path: string;
  readonly body: Buffer;
  readonly etag: string;
}

class StaticSite {
  readonly #root: string;
  readonly #base: string;
  readonly #compressed = new Map<string, Buffer>();

  constructor(folder: string, base: string) {
    this.#root = realpathSync(folder);
    this.#base = base;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
    const segments = segmentsOf(pathname);
    if (segments === undefined) {
      response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' }).end('This address is not one.\n');
      return;
    }
    const below = this.#belowBase(segments);
    const found = below === undefined ? undefined : this.#find(below);
    if (found === 'folder' && !pathname.endsWith('/')) {
      const address = `/${segments.map(encodeURIComponent).join('/')}/${query === undefined ? '' : `?${query}`}`;
      response.writeHead(301, { Location: address }).end();
      return;
    }
    const file = found === 'folder' ? this.#find([...(below ?? []), 'index.html']) : found;
    // A file is no folder: `/page.html/` is nothing.
    if (file !== undefined && file !== 'folder' && (found === 'folder' || !pathname.endsWith('/'))) this.#send(request, response, 200, file);
    else this.#notFound(request, response);
  }

  #belowBase(segments: readonly string[]): readonly string[] | undefined {
    const base = segmentsOf(this.#base) ?? [];
    return base.every((segment, index) => segments[index] === segment) ? segments.slice(base.length) : undefined;
  }

  /** A file of the site, or that there is a folder of this name; links out of the site lead to nothing. */
  #find(segments: readonly string[]): SiteFile | 'folder' | undefined {
    try {
      const real = realpathSync(path.join(this.#root, ...segments));
      if (real !== this.#root && !real.startsWith(this.#root + path.sep)) return undefined;
      const stat = statSync(real);
      if (stat.isDirectory()) return 'folder';
      if (!stat.isFile()) return undefined;
      const body = readFileSync(real);
      return { path: real, body, etag: createHash('sha1').update(body).digest('base64url') };
    } catch {
      return undefined;
    }
  }

  #notFound(request: IncomingMessage, response: ServerResponse): void {
    const page = this.#find(['404.html']);
    if (page !== undefined && page !== 'folder') this.#send(request, response, 404, page);
    else response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('There is nothing at this address.\n');
  }

  #send(request: IncomingMessage, response: ServerResponse, status: number, file: SiteFile): void {
    const type = types[path.extname(file.path).toLowerCase()] ?? 'application/octet-stream';
    const encoding = /charset=/.test(type) ? acceptedEncoding(request.headers['accept-encoding']) : undefined;
    const etag = `"${file.etag}${encoding === undefined ? '' : `-${encoding}`}"`;
    const hashed = /[\\/]_astro[\\/]/.test(file.path);
    const headers = {
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'ETag': etag,
      'Vary': 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
    };
    if (status === 200 && isKnown(request.headers['if-none-match'], etag)) {
      response.writeHead(304, headers).end();
      return;
    }
    const body = encoding === undefined ? file.body : this.#compress(etag, encoding, file.body);
    response.writeHead(status, { ...headers, 'Content-Type': type, 'Content-Length': body.length, ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }) });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  #compress(key: string, encoding: 'br' | 'gzip', body: Buffer): Buffer {
    const known = this.#compressed.get(key);
    if (known !== undefined) return known;
    const small = encoding === 'br' ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : gzipSync(body);
    this.#compressed.set(key, small);
    return small;
  }
}

/** The names in a path; undefined where it is malformed or tries to leave the site. */
function segmentsOf(pathname: string): readonly string[] | undefined {
  try {
    const segments = pathname.split('/').filter(Boolean).map(decodeURIComponent);
    return segments.some((segment) => segment === '..' || segment === '.' || /[/\\\0]/.test(segment)) ? undefined : segments;
  } catch {
    return undefined;
  }
}

/** Brotli before gzip; `q=0` means never (RFC 9110, 12.5.3). */
function acceptedEncoding(header: string | string[] | undefined): 'br' | 'gzip' | undefined {
  const offers = String(header ?? '').split(',').map((offer) => offer.trim().split(/\s*;\s*q=/));
  return (['br', 'gzip'] as const).find((encoding) => offers.some(([name, weight]) => name === encoding && Number(weight ?? 1) > 0));
}

/** Whether the browser has this version already (RFC 9110, 13.1.2; weak comparison). */
function isKnown(header: string | undefined, etag: string): boolean {
  return header !== undefined && (header.trim() === '*' || header.split(',').some((known) => known.trim().replace(/^W\//, '') === etag));
}
