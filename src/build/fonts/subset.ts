import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { fallbackFace, readMetrics, type fallbackFaces } from './metrics.ts';

const require = createRequire(import.meta.url);

interface Face {
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
  /** Families that stand in, first to last, each drawn with an installed face. */
  readonly fallbacks?: Readonly<Record<string, keyof typeof fallbackFaces>>;
}

/** The four faces of the site. Together at most 60 kB for a course in English. */
export const faces: readonly Face[] = [
  {
    name: 'head',
    family: 'Bricolage Grotesque Variable',
    style: 'normal',
    source: '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2',
    weight: { min: 500, max: 800 },
    usual: 700,
    axes: { opsz: 24 },
    features: ['kern'],
    fallbacks: { 'Bricolage fallback': 'Arial Bold' },
  },
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

/**
 * Cuts the site's faces down to the characters and weights it shows.
 *
 * Writes `fonts.css` and the `.woff2` files it names into a folder under `cache` and returns the folder. The folder's
 * name is a hash of everything the result depends on, so the same course always gets the same bytes, and gets them
 * from the cache the second time. `text` is whatever the course says; only its characters matter.
 */
export async function subsetFonts(text: string, cache: string): Promise<string> {
  const characters = [...new Set(always + text)].toSorted().join('');
  const sources = faces.map((face) => require.resolve(face.source));
  const hash = createHash('sha256').update(JSON.stringify([5, characters, faces]));
  for (const source of sources) hash.update(readFileSync(source));
  const folder = join(cache, hash.digest('hex').slice(0, 16));
  if (isComplete(folder)) return folder;

  mkdirSync(folder, { recursive: true });
  const rules: string[] = [];
  for (const [index, face] of faces.entries()) {
    const variationAxes = { ...face.axes, wght: face.weight };
    const options = { variationAxes, keepFeatures: [...face.features], noHinting: true };
    const source = readFileSync(sources[index]!);
    writeFileSync(join(folder, `${face.name}.woff2`), await subsetFont(source, characters, { ...options, targetFormat: 'woff2' }));
    const weight = typeof face.weight === 'number' ? `${face.weight}` : `${face.weight.min} ${face.weight.max}`;
    // `optional`: a page never changes its face while somebody reads it; preloaded, the faces are there in time.
    rules.push(
      `@font-face{font-family:'${face.family}';font-style:${face.style};font-weight:${weight};font-display:optional;src:url(./${face.name}.woff2) format('woff2')}`,
    );
    if (face.fallbacks === undefined) continue;
    const plain = await subsetFont(source, always, { ...options, variationAxes: { ...face.axes, wght: face.usual }, targetFormat: 'sfnt' });
    const metrics = readMetrics(plain);
    rules.push(...Object.entries(face.fallbacks).map(([family, installed]) => fallbackFace(family, installed, metrics)));
  }
  writeFileSync(join(folder, 'fonts.css'), `${rules.join('\n')}\n`);
  // Last and in one step: a folder whose sum is right is complete.
  writeFileSync(join(folder, `sum.${process.pid}`), sum(folder));
  renameSync(join(folder, `sum.${process.pid}`), join(folder, 'sum'));
  return folder;
}

/** Whether a folder holds what was once written there, all of it and unharmed. */
function isComplete(folder: string): boolean {
  return existsSync(join(folder, 'sum')) && readFileSync(join(folder, 'sum'), 'utf8') === sum(folder);
}

function sum(folder: string): string {
  const hash = createHash('sha256');
  for (const name of ['fonts.css', ...faces.map((face) => `${face.name}.woff2`)]) {
    const file = join(folder, name);
    hash.update(existsSync(file) ? readFileSync(file) : 'missing');
  }
  return hash.digest('hex');
}
