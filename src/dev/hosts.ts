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
