/** `https` and `tls`: imported by `ws` but never used, since the lab has no encrypted connections. */
const absent = (what: string) => (): never => {
  throw Object.assign(new Error(`the lab has no ${what}`), { code: 'ERR_LAB_UNSUPPORTED' });
};
export const request = absent('https');
export const get = request;
export const createServer = request;
export const connect = absent('tls');
export default { request, get, createServer, connect };
