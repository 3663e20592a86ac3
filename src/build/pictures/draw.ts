import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withoutBase } from '../../site/address.ts';
import type { SiteModel } from '../../site/model.ts';
import { favicon } from './icon.ts';
import { SocialPictures } from './social.ts';

/** Compression runs beside drawing, in threads: enough pictures at once to keep them busy. */
const atOnce = 8;

/**
 * Draws all pictures of a site into `folder`: `og.png` of the course, one beside each module's page that is not kept
 * from the last build (`keeps` gets the page's path below the base), and `favicon.ico`.
 */
export async function drawPictures(site: SiteModel, folder: string, keeps: (page: string) => boolean): Promise<void> {
  const pictures = await SocialPictures.of(site);
  const write = (file: string, bytes: Uint8Array) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), bytes);
  };
  write('og.png', await pictures.course());
  write('favicon.ico', await favicon());
  const changed = site.modules.map((module) => ({ module, page: withoutBase(site, module.href) })).filter(({ page }) => !keeps(page));
  for (let from = 0; from < changed.length; from += atOnce) {
    await Promise.all(changed.slice(from, from + atOnce).map(async ({ module, page }) => write(`${page}og.png`, await pictures.module(module))));
  }
}
