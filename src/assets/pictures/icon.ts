import sharp from 'sharp';
import type { Appearance } from '../../site/appearance.ts';
import { markSvg } from '../../site/figures/mark.ts';

/** The course's mark as `favicon.ico`, for whoever asks for that name without reading the page: one PNG of 32 pixels. */
export async function favicon(accents: Appearance['accents']): Promise<Uint8Array> {
  const png = await sharp(Buffer.from(markSvg(accents)))
    .resize(32, 32)
    .png({ palette: true })
    .toBuffer();
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.set([32, 32, 0, 0], 6);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}
