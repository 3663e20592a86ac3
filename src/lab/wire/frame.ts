/** A WebSocket frame (RFC 6455, section 5.2). */
export interface Frame {
  readonly fin: boolean;
  /** RSV1, RSV2, RSV3 as a number from 0 to 7. */
  readonly rsv: number;
  readonly opcode: number;
  readonly masked: boolean;
  readonly maskingKey: Uint8Array | undefined;
  /** The bytes before the payload: two to fourteen. */
  readonly header: Uint8Array;
  /** Length of the complete payload, even if only its start is kept. */
  readonly payloadLength: number;
  /** The payload, unmasked. */
  readonly payload: Uint8Array;
}

/** The name of an opcode (RFC 6455, section 11.8). */
export function opcodeName(opcode: number): OpcodeName {
  return OPCODES[opcode] ?? 'reserved';
}
export type OpcodeName = 'continuation' | 'text' | 'binary' | 'close' | 'ping' | 'pong' | 'reserved';
const OPCODES: Readonly<Record<number, OpcodeName>> = {
  0: 'continuation',
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
};

/** Masking is its own inverse: octet i of the payload XOR octet i mod 4 of the key (RFC 6455, section 5.3). */
export const applyMask = (bytes: Uint8Array, key: Uint8Array): Uint8Array =>
  bytes.map((byte, i) => byte ^ (key[i & 3] ?? 0));

/**
 * Parses the frame at the start of the bytes, and returns its length; undefined while it is incomplete. At most `keep`
 * bytes of the payload are kept.
 */
export function parseFrame(bytes: Uint8Array, keep: number): { frame: Frame; length: number } | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  const masked = (second & 0x80) !== 0;
  const extended = { 126: 2, 127: 8 }[second & 0x7f] ?? 0;
  const headerLength = 2 + extended + (masked ? 4 : 0);
  if (bytes.length < headerLength) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const payloadLength =
    extended === 0 ? second & 0x7f : extended === 2 ? view.getUint16(2) : Number(view.getBigUint64(2));
  const length = headerLength + payloadLength;
  if (bytes.length < length) return undefined;
  const maskingKey = masked ? bytes.slice(headerLength - 4, headerLength) : undefined;
  const sent = bytes.slice(headerLength, headerLength + Math.min(payloadLength, keep));
  const frame: Frame = {
    fin: (first & 0x80) !== 0,
    rsv: (first >> 4) & 7,
    opcode: first & 15,
    masked,
    maskingKey,
    header: bytes.slice(0, headerLength),
    payloadLength,
    payload: maskingKey ? applyMask(sent, maskingKey) : sent,
  };
  return { frame, length };
}
