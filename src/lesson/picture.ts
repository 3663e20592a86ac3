import type { PictureWidth } from '../course/model.ts';
import type { Attributes } from './html.ts';
import type { Need } from './sheets.ts';

/** A published image; width and height in CSS pixels, to avoid layout shifts. */
export interface Picture {
  readonly href: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** The same at several widths, the narrowest first; the last is `href`. */
  readonly sources?: readonly PictureSource[] | undefined;
  /** The one for dark grounds, if there is one. */
  readonly dark?: Picture | undefined;
}

/** A picture at one of its widths. */
export interface PictureSource {
  readonly href: string;
  /** Pixels across. */
  readonly width: number;
}

/** The text's column, `--measure` of `tokens.css`, in CSS pixels. */
const measure = 576;

/** Up to 64 rem a page is one column; a wider one leaves 60 rem to its pictures, beside the contents. */
const column = '(min-width: 64rem) 60rem, 100vw';

/** Width or height that an author has given, in CSS pixels. */
interface GivenSize {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/**
 * How a picture is shown: its size, given or its own, in its own proportions, so that nothing moves when it arrives, and the
 * widths from which the browser chooses the one that it needs. One that is wider than the column can be enlarged.
 */
export function shownAs(
  picture: Picture | undefined,
  given: GivenSize,
  { uses }: { uses?(need: Need): void },
): Attributes {
  const isWide = (picture?.width ?? 0) > measure;
  if (isWide) for (const need of ['blocks', 'enlarge'] as const) uses?.(need);
  return {
    ...choiceOf(picture, given.width),
    ...sizeOf(picture, given),
    ...(isWide ? { 'data-own': picture?.width } : {}),
  };
}

/** The width in CSS pixels: a share is one of the text's column, and on a phone at most the whole of it. */
export function givenWidth(width: PictureWidth | undefined): GivenSize {
  if (width === undefined) return {};
  return { width: 'pixels' in width ? width.pixels : Math.round((measure * width.percent) / 100) };
}

function choiceOf(picture: Picture | undefined, width: number | undefined): Attributes {
  const { sources = [] } = picture ?? {};
  if (sources.length < 2) return {};
  return {
    srcset: sources.map((source) => `${source.href} ${source.width}w`).join(', '),
    sizes: width === undefined ? column : `min(${width}px, 100vw)`,
  };
}

function sizeOf(picture: Picture | undefined, given: GivenSize): Attributes {
  const { width, height } = picture ?? {};
  // Both are given, or nothing is known of the proportions: what is given stays as it is.
  if (width === undefined || height === undefined || (given.width !== undefined && given.height !== undefined))
    return given.width === undefined ? {} : { width: given.width };
  if (given.width !== undefined) return { width: given.width, height: Math.round((given.width * height) / width) };
  if (given.height !== undefined) return { width: Math.round((given.height * width) / height), height: given.height };
  return { width, height };
}
