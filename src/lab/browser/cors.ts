import { headerValue, statusOf, type HttpHead } from '../wire/http-parser.ts';

/** CORS for requests without credentials (Fetch standard, sections 3.3 and 4.8). */

const SAFE_METHODS = new Set(['GET', 'HEAD', 'POST']);
const SAFE_HEADERS = new Set(['accept', 'accept-language', 'content-language']);
const SAFE_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const SAFE_RESPONSE_HEADERS = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]);

/** The preflight that such a request needs; undefined if it needs none. */
export function preflightOf(method: string, headers: Headers): { method: string; names: string[] } | undefined {
  const names = [...headers.keys()].filter((name) => !isSafe(name, headers.get(name) ?? '')).toSorted();
  return SAFE_METHODS.has(method) && names.length === 0 ? undefined : { method, names };
}

function isSafe(name: string, value: string): boolean {
  return (
    SAFE_HEADERS.has(name) ||
    (name === 'content-type' && SAFE_TYPES.has(value.split(';', 1)[0]?.trim().toLowerCase() ?? ''))
  );
}

/** Why the page may not read this response, in Chromium's wording; undefined if it may. */
export function corsProblem(head: HttpHead, pageOrigin: string): string | undefined {
  const allowed = headerValue(head, 'access-control-allow-origin');
  if (allowed === '*' || allowed === pageOrigin) return undefined;
  if (allowed === undefined) return "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
  return `The 'Access-Control-Allow-Origin' header has a value '${allowed}' that is not equal to the supplied origin.`;
}

/** Why the preflight response forbids the request; undefined if it allows it. */
export function preflightProblem(
  head: HttpHead,
  pageOrigin: string,
  asked: { method: string; names: readonly string[] },
): string | undefined {
  const prefix = "Response to preflight request doesn't pass access control check:";
  const origin = corsProblem(head, pageOrigin);
  if (origin !== undefined) return `${prefix} ${origin}`;
  const status = statusOf(head);
  if (status < 200 || status > 299) return `${prefix} It does not have HTTP ok status.`;
  const methods = list(head, 'access-control-allow-methods');
  if (!SAFE_METHODS.has(asked.method) && !methods.includes(asked.method.toLowerCase()) && !methods.includes('*')) {
    return `Method ${asked.method} is not allowed by Access-Control-Allow-Methods in preflight response.`;
  }
  const names = list(head, 'access-control-allow-headers');
  const missing = asked.names.find(
    (name) => !names.includes(name) && (name === 'authorization' || !names.includes('*')),
  );
  return missing === undefined
    ? undefined
    : `Request header field ${missing} is not allowed by Access-Control-Allow-Headers in preflight response.`;
}

const list = (head: HttpHead, name: string): string[] =>
  (headerValue(head, name) ?? '')
    .toLowerCase()
    .split(',')
    .map((item) => item.trim());

/** The response headers that the page may read. */
export function visibleHeaders(head: HttpHead, crossOrigin: boolean): Headers {
  const exposed = list(head, 'access-control-expose-headers');
  const visible = (name: string): boolean =>
    !crossOrigin || SAFE_RESPONSE_HEADERS.has(name) || exposed.includes(name) || exposed.includes('*');
  return new Headers(
    head.headers
      .filter(([name]) => name.toLowerCase() !== 'set-cookie' && visible(name.toLowerCase()))
      .map(([name, value]): [string, string] => [name, value]),
  );
}
