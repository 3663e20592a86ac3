import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { Cache } from '../cache/cache.ts';
import { digest } from '../cache/digest.ts';
import { filesIn } from '../cache/folders.ts';
import { pictureSize } from '../lesson/picture-size.ts';

/** A picture at one of its widths, as WebP. */
export interface SizedPicture {
  /** Pixels across. */
  readonly width: number;
  readonly bytes: Uint8Array;
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

/**
 * A photo or screenshot at the widths that screens have use for, the narrowest first, without metadata, the right way up, in
 * sRGB. None of what moves, is small already, cannot be decoded, or is no JPEG, PNG or WebP. Where the picture itself is as
 * good as the widest copy would be, that copy is missing. Made once and kept in the cache.
 */
export async function pictureWidths(bytes: Uint8Array, cache: Cache): Promise<readonly SizedPicture[]> {
  const size = pictureSize(bytes);
  if (size === undefined || bytes.length < smallest || !isStill(bytes)) return [];
  const folder = await cache.made('widths', {
    key: digest(JSON.stringify([sharp.versions, widths, worth, options]), bytes),
    most: 4096,
    async make(fresh) {
      for (const { width, bytes: copy } of await copies(bytes, size.width))
        writeFileSync(path.join(fresh, `${width}.webp`), copy);
    },
  });
  return filesIn(folder)
    .map((file) => ({ width: Number.parseInt(file, 10), bytes: readFileSync(path.join(folder, file)) }))
    .toSorted((a, b) => a.width - b.width);
}

async function copies(bytes: Uint8Array, own: number): Promise<readonly SizedPicture[]> {
  const most = Math.min(own, widest);
  // Two that are nearly as wide as each other are one too many.
  const wanted = [...widths.filter((width) => width < most * 0.8), most];
  const made: SizedPicture[] = [];
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
