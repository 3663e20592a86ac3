/** Offset of the first byte that is not well-formed UTF-8 (RFC 3629, Unicode table 3-7). */
export function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return bytes.length;
}

/** Length of the well-formed sequence at `at`; 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const follows = (index: number): boolean => ((bytes[at + index] ?? 0) & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return follows(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && follows(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

/** A file name as provided by the system. */
export interface FileName {
  /** As text; bytes that are not UTF-8 are escaped, `\xE9`. */
  readonly shown: string;
  /** Whether it is valid UTF-8: other names cannot be linked to or opened by name. */
  readonly isText: boolean;
  /** For other names: the name decoded as Windows-1252 or Latin-1. */
  readonly meant?: string;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes the bytes of a file name. */
export function readFileName(bytes: Uint8Array): FileName {
  const whole = utf8.decode(bytes);
  if (!whole.includes('\uFFFD') || firstBadByte(bytes) === bytes.length) return { shown: whole, isText: true };
  let shown = '';
  let isMixed = false;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    isMixed ||= length > 1;
    shown +=
      length === 0 ? `\\x${(bytes[at] ?? 0).toString(16).toUpperCase()}` : utf8.decode(bytes.subarray(at, at + length));
    at += Math.max(1, length);
  }
  const meant = new TextDecoder('windows-1252').decode(bytes);
  return { shown, isText: false, ...(isMixed || !/^[\p{L}\p{N} ._()+-]+$/u.test(meant) ? {} : { meant }) };
}
