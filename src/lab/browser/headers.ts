import { BRANDS, USER_AGENT } from './page.ts';

/** Request headers in the order in which Chromium sends them to a loopback server. */

type Header = readonly [name: string, value: string];

const platform: Header = ['sec-ch-ua-platform', '"Linux"'];
const agent: Header = ['User-Agent', USER_AGENT];
const brands: Header = ['sec-ch-ua', BRANDS];
const mobile: Header = ['sec-ch-ua-mobile', '?0'];
const tail = (pageOrigin: string): Header[] => [
  ['Referer', `${pageOrigin}/`],
  ['Accept-Encoding', 'gzip, deflate, br, zstd'],
  ['Accept-Language', 'en-US,en;q=0.9'],
];
const destination: Header = ['Sec-Fetch-Dest', 'empty'];
const mode: Header = ['Sec-Fetch-Mode', 'cors'];

/** The value of `Sec-Fetch-Site`. Ports do not matter for the site. */
function site(url: URL, pageOrigin: string): Header {
  const where =
    url.origin === pageOrigin
      ? 'same-origin'
      : url.hostname === new URL(pageOrigin).hostname
        ? 'same-site'
        : 'cross-site';
  return ['Sec-Fetch-Site', where];
}

/** Headers of a `fetch`. `own` are those that the program set, `length` is the length of the body. */
export function fetchHeaders({
  url,
  pageOrigin,
  method,
  own,
  accept,
  length,
}: {
  url: URL;
  pageOrigin: string;
  method: string;
  own: readonly Header[];
  accept: string;
  length: number | undefined;
}): Header[] {
  const tellsOrigin = url.origin !== pageOrigin || (method !== 'GET' && method !== 'HEAD');
  return [
    ...(length === undefined ? [] : [['Content-Length', String(length)] as const]),
    platform,
    agent,
    brands,
    ...own,
    mobile,
    ['Accept', accept],
    ...(tellsOrigin ? [['Origin', pageOrigin] as const] : []),
    site(url, pageOrigin),
    mode,
    destination,
    ...tail(pageOrigin),
  ];
}

/** Headers of a CORS preflight. */
export function preflightHeaders(
  url: URL,
  pageOrigin: string,
  asked: { readonly method: string; readonly names: readonly string[] },
): Header[] {
  return [
    ['Accept', '*/*'],
    ['Access-Control-Request-Method', asked.method],
    ...(asked.names.length > 0 ? [['Access-Control-Request-Headers', asked.names.join(',')] as const] : []),
    ['Origin', pageOrigin],
    agent,
    mode,
    site(url, pageOrigin),
    destination,
    ...tail(pageOrigin),
  ];
}

/** Headers of an `EventSource`, with the id of the last event received. */
export function eventSourceHeaders(url: URL, pageOrigin: string, lastEventId: string): Header[] {
  return [
    ['Pragma', 'no-cache'],
    ['Cache-Control', 'no-cache'],
    platform,
    agent,
    ['Accept', 'text/event-stream'],
    brands,
    mobile,
    ...(url.origin === pageOrigin ? [] : [['Origin', pageOrigin] as const]),
    ...(lastEventId ? [['Last-Event-ID', lastEventId] as const] : []),
    site(url, pageOrigin),
    mode,
    destination,
    ...tail(pageOrigin),
  ];
}
