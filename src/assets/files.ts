import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
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
import { addressHash } from './address-hash.ts';
import { withoutMetadata } from './metadata.ts';
import { pictureWidths, widest } from './widths.ts';

/** A file that the site serves. */
export interface SiteFile {
  /** Relative to the site's folder, `/` on every system. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file of a course, and where the site serves it. */
export interface Asset extends Picture, SiteFile {}

/** What pages show; everything else is downloaded, or opened as a file of its own. */
const isShown = /^\.(?:png|jpe?g|gif|webp|avif|svg|mp4|webm|ogv|mp3|m4a|ogg|opus|wav|flac|vtt)$/i;

/**
 * A file that lessons show or link to, under a name with a hash of its content: such an address can be kept by browsers for
 * ever, and a changed picture has a new one. A picture loses what cameras wrote into it, except in `public/`, whose files are
 * served as they are. What learners download keeps the name that its author gave it. Undefined for what cannot be read, and
 * for what browsers would run.
 */
export function readAsset(files: CourseFiles, file: string, base: string): Asset | undefined {
  // What browsers would run is published as text, if at all: code that lessons show. This is the gate.
  const isText = activeType(file) !== undefined && !isOfHost(file);
  if (isText && isPublic(file)) return undefined;
  const read = files.read(file);
  if (!(read instanceof Uint8Array)) return undefined;
  const bytes = isPublic(file) ? read : withoutMetadata(read);
  if (/\.svg$/i.test(file) && activeInSvg(new TextDecoder().decode(bytes)) !== undefined) return undefined;
  const size = pictureSize(bytes);
  const measured = { bytes, width: size?.width, height: size?.height };
  if (isPublic(file)) {
    const own = publicPath(file);
    return { path: own, href: base + encodeURI(own), ...measured };
  }
  const { name, ext } = path.posix.parse(file);
  const hash = addressHash(bytes);
  const address = isShown.test(ext)
    ? shownPath(name, hash, ext.toLowerCase())
    : `_files/${hash}/${name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')}${ext}${isText ? '.txt' : ''}`;
  return { path: address, href: base + encodeURI(address), ...measured };
}

const shownPath = (name: string, hash: string, ending: string): string =>
  `_files/${name.replace(/[^\w-]+/g, '-')}.${hash}${ending}`;

/** Files of a course that its pages use. */
export interface WantedFiles {
  readonly files: readonly string[];
  /** Those that they show as pictures. */
  readonly shown: readonly string[];
  /** Those that they link to, or load as something else. */
  readonly linked: readonly string[];
}

/** The files of a course on its site. */
export interface CourseAssets {
  /** Where each is, and, as `sources`, where the widths of a picture are that pages show. */
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly files: readonly PublishedFile[];
}

/** A file that the site serves, or one that it serves already. */
export type PublishedFile =
  | SiteFile
  | (Pick<SiteFile, 'path'> & { readonly bytes: undefined; readonly digest: string });

/**
 * Reads the files that the pages of a course use, and makes the widths at which they show photos. Such a photo is published
 * itself only if something leads to it, or no copy is as good.
 */
export async function readAssets(
  files: CourseFiles,
  used: WantedFiles,
  {
    base,
    cache,
    published,
  }: {
    readonly base: string;
    readonly cache: Cache;
    /** The digest of a file that is in the output, whole. */
    readonly published: (place: string) => string | undefined;
  },
): Promise<CourseAssets> {
  const shown = new Set(used.shown);
  const linked = new Set(used.linked);
  const found = await several(
    used.files,
    async (file): Promise<readonly [Picture, readonly PublishedFile[]] | undefined> => {
      const [asset, read] = [readAsset(files, file, base), files.read(file)];
      if (asset === undefined || !(read instanceof Uint8Array)) return undefined;
      const placeOf = (hash: string): string => shownPath(path.posix.parse(file).name, hash, '.webp');
      const sized =
        shown.has(file) && !isPublic(file)
          ? await pictureWidths(read, cache, ({ hash, digest }) => published(placeOf(hash)) === digest)
          : [];
      const copies = sized.map(({ width, hash, ...copy }) => {
        const place = placeOf(hash);
        return { ...copy, path: place, href: base + encodeURI(place), width };
      });
      const own = asset.width ?? 0;
      const isBest = sized.at(-1)?.width !== Math.min(own, widest);
      const { href, width, height } = asset;
      const sources = [...copies, ...(isBest ? [{ href, width: own }] : [])];
      return [
        {
          href,
          width,
          height,
          ...(copies.length === 0
            ? {}
            : { sources: sources.map((source) => ({ href: source.href, width: source.width })) }),
        },
        [...copies, ...(isBest || linked.has(file) ? [asset] : [])],
      ];
    },
  );
  return {
    pictures: new Map(
      used.files.flatMap((file, index) => {
        const [picture] = found[index] ?? [];
        return picture === undefined ? [] : [[file, picture] as const];
      }),
    ),
    files: found.flatMap((one) => one?.[1] ?? []),
  };
}

/** Does as much at once as the machine has room for. @returns the results in the order of the items. */
async function several<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const turn = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, turn));
  return results;
}

/** The live lab's frame on the site. */
export interface LabAsset extends SiteFile {
  readonly href: string;
}

/** The live lab's frame as a file of the site, of each variant that is asked for; kept, for bundling takes a while. */
export async function labAssets(
  variants: Iterable<LabVariant>,
  base: string,
  { engine, compiled }: { readonly engine: string; readonly compiled: Cache },
): Promise<ReadonlyMap<LabVariant, LabAsset>> {
  const frames = [...variants].map(async (variant): Promise<[LabVariant, LabAsset]> => {
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
      },
    ];
  });
  return new Map(await Promise.all(frames));
}
