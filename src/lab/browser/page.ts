/** The page a browser's program belongs to, and what its parts ask of it. */
export interface Page {
  readonly origin: string;
  /** An error of the program itself, printed as Chromium prints what nobody caught. */
  reportError(error: unknown): void;
  /** A line the browser itself writes to the console. */
  complain(text: string): void;
}

/** The version of Chromium whose headers and wording the lab follows. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';

export const BRANDS = '"Chromium";v="156", "Not)A;Brand";v="24"';

/** The network error Chromium names where the operating system says `code`. */
export function netError(code: string): string {
  return NET_ERRORS[code] ?? 'ERR_FAILED';
}
const NET_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
};

/** A host without the brackets of an IPv6 address, and the port a scheme means where none is written. */
export function endpointOf(url: URL): { host: string; port: number } {
  const port = url.port ? Number(url.port) : url.protocol === 'https:' || url.protocol === 'wss:' ? 443 : 80;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}
