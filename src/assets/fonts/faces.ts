import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Weights that are used: one, or a range. */
export type Weight = number | { readonly min: number; readonly max: number };

export interface Face {
  /** File name without extension. */
  readonly name: string;
  readonly family: string;
  readonly style: 'normal' | 'italic';
  /** Its file for a subset: Fontsource cuts faces by script (`latin`, `latin-ext`, `cyrillic`, …). */
  readonly source: string;
  readonly weight: Weight;
  /** The weight that most of its text has: what stands in for it is measured against this. */
  readonly usual: number;
  readonly axes?: Readonly<Record<string, number>>;
  /** OpenType features of Latin that are worth their bytes. Code keeps none: `=>` must look like what one types. */
  readonly features: readonly string[];
  /** Families that stand in, first to last, each drawn with an installed face: see `fallbacks.ts`. */
  readonly fallbacks?: Readonly<Record<string, InstalledFace>>;
}

export type InstalledFace = 'Arial Bold' | 'Courier New' | 'Georgia' | 'Times New Roman';

export const head: Face = {
  name: 'head',
  family: 'Bricolage Grotesque Variable',
  style: 'normal',
  source: '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-{subset}-opsz-normal.woff2',
  weight: { min: 500, max: 800 },
  usual: 700,
  axes: { opsz: 24 },
  features: ['kern'],
  fallbacks: { 'Bricolage fallback': 'Arial Bold' },
};

export const text: Face = {
  name: 'text',
  family: 'Literata Variable',
  style: 'normal',
  source: '@fontsource-variable/literata/files/literata-{subset}-wght-normal.woff2',
  weight: { min: 400, max: 700 },
  usual: 400,
  features: ['kern'],
  fallbacks: { 'Literata fallback': 'Georgia', 'Literata second fallback': 'Times New Roman' },
};

/** The faces of the site. Together at most 60 kB for a course in English. */
export const faces: readonly Face[] = [
  head,
  text,
  {
    name: 'text-italic',
    family: 'Literata Variable',
    style: 'italic',
    source: '@fontsource-variable/literata/files/literata-{subset}-wght-italic.woff2',
    weight: 400,
    usual: 400,
    features: ['kern'],
  },
  {
    name: 'code',
    family: 'JetBrains Mono Variable',
    style: 'normal',
    source: '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-{subset}-wght-normal.woff2',
    weight: 450,
    usual: 450,
    features: [],
    fallbacks: { 'JetBrains fallback': 'Courier New' },
  },
];

/**
 * Faces for scripts that the site's own do not have. Chinese, Japanese and Korean are set in the system's faces: a face of
 * thousands of characters would weigh more than all of the site, and every system that is set to one of them has a good one.
 */
const ofScripts: Readonly<Record<string, { readonly source: string; readonly weight: Weight }>> = {
  arabic: {
    source: '@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-{subset}-wght-normal.woff2',
    weight: { min: 400, max: 700 },
  },
  hebrew: {
    source: '@fontsource-variable/frank-ruhl-libre/files/frank-ruhl-libre-{subset}-wght-normal.woff2',
    weight: { min: 400, max: 700 },
  },
  devanagari: {
    source: '@fontsource-variable/noto-serif-devanagari/files/noto-serif-devanagari-{subset}-wght-normal.woff2',
    weight: { min: 400, max: 700 },
  },
};

/** The subsets in which a letter is looked for, first to last. */
const subsets = [
  'latin',
  'latin-ext',
  'vietnamese',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'arabic',
  'hebrew',
  'devanagari',
];

/** The characters of a text that one file of one face has. */
export interface FacePart {
  /** File name without extension: `text`, `text.cyrillic`. */
  readonly name: string;
  /** The package's file. */
  readonly source: string;
  readonly weight: Weight;
  readonly axes?: Readonly<Record<string, number>>;
  /** OpenType features that are kept; without them, those that every text of the script needs. */
  readonly features?: readonly string[];
  /** Every character it has to have, each once, sorted. */
  readonly characters: string;
  /** Whether it is the first of its face: the one with all that no other has. */
  readonly first: boolean;
  /** The faces that it is a part of, or helps out. */
  readonly families: readonly Face[];
}

/**
 * The files that some faces need for a text, each with the characters that are looked for in it. A face without the letters
 * of a script is helped out by the text face, and that by the face of the script.
 */
export function partsOf(characters: string, chosen: readonly Face[] = faces): readonly FacePart[] {
  const latin = rangesOf(text.source).get('latin');
  const others = subsets.slice(1).flatMap((subset) => {
    const all = lettersOf(subset, characters);
    return all === '' ? [] : [{ subset, characters: all }];
  });
  const elsewhere = new Set(others.flatMap((part) => [...part.characters].filter((one) => latin?.has(one) !== true)));
  const own = [...characters].filter((character) => !elsewhere.has(character)).join('');
  return [
    ...chosen.map((face): FacePart => ({
      ...cutOf(face),
      name: face.name,
      source: face.source.replace('{subset}', 'latin'),
      features: face.features,
      characters: own,
      first: true,
      families: [face],
    })),
    ...others.flatMap((part) => [...partsIn(part.subset, part.characters, chosen)]),
  ];
}

/** The characters of a text that none of the faces has. */
export function lackingIn(characters: string): string {
  const known = [text, ...Object.values(ofScripts)].flatMap(({ source }) => [...rangesOf(source).values()]);
  return [...characters].filter((character) => !known.some((range) => range.has(character))).join('');
}

const cutOf = ({ weight, axes }: Pick<Face, 'weight' | 'axes'>): Pick<FacePart, 'weight' | 'axes'> => ({
  weight,
  ...(axes === undefined ? {} : { axes }),
});

function* partsIn(subset: string, characters: string, chosen: readonly Face[]): Generator<FacePart> {
  const part = { characters, first: false };
  const script = ofScripts[subset];
  if (script !== undefined) {
    const families = chosen.filter(({ name }) => name === head.name || name === text.name);
    yield { ...part, ...cutOf(script), name: subset, source: script.source.replace('{subset}', subset), families };
    return;
  }
  for (const face of chosen) {
    if (!rangesOf(face.source).has(subset)) continue;
    const helped =
      face.name === text.name && !rangesOf(head.source).has(subset)
        ? chosen.filter(({ name }) => name === head.name)
        : [];
    yield {
      ...part,
      ...cutOf(face),
      name: `${face.name}.${subset}`,
      source: face.source.replace('{subset}', subset),
      families: [face, ...helped],
    };
  }
}

/** The characters of a text for which a subset is needed; none if no letter of the text is only there. */
function lettersOf(subset: string, characters: string): string {
  const ranges = rangesOf((ofScripts[subset] ?? text).source);
  const range = ranges.get(subset);
  const before = subsets
    .slice(0, subsets.indexOf(subset))
    .flatMap((earlier) => rangesOf((ofScripts[earlier] ?? text).source).get(earlier) ?? []);
  const found = [...characters].filter((character) => range?.has(character) === true);
  const needed = found.some((character) => /\p{L}/u.test(character) && !before.some((one) => one.has(character)));
  return needed ? found.join('') : '';
}

/** Code points, as Fontsource lists them for a subset. */
class Ranges {
  readonly #ranges: readonly (readonly [from: number, to: number])[];

  constructor(list: string) {
    this.#ranges = list.split(',').map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    });
  }

  has(character: string): boolean {
    const code = character.codePointAt(0) ?? 0;
    return this.#ranges.some(([from, to]) => from <= code && code <= to);
  }
}

const known = new Map<string, ReadonlyMap<string, Ranges>>();

/** The subsets of a face's package. */
function rangesOf(source: string): ReadonlyMap<string, Ranges> {
  const packageName = source.split('/').slice(0, 2).join('/');
  let ranges = known.get(packageName);
  if (ranges === undefined) {
    const lists = JSON.parse(readFileSync(require.resolve(`${packageName}/unicode.json`), 'utf8')) as Record<
      string,
      string
    >;
    ranges = new Map(Object.entries(lists).map(([subset, list]) => [subset, new Ranges(list)]));
    known.set(packageName, ranges);
  }
  return ranges;
}

/** The file of a package. */
export const fontFile = (source: string): Uint8Array => readFileSync(require.resolve(source));
