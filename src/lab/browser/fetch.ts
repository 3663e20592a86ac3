import { queueTask } from '../node/loop.ts';
import { encodeUtf8 } from '../wire/bytes.ts';
import { statusOf, type HttpHead } from '../wire/http-parser.ts';
import { Blob, bytesOf } from './blob.ts';
import { corsProblem, preflightOf, preflightProblem, visibleHeaders } from './cors.ts';
import { fetchHeaders, preflightHeaders } from './headers.ts';
import type { HttpConnections } from './http.ts';
import type { Page } from './page.ts';
import { IncomingBody, Response } from './response.ts';

interface FetchOptions {
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: string | Uint8Array | ArrayBuffer | Blob | URLSearchParams | null;
  readonly signal?: AbortSignal | null;
}

/** The browser's `fetch` on the lab's wire: CORS with preflight, keep-alive, streamed bodies. */
export function createFetch(page: Page, connections: HttpConnections) {
  return async function fetch(
    input: string | URL | { readonly url: string },
    options: FetchOptions = {},
  ): Promise<Response> {
    const url = new URL(typeof input === 'object' && 'url' in input ? input.url : String(input), `${page.origin}/`);
    if (url.protocol !== 'http:') throw new TypeError('Failed to fetch');
    const named = (options.method ?? 'GET').toUpperCase();
    const method = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'].includes(named)
      ? named
      : (options.method ?? 'GET');
    const headers = new Headers(options.headers);
    const body = outgoingBody(options.body, headers);
    if (body && (method === 'GET' || method === 'HEAD'))
      throw new TypeError("Failed to execute 'fetch' on 'Window': Request with GET/HEAD method cannot have body.");
    options.signal?.throwIfAborted();

    const crossOrigin = url.origin !== page.origin;
    const asked = crossOrigin ? preflightOf(method, headers) : undefined;
    const context = { page, connections, url, signal: options.signal ?? undefined };
    if (asked) await preflight(context, asked);
    const own = [...headers]
      .filter(([name]) => name !== 'accept')
      .map(([name, value]) => [headerCase(name), value] as const);
    const length = body?.length ?? (method === 'POST' || method === 'PUT' ? 0 : undefined);
    const request = {
      method,
      url,
      body,
      headers: fetchHeaders({
        url,
        pageOrigin: page.origin,
        method,
        own,
        accept: headers.get('accept') ?? '*/*',
        length,
      }),
    };
    const { head, incoming } = await exchange(context, request);
    const problem = crossOrigin ? corsProblem(head, page.origin) : undefined;
    if (problem !== undefined) throw blocked(context, problem);
    if (statusOf(head) >= 400)
      page.complain(
        `Failed to load resource: the server responded with a status of ${statusOf(head)} (${reasonOf(head)})`,
      );
    const response = new Response(incoming, {
      status: statusOf(head),
      statusText: reasonOf(head),
      headers: visibleHeaders(head, crossOrigin),
    });
    return Object.assign(response, { url: url.href, type: crossOrigin ? 'cors' : 'basic' });
  };
}

interface Context {
  readonly page: Page;
  readonly connections: HttpConnections;
  readonly url: URL;
  readonly signal: AbortSignal | undefined;
}

/** Sends a request and resolves with the response head as soon as it arrives. */
function exchange(
  context: Context,
  request: Parameters<HttpConnections['send']>[0],
): Promise<{ head: HttpHead; incoming: IncomingBody }> {
  const { page, connections, signal } = context;
  const incoming = new IncomingBody();
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void => {
      incoming.fail(error);
      reject(error);
    };
    const cancel = connections.send(request, {
      head: (head) => queueTask(() => resolve({ head, incoming })),
      body: (bytes) => queueTask(() => incoming.push(bytes)),
      end: () => queueTask(() => incoming.end()),
      fail: (why) =>
        queueTask(() => {
          page.complain(`Failed to load resource: net::${why}`);
          failed(new TypeError(why === 'ERR_INCOMPLETE_CHUNKED_ENCODING' ? 'network error' : 'Failed to fetch'));
        }),
    });
    signal?.addEventListener('abort', () => {
      cancel();
      failed(signal.reason);
    });
  });
}

async function preflight(context: Context, asked: { method: string; names: string[] }): Promise<void> {
  const { page, url } = context;
  const headers = preflightHeaders(url, page.origin, asked);
  const { head } = await exchange(context, { method: 'OPTIONS', url, headers, body: undefined });
  const problem = preflightProblem(head, page.origin, asked);
  if (problem !== undefined) throw blocked(context, problem);
}

/** Like Chromium: the console explains why, the program only learns that the request failed. */
function blocked({ page, url }: Context, why: string): TypeError {
  page.complain(
    `Access to fetch at '${url.href}' from origin '${page.origin}' has been blocked by CORS policy: ${why}`,
  );
  page.complain('Failed to load resource: net::ERR_FAILED');
  return new TypeError('Failed to fetch');
}

/** The body's bytes. Sets `Content-Type` from the body if the program did not. */
function outgoingBody(body: FetchOptions['body'], headers: Headers): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  const type =
    typeof body === 'string'
      ? 'text/plain;charset=UTF-8'
      : body instanceof URLSearchParams
        ? 'application/x-www-form-urlencoded;charset=UTF-8'
        : body instanceof Blob
          ? body.type
          : '';
  if (type && !headers.has('content-type')) headers.set('content-type', type);
  return body instanceof URLSearchParams ? encodeUtf8(body.toString()) : bytesOf(body);
}

const reasonOf = (head: HttpHead): string => head.line.split(' ').slice(2).join(' ');
/** Chromium sends known headers in their usual case and others in lower case, as `Headers` stores them. */
const headerCase = (name: string): string =>
  KNOWN.has(name) ? name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()) : name;
const KNOWN = new Set([
  'authorization',
  'content-type',
  'content-language',
  'range',
  'cache-control',
  'pragma',
  'if-none-match',
  'if-modified-since',
]);
