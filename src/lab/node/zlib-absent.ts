/** `zlib` for the bundle without compression; `zlib.ts` is the real one. */
const absent = (): never => {
  throw Object.assign(new Error('the lab of this lesson comes without compression: leave out perMessageDeflate'), {
    code: 'ERR_LAB_UNSUPPORTED',
  });
};
export const constants = { Z_SYNC_FLUSH: 2 };
export const Z_DEFAULT_WINDOWBITS = 15;
export const Z_SYNC_FLUSH = 2;
export const createInflateRaw = absent;
export const createDeflateRaw = absent;
/** Whether a client may offer compression. */
export const available = false;
export default { constants, Z_DEFAULT_WINDOWBITS, Z_SYNC_FLUSH, createInflateRaw, createDeflateRaw };
