import { encodeUtf8 } from './bytes.ts';
import { sha1 } from './sha1.ts';

/** RFC 6455, section 1.3: what the server appends to the key before hashing it. */
export const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * `Sec-WebSocket-Accept` for a `Sec-WebSocket-Key`: proves that the server understands WebSocket (RFC 6455, section
 * 4.2.2).
 */
export const acceptFor = (key: string): string => btoa(String.fromCharCode(...sha1(encodeUtf8(key + KEY_SUFFIX))));
