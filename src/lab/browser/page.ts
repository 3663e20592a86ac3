/** The page that a browser program belongs to, as the web APIs see it. */
export interface Page {
  readonly origin: string;
  /** Prints an error of the program as Chromium prints uncaught errors. */
  reportError(error: unknown): void;
  /** Prints a console message of the browser itself. */
  complain(text: string): void;
}

/** The version of Chromium whose headers and wording the lab follows. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

export const BRANDS = '"Chromium";v="156", "Not)A;Brand";v="24"';

/** Chromium's network error for an operating system error code. */
export function netError(code: string): string {
  return NET_ERRORS[code] ?? 'ERR_FAILED';
}
const NET_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
};

/** Host (without the brackets of an IPv6 address) and port (the scheme's default if none is given). */
export function endpointOf(url: URL): { host: string; port: number } {
  const port = url.port ? Number(url.port) : url.protocol === 'https:' || url.protocol === 'wss:' ? 443 : 80;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}
