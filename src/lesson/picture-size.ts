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
 * The display size of an image, read from its header (PNG, GIF, JPEG, WebP, AVIF) or from the `width`, `height` or
 * `viewBox` of an SVG. Undefined for other files, and for images without a size.
 */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const size = attempt(() => imageSize(headOf(bytes))) ?? attempt(() => SVG.calculate(rootElement(bytes)));
  if (size === undefined || !isLength(size.width) || !isLength(size.height)) return undefined;
  // Exif orientations 5 to 8 rotate by 90 degrees.
  const turned = (size.orientation ?? 1) >= 5;
  return turned ? { width: size.height, height: size.width } : { width: size.width, height: size.height };
}

/** Calls `image-size`, which throws for files that are not images or are truncated; undefined in that case. */
function attempt<Size>(read: () => Size): Size | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const isLength = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

/**
 * The part of a file that is parsed. Only JPEG metadata can be long; for HEIF, parsing is quadratic in the number of
 * boxes, so the input is limited. Copied, because `image-size` reads beyond the end of a view into the underlying
 * buffer.
 */
const headOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes[0] === 0xff ? bytes : bytes.subarray(0, 65_536));

/** The first tag of an SVG, normalised to what `image-size` can parse: single spaces, none around values. */
function rootElement(bytes: Uint8Array): Uint8Array {
  const tag = /<svg\b[^<>]*>/.exec(new TextDecoder().decode(bytes.subarray(0, 65_536)))?.[0] ?? '';
  const spaced = tag.replaceAll(/[\s,]+/g, ' ');
  return new TextEncoder().encode(spaced.replaceAll(/ ?= ?(["']) ?/g, '=$1').replaceAll(/ (["'])/g, '$1'));
}
