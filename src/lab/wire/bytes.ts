/** Byte operations that are independent of any protocol. */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Concatenates the parts into a new array. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Encodes a string as UTF-8. */
export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text);

/** Decodes UTF-8; undefined if the bytes are not valid and complete. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Decodes UTF-8, with U+FFFD for invalid bytes. */
export const decodeUtf8Lossy = (bytes: Uint8Array): string => lossy.decode(bytes);

/** Decodes one character per byte, as for HTTP heads (RFC 9112, section 2.2). */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Encodes one byte per character; characters above U+00FF lose their upper byte. */
export const encodeLatin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

/** Formats bytes as `81 8d f8`. */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** The eight bits of a byte, most significant first. */
export const bits = (byte: number): string => byte.toString(2).padStart(8, '0');
