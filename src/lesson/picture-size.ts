import { disableTypes, imageSize, types } from 'image-size';
import { SVG } from 'image-size/types/svg';

/** Width and height in CSS pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const bitmaps: ReadonlySet<string> = new Set(['png', 'gif', 'jpg', 'webp', 'heif']);
disableTypes(types.filter((type) => !bitmaps.has(type)));

/**
 * How large a picture is as shown, read from its header (PNG, GIF, JPEG, WebP, AVIF) or from the `width`, `height` or
 * `viewBox` of an SVG. Undefined for anything else, and for pictures that do not say.
 */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const size = attempt(() => imageSize(headOf(bytes))) ?? attempt(() => SVG.calculate(rootElement(bytes)));
  if (size === undefined || !isLength(size.width) || !isLength(size.height)) return undefined;
  // Exif orientation 5 to 8 turns a photograph by a quarter.
  const turned = (size.orientation ?? 1) >= 5;
  return turned ? { width: size.height, height: size.width } : { width: size.width, height: size.height };
}

/** What `image-size` says of a picture; it throws where there is none, or where it ends too early. */
function attempt<Size>(read: () => Size): Size | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const isLength = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

/**
 * Only metadata of a JPEG can be long; the boxes of a HEIF file are read once for each of them, which takes time if there are
 * many. A copy, because `image-size` reads past the end of a view into what lies behind it in memory.
 */
const headOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes[0] === 0xff ? bytes : bytes.subarray(0, 65_536));

/** The first tag of an SVG, wherever it begins, in the spelling that `image-size` knows: single spaces, none around a value. */
function rootElement(bytes: Uint8Array): Uint8Array {
  const tag = /<svg\b[^>]*>/.exec(new TextDecoder().decode(bytes.subarray(0, 65_536)))?.[0] ?? '';
  const spaced = tag.replaceAll(/[\s,]+/g, ' ');
  return new TextEncoder().encode(spaced.replaceAll(/ ?= ?(["']) ?/g, '=$1').replaceAll(/ (["'])/g, '$1'));
}
