/** A thread that draws pictures, writes each where it is told, and says the hashes. */
import { writeFileSync } from 'node:fs';
import { Cache } from '../../cache/cache.ts';
import { digest } from '../../cache/digest.ts';
import sharp from 'sharp';
import { onTask } from '../worker-pool.ts';
import type { PictureBatch } from './draw.ts';
import { favicon } from './icon.ts';
import { SocialPictures } from './social.ts';

// Images this small are done sooner than its threads are told of them.
sharp.concurrency(1);

let pictures: Promise<SocialPictures> | undefined;

onTask<PictureBatch, readonly string[]>(async ({ characters, compiled, files }) => {
  pictures ??= SocialPictures.of(characters, new Cache(compiled));
  const hashes: string[] = [];
  for (const file of files) {
    const bytes = file.kind === 'icon' ? await favicon(file.accents) : await (await pictures).draw(file.picture);
    writeFileSync(file.place, bytes);
    hashes.push(digest(bytes));
  }
  return hashes;
});
