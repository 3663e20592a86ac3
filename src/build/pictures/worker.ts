/** A thread that draws pictures. */
import { onTask } from '../threads.ts';
import type { PictureBatch } from './draw.ts';
import { favicon } from './icon.ts';
import { SocialPictures } from './social.ts';

let pictures: Promise<SocialPictures> | undefined;

onTask<PictureBatch, readonly Uint8Array[]>(async ({ characters, files }) => {
  pictures ??= SocialPictures.of(characters);
  const drawn: Uint8Array[] = [];
  for (const file of files) drawn.push(file.kind === 'icon' ? await favicon() : await (await pictures).draw(file.picture));
  return drawn;
});
