/**
 * A picture without what a camera or a program wrote into it: place, time, device, comments, small copies. The pixels, the
 * colour profile and which side is up stay, byte for byte. The same array where there is nothing to take away, and for
 * what is no JPEG, PNG or WebP, or is broken.
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  const parts = jpegParts(bytes) ?? pngParts(bytes) ?? webpParts(bytes);
  if (parts === undefined) return bytes;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length === bytes.length) return bytes;
  const kept = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    kept.set(part, at);
    at += part.length;
  }
  return kept;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/**
 * The segments of a JPEG (ITU-T T.81, annex B) that say how its pixels are read, up to its end: behind that, cameras put
 * small films, depths and second pictures, with words of their own.
 */
function jpegParts(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!;
    const end = at + 2 + view.getUint16(at + 2);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda && end <= bytes.length) {
      const next = scanEnd(bytes, end);
      parts.push(bytes.subarray(at, next));
      // One that breaks off in its pixels is shown as far as it goes.
      if (next === bytes.length || bytes[next + 1] === 0xd9) return [...parts, bytes.subarray(next, next + 2)];
      at = next;
      continue;
    }
    // Markers without a length stand only within scans.
    if (marker < 0xc0 || end < at + 4 || end > bytes.length) return undefined;
    const name = textAt(bytes, at + 4, 12);
    if (marker === 0xe1 && name.startsWith('Exif\0\0')) parts.push(turned(orientationIn(bytes.subarray(at + 10, end))));
    else if (isOfPixels(marker, name)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return undefined;
}

/** Where the marker stands that ends the coded data of a scan; in it, 0xff is followed by 0, or marks a restart. */
function scanEnd(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** Tables and frames, JFIF, colour profiles, and how Adobe's colours are meant; no other application data, no comments. */
const isOfPixels = (marker: number, name: string): boolean =>
  marker <= 0xe0 || (marker === 0xe2 && name === 'ICC_PROFILE\0') || marker === 0xee;

/** Which side is up, by Exif (tag 0x0112): 1 where it does not say. */
function orientationIn(tiff: Uint8Array): number {
  const isLittle = textAt(tiff, 0, 2) === 'II';
  const view = viewOf(tiff);
  const first = tiff.length < 8 ? 0 : view.getUint32(4, isLittle);
  const count = first < 8 || first + 2 > tiff.length ? 0 : view.getUint16(first, isLittle);
  for (let entry = first + 2; entry < first + 2 + count * 12 && entry + 12 <= tiff.length; entry += 12)
    if (view.getUint16(entry, isLittle) === 0x0112) return view.getUint16(entry + 8, isLittle);
  return 1;
}

/** A segment of Exif that says nothing but which side is up; none where it is the usual one. */
function turned(orientation: number): Uint8Array {
  if (orientation < 2 || orientation > 8) return new Uint8Array(0);
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  const header = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8];
  const entry = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const segment = [...exif, ...header, ...entry, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xe1, 0, segment.length + 2, ...segment]);
}

/** What says how a PNG looks and moves (PNG, third edition); texts, times, Exif and chunks of other programs do not. */
const ofPng =
  /^(?:IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|cICP|mDC[Vv]|cLL[Ii]|sBIT|bKGD|hIST|pHYs|sPLT|acTL|fcTL|fdAT)$/;

/** The chunks of a PNG that say how it looks, up to its end. */
function pngParts(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  if (textAt(bytes, 0, 8) !== '\u0089PNG\r\n\u001a\n') return undefined;
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const type = textAt(bytes, at + 4, 4);
    if (ofPng.test(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return parts;
    at = end;
  }
  return undefined;
}

/** The chunks of a WebP but for Exif and XMP, with a header that says so. */
function webpParts(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  if (textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP') return undefined;
  const view = viewOf(bytes);
  const chunks: Uint8Array[] = [];
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (end > bytes.length) return undefined;
    const type = textAt(bytes, at, 4);
    const chunk = bytes.slice(at, end);
    // The flags for Exif and XMP.
    if (type === 'VP8X' && size > 0) chunk[8]! &= ~0b1100;
    if (type !== 'EXIF' && type !== 'XMP ') chunks.push(chunk);
    at = end;
  }
  const header = bytes.slice(0, 12);
  viewOf(header).setUint32(4, 4 + chunks.reduce((sum, { length }) => sum + length, 0), true);
  return [header, ...chunks];
}
