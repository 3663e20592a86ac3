import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Cache } from '../cache/cache.ts';
import { digest, digestOf } from '../cache/digest.ts';
import { filesIn } from '../cache/folders.ts';
import { pictureSize } from '../lesson/picture-size.ts';
import { addressHash } from './address-hash.ts';

/** A picture at one of its widths, as WebP. */
export interface SizedPicture {
  /** Pixels across. */
  readonly width: number;
  /** For its name. */
  readonly hash: string;
  readonly digest: string;
  /** Undefined where it is published already. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * Pixels across: enough for a phone, for a phone with a fine screen or the column of a laptop, for that column on a fine
 * screen.
 */
export const widest = 1920;
const widths = [640, 1280, widest];

/** Bytes below which a picture is sent faster than anything is won by choosing. */
const smallest = 8192;

/** A copy that is not smaller than this share of the picture is not worth its place. */
const worth = 0.9;

/**
 * WebP: AVIF takes about half the bytes and twenty to thirty times as long, minutes for the photos of a course. With all
 * colours at full resolution where edges are, for screenshots.
 */
const options = { quality: 80, smartSubsample: true } as const;

/** What is decoded at most, in pixels; a picture that claims more is shown as it is. */
const mostPixels = 100_000_000;

/** All that copies depend on beside their picture. */
const version = JSON.stringify([sharp.versions, widths, worth, options, mostPixels]);

/** What earlier runs have made of a picture. */
type Made = readonly Omit<SizedPicture, 'bytes'>[];

/**
 * A photo or screenshot at the widths that screens have use for, the narrowest first, without metadata, the right way up, in
 * sRGB. None of what moves, is small already, cannot be decoded, or is no JPEG, PNG or WebP. Where the picture itself is as
 * good as the widest copy would be, that copy is missing. Made once and kept in the cache; `isPublished` says which of
 * them need not even be read.
 */
export async function pictureWidths(
  bytes: Uint8Array,
  cache: Cache,
  isPublished: (copy: Made[number]) => boolean,
): Promise<readonly SizedPicture[]> {
  const size = pictureSize(bytes);
  if (size === undefined || bytes.length < smallest || !isStill(bytes)) return [];
  const key = digestOf(bytes);
  const known = cache.kind<Made>('widths', version);
  const made = known.get(key);
  if (made?.every(isPublished) === true) return made.map((copy) => ({ ...copy, bytes: undefined }));
  const folder = await cache.made('widths', {
    key: digest(version, key),
    most: 4096,
    async make(fresh) {
      for (const copy of await copies(bytes, size.width))
        writeFileSync(path.join(fresh, `${copy.width}.webp`), copy.bytes);
    },
  });
  const found = filesIn(folder)
    .map((file) => ({ width: Number.parseInt(file, 10), bytes: readFileSync(path.join(folder, file)) }))
    .toSorted((a, b) => a.width - b.width)
    .map((copy): SizedPicture & { readonly bytes: Uint8Array } => ({
      ...copy,
      hash: addressHash(copy.bytes),
      digest: digest(copy.bytes),
    }));
  known.put(
    key,
    found.map(({ width, hash, digest: sum }) => ({ width, hash, digest: sum })),
  );
  return found;
}

async function copies(bytes: Uint8Array, own: number): Promise<readonly { width: number; bytes: Uint8Array }[]> {
  const most = Math.min(own, widest);
  // Two that are nearly as wide as each other are one too many.
  const wanted = [...widths.filter((width) => width < most * 0.8), most];
  const made: { width: number; bytes: Uint8Array }[] = [];
  try {
    for (const width of wanted) {
      const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient().resize({ width });
      made.push({ width, bytes: await picture.webp(options).toBuffer() });
    }
  } catch {
    // Broken in a way that browsers may look past.
    return [];
  }
  return made.filter((copy) => copy.bytes.length < bytes.length * worth);
}

/** Whether it is a JPEG, PNG or WebP that does not move. */
function isStill(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).toString('latin1');
  if (head.startsWith('\u00FF\u00D8')) return true;
  if (head.startsWith('\u0089PNG')) return !head.slice(0, Math.max(0, head.indexOf('IDAT'))).includes('acTL');
  return head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP' && !head.slice(12, 64).includes('ANIM');
}
