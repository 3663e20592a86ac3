/** Width and height in CSS pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

type Reader = (view: DataView) => PictureSize | undefined;

/**
 * How large a picture is, read from its first bytes (PNG, GIF, JPEG, WebP, AVIF) or from the `width`, `height` or
 * `viewBox` of an SVG. Undefined for anything else, and for pictures that do not say.
 */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const reader = readers.find(({ is }) => is(view))?.read;
    const size = reader === undefined ? svg(bytes) : reader(view);
    return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the file ends too early
    throw error;
  }
}

const ascii = (view: DataView, offset: number, length: number): string =>
  offset + length > view.byteLength ? '' : String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(offset + index)));

const readers: readonly { readonly is: (view: DataView) => boolean; readonly read: Reader }[] = [
  { is: (view) => ascii(view, 1, 3) === 'PNG', read: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }) },
  { is: (view) => ascii(view, 0, 3) === 'GIF', read: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }) },
  { is: (view) => ascii(view, 0, 2) === '\xff\xd8', read: jpeg },
  { is: (view) => ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP', read: webp },
  { is: (view) => ascii(view, 4, 8) === 'ftypavif', read: avif },
];

/** JPEG (ITU T.81): segments until the frame header, any SOF but the tables that share its range. */
function jpeg(view: DataView): PictureSize | undefined {
  let offset = 2;
  let turned = false;
  while (offset < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return undefined;
    const marker = view.getUint8(offset + 1);
    const length = view.getUint16(offset + 2);
    if (marker === 0xe1) turned = isTurned(view, offset + 4, length - 2);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [view.getUint16(offset + 5), view.getUint16(offset + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    offset += 2 + length;
  }
  return undefined;
}

/** Exif orientation 5 to 8 turns a photograph by a quarter. */
function isTurned(view: DataView, start: number, length: number): boolean {
  if (ascii(view, start, 4) !== 'Exif') return false;
  const tiff = start + 6;
  const little = ascii(view, tiff, 2) === 'II';
  const directory = tiff + view.getUint32(tiff + 4, little);
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > start + length) return false;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5;
  }
  return false;
}

/** WebP (RFC 9649): lossy, lossless and extended headers. */
function webp(view: DataView): PictureSize | undefined {
  const kind = ascii(view, 12, 4);
  if (kind === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind === 'VP8X') return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: ((view.getUint32(26, true) >>> 8) & 0xffffff) + 1 };
  return undefined;
}

/** AVIF (ISO/IEC 23008-12): the first `ispe` property. */
function avif(view: DataView): PictureSize | undefined {
  for (let offset = 8; offset + 16 < Math.min(view.byteLength, 4096); offset++) {
    if (ascii(view, offset, 4) === 'ispe') return { width: view.getUint32(offset + 8), height: view.getUint32(offset + 12) };
  }
  return undefined;
}

function svg(bytes: Uint8Array): PictureSize | undefined {
  const tag = /<svg\b[^>]*>/.exec(new TextDecoder().decode(bytes.subarray(0, 65_536)))?.[0];
  if (tag === undefined) return undefined;
  const length = (name: string): number | undefined => {
    const value = new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(tag)?.[1];
    return value === undefined ? undefined : Number(value);
  };
  const [width, height] = [length('width'), length('height')];
  if (width !== undefined && height !== undefined) return { width: Math.round(width), height: Math.round(height) };
  const box = /\sviewBox\s*=\s*["']\s*([^"']*)["']/.exec(tag)?.[1]?.trim().split(/[\s,]+/).map(Number);
  const [, , boxWidth, boxHeight] = box ?? [];
  return boxWidth === undefined || boxHeight === undefined ? undefined : { width: Math.round(boxWidth), height: Math.round(boxHeight) };
}
