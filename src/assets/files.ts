import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pictureSize } from '../lesson/picture-size.ts';
import type { Picture } from '../lesson/markdown.ts';
import type { CourseFiles } from '../source/files.ts';
import { activeInSvg, activeType, isOfHost, isPublic, publicPath } from '../source/published-files.ts';
import type { LabVariant } from '../lab/variant.ts';
import type { Cache } from '../cache/cache.ts';
import { digest } from '../cache/digest.ts';
import { filesIn } from '../cache/folders.ts';
import { buildLabFrame } from './lab-frame.ts';
import { withoutMetadata } from './metadata.ts';

/** A file of a module as the site serves it. */
export interface Asset extends Picture {
  /** Relative to the site's folder, `/` on every system. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What pages show; everything else is downloaded, or opened as a file of its own. */
const isShown = /^\.(?:png|jpe?g|gif|webp|avif|svg|mp4|webm|ogv|mp3|m4a|ogg|opus|wav|flac|vtt)$/i;

/**
 * The files that lessons show or link to, each under a name with a hash of its content: such an address can be kept by
 * browsers for ever, and a changed picture has a new one. Pictures lose what cameras wrote into them, except those in
 * `public/`, which are served as they are. What learners download keeps the name that its author gave it.
 */
export function readAssets(files: CourseFiles, names: readonly string[], base: string): ReadonlyMap<string, Asset> {
  return new Map(
    names.flatMap((file): [string, Asset][] => {
      // What browsers would run is published as text, if at all: code that lessons show. This is the gate.
      const isText = activeType(file) !== undefined && !isOfHost(file);
      if (isText && isPublic(file)) return [];
      const read = files.read(file);
      if (!(read instanceof Uint8Array)) return [];
      const bytes = isPublic(file) ? read : withoutMetadata(read);
      if (/\.svg$/i.test(file) && activeInSvg(new TextDecoder().decode(bytes)) !== undefined) return [];
      const size = pictureSize(bytes);
      const measured = { bytes, width: size?.width, height: size?.height };
      if (isPublic(file)) {
        const own = publicPath(file);
        return [[file, { path: own, href: base + encodeURI(own), ...measured }]];
      }
      const { name, ext } = path.posix.parse(file);
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
      const address = isShown.test(ext)
        ? `_files/${name.replace(/[^\w-]+/g, '-')}.${hash}${ext.toLowerCase()}`
        : `_files/${hash}/${name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')}${ext}${isText ? '.txt' : ''}`;
      return [[file, { path: address, href: base + encodeURI(address), ...measured }]];
    }),
  );
}

/** The live lab's frame as a file of the site, of each variant that is asked for; kept, for bundling takes a while. */
export async function labAssets(
  variants: Iterable<LabVariant>,
  base: string,
  { engine, compiled }: { readonly engine: string; readonly compiled: Cache },
): Promise<ReadonlyMap<LabVariant, Asset>> {
  const frames = [...variants].map(async (variant): Promise<[LabVariant, Asset]> => {
    const folder = await compiled.made('lab', {
      key: digest(engine, variant),
      async make(fresh) {
        const { html, hash } = await buildLabFrame(variant);
        writeFileSync(path.join(fresh, `lab.${hash}.html`), html);
      },
    });
    const [file = ''] = filesIn(folder);
    return [
      variant,
      {
        path: `_files/${file}`,
        href: `${base}_files/${file}`,
        bytes: readFileSync(path.join(folder, file)),
        width: undefined,
        height: undefined,
      },
    ];
  });
  return new Map(await Promise.all(frames));
}
