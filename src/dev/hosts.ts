import { isIP } from 'node:net';

/**
 * Whether a `Host` header names this machine, as `localhost` or by its loopback address. Another name that leads here belongs
 * to a site that had its name resolved anew, to read what is served here (DNS rebinding).
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return (
    host !== undefined &&
    /^(?:(?:[a-z\d-]{1,63}\.)?localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?$/i.test(host)
  );
}

/**
 * Whether a `Host` header names this machine, or what the server was told to listen at. Told to listen at all addresses
 * (`0.0.0.0`, `::`), it answers for each of them: an address does not depend on DNS.
 */
export function isHostAllowed(header: string | undefined, host: string): boolean {
  if (isLoopbackHost(header)) return true;
  const name = /^(?:\[([^\]]+)\]|([^:]+))(?::\d{1,5})?$/
    .exec(header?.toLowerCase() ?? '')
    ?.slice(1)
    .find(Boolean);
  if (name === undefined) return false;
  return name === host.toLowerCase() || (isForAll(host) && isIP(name) !== 0);
}

const isForAll = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** What is said to a request that is refused for its `Host`. */
export const hostRefused =
  'This server does not answer for this host. Start it with `--host` and the name to allow it.';
