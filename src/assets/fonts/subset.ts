import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cache } from '../../cache/cache.ts';
import { digest } from '../../cache/digest.ts';
import { filesIn } from '../../cache/folders.ts';
import { packagesDigest } from '../../cache/packages.ts';
import { inThreads } from '../worker-pool.ts';
import { fontFile, head, partsOf, text, type Face, type FacePart, type Weight } from './faces.ts';

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
  readonly parts: readonly FacePart[];
  /** Whether the course brings characters of its own; many bring none, and all those have the same faces. */
  readonly ofCourse: boolean;
  /** File names by part. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Plans the faces for the characters of a course, published in the folder at the address `folder`. A file's name is a hash
 * of everything its bytes depend on: pages can name it before it is cut. `everywhere`: the characters that every page shows;
 * the others may be waited for.
 */
export function planSubsets(characters: string, folder: string, everywhere = ''): FacePlan {
  const all = sorted(always + characters);
  const parts = partsOf(all);
  const packages = packagesDigest();
  const files = new Map(
    parts.map((part) => [part.name, `${part.name}.${digest(packages, JSON.stringify(part)).slice(0, 10)}.woff2`]),
  );
  const address = ({ name }: FacePart): string => `${folder}${files.get(name)}`;
  const shown = new Set(everywhere);
  const isEverywhere = (part: FacePart): boolean =>
    part.first || [...part.characters].some((character) => shown.has(character) && /\p{L}/u.test(character));
  const of = (names: readonly string[]): string[] =>
    parts.filter((part) => isEverywhere(part) && part.families.some(({ name }) => names.includes(name))).map(address);
  return {
    parts,
    ofCourse: all !== sorted(always),
    files,
    css: parts.map((part) => fontFaces(part, address(part), isEverywhere(part))).join(''),
    everywhere: of(['head', 'text']),
    lessons: of(['text-italic', 'code']),
  };
}

function fontFaces({ characters, first, families }: FacePart, address: string, preloaded: boolean): string {
  const range = first ? '' : `;unicode-range:${unicodeRange(characters)}`;
  // `optional`: a page never changes its face while somebody reads it; preloaded, the faces are there in time.
  const display = preloaded ? 'optional' : 'fallback';
  return families
    .map(
      ({ family, style, weight }) =>
        // the weights of the face, also where the file has fewer: a browser mixes only files that claim the same
        `@font-face{font-family:'${family}';font-style:${style};font-weight:${weightsOf(weight)};font-display:${display};src:url(${address}) format('woff2')${range}}`,
    )
    .join('');
}

const weightsOf = (weight: Weight): string =>
  typeof weight === 'number' ? `${weight}` : `${weight.min} ${weight.max}`;

/** The characters as a list for CSS: `U+104-107,U+118`. */
function unicodeRange(characters: string): string {
  const ranges: [from: number, to: number][] = [];
  for (const code of [...characters].map((character) => character.codePointAt(0) ?? 0).toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  const hex = (code: number): string => code.toString(16).toUpperCase();
  return ranges.map(([from, to]) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(',');
}

/** Each character once, in order. */
const sorted = (characters: string): string => [...new Set(characters)].toSorted().join('');

/** The faces of a plan as `.woff2` by file name, from the cache where they have been cut before. */
export async function subsetFonts(
  { parts, files }: FacePlan,
  cache: Cache,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const kept = await cache.made('fonts', {
    key: digest(...files.values()),
    async make(folder) {
      const cut = await inThreads<FacePart, Uint8Array>(new URL('./worker.ts', import.meta.url), parts, {
        threads: 1,
        signal,
      });
      for (const [index, { name }] of parts.entries())
        writeFileSync(join(folder, files.get(name) ?? name), cut[index] ?? new Uint8Array());
    },
  });
  return new Map(filesIn(kept).map((file) => [file, readFileSync(join(kept, file))]));
}

/** One part of a face with the characters and weights it shows, as `.woff2`. */
export async function cutPart({ source, characters, weight, axes, features }: FacePart): Promise<Uint8Array> {
  const subsetFont = await fontCutter();
  return subsetFont(fontFile(source), characters, {
    ...(features === undefined ? {} : { keepFeatures: [...features] }),
    noHinting: true,
    variationAxes: { ...axes, wght: weight },
    targetFormat: 'woff2',
  });
}

/**
 * The faces that pictures set their titles in, first to last: that of the headings, then those that have what it lacks, each
 * at one weight, as plain TrueType fonts. The characters that most titles need are cut once an installation.
 */
export async function pictureFaces(characters: string, compiled: Cache): Promise<readonly Uint8Array[]> {
  const cut = async ({ source, characters: own, axes }: FacePart, weight: number): Promise<Uint8Array> => {
    const subsetFont = await fontCutter();
    return subsetFont(fontFile(source), own, {
      targetFormat: 'sfnt',
      variationAxes: { ...axes, wght: weight },
      noHinting: true,
    });
  };
  const all = sorted(always + characters);
  const parts = partsOf(all, [{ ...head, axes: { opsz: 48 } }, text]);
  if (all !== sorted(always)) return Promise.all(parts.map((part) => cut(part, weightOf(part))));
  const [part] = parts;
  if (part === undefined) return [];
  const kept = await compiled.made('picture-face', {
    key: digest(packagesDigest(), JSON.stringify(part), String(weightOf(part))),
    make: async (folder) => writeFileSync(join(folder, 'face.ttf'), await cut(part, weightOf(part))),
  });
  return [readFileSync(join(kept, 'face.ttf'))];
}

/** The weight of titles in pictures; the text face and those of scripts end at 700. */
const weightOf = ({ weight }: FacePart): number => Math.min(740, typeof weight === 'number' ? weight : weight.max);

/** A face at its usual weight, as a plain TrueType font. */
export async function usualFace(face: Face): Promise<Uint8Array> {
  const subsetFont = await fontCutter();
  return subsetFont(fontFile(face.source.replace('{subset}', 'latin')), always, {
    keepFeatures: [...face.features],
    noHinting: true,
    variationAxes: { ...face.axes, wght: face.usual },
    targetFormat: 'sfnt',
  });
}

/** Loaded by whoever cuts: most faces were cut by an earlier build. */
const fontCutter = async () => (await import('subset-font')).default;
