import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Cache } from '../../cache/cache.ts';
import { digest } from '../../cache/digest.ts';
import { filesIn } from '../../cache/folders.ts';
import { packagesDigest } from '../../cache/packages.ts';
import { inThreads } from '../worker-pool.ts';

const require = createRequire(import.meta.url);

export interface Face {
  /** File name without extension. */
  readonly name: string;
  readonly family: string;
  readonly style: 'normal' | 'italic';
  readonly source: string;
  /** Weights the pages use: one, or a range. */
  readonly weight: number | { readonly min: number; readonly max: number };
  /** The weight that most of its text has: what stands in for it is measured against this. */
  readonly usual: number;
  readonly axes?: Readonly<Record<string, number>>;
  /** OpenType features worth their bytes. Code keeps none: `=>` must look like what one types. */
  readonly features: readonly string[];
  /** Families that stand in, first to last, each drawn with an installed face: see `fallbacks.ts`. */
  readonly fallbacks?: Readonly<Record<string, InstalledFace>>;
}

export type InstalledFace = 'Arial Bold' | 'Courier New' | 'Georgia' | 'Times New Roman';

const head: Face = {
  name: 'head',
  family: 'Bricolage Grotesque Variable',
  style: 'normal',
  source: '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2',
  weight: { min: 500, max: 800 },
  usual: 700,
  axes: { opsz: 24 },
  features: ['kern'],
  fallbacks: { 'Bricolage fallback': 'Arial Bold' },
};

/** The four faces of the site. Together at most 60 kB for a course in English. */
export const faces: readonly Face[] = [
  head,
  {
    name: 'text',
    family: 'Literata Variable',
    style: 'normal',
    source: '@fontsource-variable/literata/files/literata-latin-wght-normal.woff2',
    weight: { min: 400, max: 700 },
    usual: 400,
    features: ['kern'],
    fallbacks: { 'Literata fallback': 'Georgia', 'Literata second fallback': 'Times New Roman' },
  },
  {
    name: 'text-italic',
    family: 'Literata Variable',
    style: 'italic',
    source: '@fontsource-variable/literata/files/literata-latin-wght-italic.woff2',
    weight: 400,
    usual: 400,
    features: ['kern'],
  },
  {
    name: 'code',
    family: 'JetBrains Mono Variable',
    style: 'normal',
    source: '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
    weight: 450,
    usual: 450,
    features: [],
    fallbacks: { 'JetBrains fallback': 'Courier New' },
  },
];

/** Printable ASCII and the marks the site itself sets. */
const always = `${Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')}–—‘’“”…·•×→←↑↓`;

/** What pages must know of the faces of a course. */
export interface CourseFaces {
  /** The `@font-face` rules. */
  readonly css: string;
  /** Addresses of the faces that every page shows from its first line, and of those that lessons add. */
  readonly everywhere: readonly string[];
  readonly lessons: readonly string[];
}

/** The faces of a course before they are cut: names that tell their content, and what cutting them takes. */
export interface FacePlan extends CourseFaces {
  /** Every character the faces will have, each once, sorted. */
  readonly characters: string;
  /** Whether the course brings characters of its own; many bring none, and all those have the same faces. */
  readonly ofCourse: boolean;
  /** File names by face. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Plans the faces for `text` (only its characters matter), published in the folder at the address `folder`. A file's
 * name is a hash of everything its bytes depend on: pages can name it before it is cut.
 */
export function planSubsets(text: string, folder: string): FacePlan {
  const characters = sorted(always + text);
  const packages = packagesDigest();
  const files = new Map(
    faces.map((face) => [
      face.name,
      `${face.name}.${digest(packages, characters, JSON.stringify(face)).slice(0, 10)}.woff2`,
    ]),
  );
  const address = (name: string): string => `${folder}${files.get(name)}`;
  const css = faces
    .map(({ name, family, style, weight }) => {
      const weights = typeof weight === 'number' ? `${weight}` : `${weight.min} ${weight.max}`;
      // `optional`: a page never changes its face while somebody reads it; preloaded, the faces are there in time.
      return `@font-face{font-family:'${family}';font-style:${style};font-weight:${weights};font-display:optional;src:url(${address(name)}) format('woff2')}`;
    })
    .join('');
  return {
    characters,
    ofCourse: characters !== sorted(always),
    files,
    css,
    everywhere: ['head', 'text'].map(address),
    lessons: ['text-italic', 'code'].map(address),
  };
}

/** Each character once, in order. */
const sorted = (text: string): string => [...new Set(text)].toSorted().join('');

/** The faces of a plan as `.woff2` by file name, from the cache where they have been cut before. */
export async function subsetFonts(
  { characters, files }: FacePlan,
  cache: Cache,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const kept = await cache.made('fonts', {
    key: digest(...files.values()),
    async make(folder) {
      const cut = await inThreads<FaceCut, Uint8Array>(
        new URL('./worker.ts', import.meta.url),
        faces.map((face) => ({ face, characters })),
        { threads: 1, signal },
      );
      for (const [index, { name }] of faces.entries())
        writeFileSync(join(folder, files.get(name) ?? name), cut[index] ?? new Uint8Array());
    },
  });
  return new Map(filesIn(kept).map((file) => [file, readFileSync(join(kept, file))]));
}

/** One face to cut: what a thread is given. */
export interface FaceCut {
  readonly face: Face;
  readonly characters: string;
}

/** One face with the characters and weights it shows, as `.woff2`. */
export async function cutFace({ face, characters }: FaceCut): Promise<Uint8Array> {
  const subsetFont = await fontCutter();
  return subsetFont(readFileSync(require.resolve(face.source)), characters, {
    ...cutting(face),
    variationAxes: { ...face.axes, wght: face.weight },
    targetFormat: 'woff2',
  });
}

/**
 * The face that pictures set their titles in: that of the headings at one weight, as a plain TrueType font. The characters
 * that most titles need are cut once an installation.
 */
export async function pictureFace(characters: string, compiled: Cache): Promise<Uint8Array> {
  const cut = async (text: string): Promise<Uint8Array> => {
    const subsetFont = await fontCutter();
    return subsetFont(readFileSync(require.resolve(head.source)), text, {
      targetFormat: 'sfnt',
      variationAxes: pictureAxes,
      noHinting: true,
    });
  };
  if (sorted(always + characters) !== sorted(always)) return cut(`${characters}…`);
  const kept = await compiled.made('picture-face', {
    key: digest(packagesDigest(), head.source, JSON.stringify(pictureAxes), always),
    make: async (folder) => writeFileSync(join(folder, 'face.ttf'), await cut(always)),
  });
  return readFileSync(join(kept, 'face.ttf'));
}

const pictureAxes = { opsz: 48, wght: 740 } as const;

/** A face at its usual weight, as a plain TrueType font. */
export async function usualFace(face: Face): Promise<Uint8Array> {
  const subsetFont = await fontCutter();
  return subsetFont(readFileSync(require.resolve(face.source)), always, {
    ...cutting(face),
    variationAxes: { ...face.axes, wght: face.usual },
    targetFormat: 'sfnt',
  });
}

const cutting = (face: Face) => ({ keepFeatures: [...face.features], noHinting: true });

/** Loaded by whoever cuts: most faces were cut by an earlier build. */
const fontCutter = async () => (await import('subset-font')).default;
