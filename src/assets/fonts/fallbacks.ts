import { Blob, Face } from 'harfbuzzjs';
import { Typesetter } from '../pictures/typesetter.ts';
import { faces, text, type InstalledFace } from './faces.ts';
import { usualFace } from './subset.ts';

/** How often each letter occurs in running English text, per thousand. */
const frequencies: Readonly<Record<string, number>> = {
  ' ': 180,
  e: 102,
  t: 75,
  a: 65,
  o: 62,
  n: 57,
  i: 57,
  s: 53,
  r: 50,
  h: 50,
  l: 33,
  d: 33,
  u: 23,
  c: 22,
  m: 20,
  f: 18,
  w: 17,
  g: 16,
  p: 15,
  y: 14,
  b: 12,
  v: 8,
  k: 6,
  x: 1,
  j: 1,
  q: 1,
  z: 1,
  '.': 8,
  ',': 8,
};

/**
 * Installed faces that stand in until ours are there (or for ever, on a slow line), by the names they have: mean advance of
 * running English text, in parts of the em. The second name is of another face with the same advances.
 */
const installedFaces: Readonly<Record<InstalledFace, { readonly names: readonly string[]; readonly width: number }>> = {
  'Arial Bold': { names: ['Arial Bold', 'Liberation Sans Bold'], width: 969 / 2048 },
  Georgia: { names: ['Georgia'], width: 905 / 2048 },
  'Times New Roman': { names: ['Times New Roman', 'Liberation Serif'], width: 812 / 2048 },
  'Courier New': { names: ['Courier New', 'Liberation Mono'], width: 1229 / 2048 },
};

/** The `@font-face` rules that make installed faces take the room of ours: `src/styles/fallback-faces.css`, by `codegen`. */
export async function fallbackFaces(): Promise<string> {
  const rules = faces.map(async (face) => {
    const font = await usualFace(face);
    return Object.entries(face.fallbacks ?? {}).map(([family, installed]) => fallbackFace(family, installed, font));
  });
  return `/* Written by \`npm run codegen\`. */\n${(await Promise.all(rules)).flat().join('\n')}\n`;
}

function fallbackFace(family: string, installed: InstalledFace, font: Uint8Array): string {
  const face = new Face(new Blob(new Uint8Array(font).buffer), 0);
  const hhea = Buffer.from(face.referenceTable('hhea') ?? []);
  const typesetter = new Typesetter(font);
  const letters = Object.entries(frequencies);
  const width =
    letters.reduce((sum, [letter, frequency]) => sum + typesetter.shape(letter).width * frequency, 0) /
    letters.reduce((sum, [, frequency]) => sum + frequency, 0);
  const { names, width: installedWidth } = installedFaces[installed];
  const size = width / installedWidth;
  const percent = (value: number): string => `${Number((value * 100).toFixed(1))}%`;
  const [ascent, descent, lineGap] = [hhea.readInt16BE(4), -hhea.readInt16BE(6), hhea.readInt16BE(8)].map((length) =>
    percent(length / face.upem / size),
  );
  return `@font-face {
  font-family: '${family}';
  src: ${names.map((name) => `local('${name}')`).join(', ')};
  size-adjust: ${percent(size)};
  ascent-override: ${ascent};
  descent-override: ${descent};
  line-gap-override: ${lineGap};
}`;
}

/** How wide each character from the space to the tilde is in the text face, in thousandths of the em: `advances.json`, by `codegen`. */
export async function textAdvances(): Promise<string> {
  const typesetter = new Typesetter(await usualFace(text));
  const advances = Array.from({ length: 95 }, (_, index) =>
    Math.round(typesetter.shape(String.fromCharCode(index + 32)).width * 1000),
  );
  return `${JSON.stringify(advances)}\n`;
}
