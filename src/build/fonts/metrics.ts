/** What a fallback face must know about a font to take exactly as much room as it does. Lengths in parts of the em. */
export interface FontMetrics {
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  /** Mean advance of running English text. */
  readonly width: number;
}

/** How often each letter occurs in running English text, per thousand. */
const frequencies: Readonly<Record<string, number>> = {
  ' ': 180, e: 102, t: 75, a: 65, o: 62, n: 57, i: 57, s: 53, r: 50, h: 50, l: 33, d: 33, u: 23,
  c: 22, m: 20, f: 18, w: 17, g: 16, p: 15, y: 14, b: 12, v: 8, k: 6, x: 1, j: 1, q: 1, z: 1, '.': 8, ',': 8,
};

/**
 * Faces that stand in until ours is there (or for ever, on a slow line), with their metrics.
 * Facts about fixed fonts, in units of 2,048 to the em; widths by the frequencies above.
 */
export const installedFaces = {
  'Arial Bold': { ascent: 1854 / 2048, descent: 434 / 2048, lineGap: 67 / 2048, width: 969 / 2048 },
  Georgia: { ascent: 1878 / 2048, descent: 449 / 2048, lineGap: 0, width: 905 / 2048 },
  'Times New Roman': { ascent: 1825 / 2048, descent: 443 / 2048, lineGap: 87 / 2048, width: 812 / 2048 },
  'Courier New': { ascent: 1705 / 2048, descent: 615 / 2048, lineGap: 0, width: 1229 / 2048 },
} satisfies Record<string, FontMetrics>;

/**
 * Reads the metrics of an uncompressed TrueType font (`hhea`, `hmtx` and a format 4 `cmap`; OpenType 1.9).
 * A font without one of these tables is a mistake of the build and throws.
 */
export function readMetrics(font: Uint8Array): FontMetrics {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + index * 16;
    tables.set(String.fromCharCode(...font.subarray(record, record + 4)), view.getUint32(record + 8));
  }
  const table = (tag: string) => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`font without a ${tag} table`);
    return offset;
  };
  const em = view.getUint16(table('head') + 18);
  const hhea = table('hhea');
  const longMetrics = view.getUint16(hhea + 34);
  const glyphOf = characterMap(view, table('cmap'));
  let sum = 0;
  let weight = 0;
  for (const [character, frequency] of Object.entries(frequencies)) {
    const glyph = Math.min(glyphOf(character.charCodeAt(0)), longMetrics - 1);
    sum += view.getUint16(table('hmtx') + glyph * 4) * frequency;
    weight += frequency;
  }
  return {
    ascent: view.getInt16(hhea + 4) / em,
    descent: -view.getInt16(hhea + 6) / em,
    lineGap: view.getInt16(hhea + 8) / em,
    width: sum / weight / em,
  };
}

/** The glyph of a UTF-16 code unit, from the font's format 4 subtable. */
function characterMap(view: DataView, cmap: number): (unit: number) => number {
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const start = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    if (view.getUint16(start) !== 4) continue;
    const segments = view.getUint16(start + 6);
    const [ends, starts] = [start + 14, start + 16 + segments];
    const [deltas, offsets] = [starts + segments, starts + segments * 2];
    return (unit) => {
      let at = 0;
      while (view.getUint16(ends + at) < unit) at += 2;
      const first = view.getUint16(starts + at);
      if (first > unit) return 0;
      const offset = view.getUint16(offsets + at);
      const delta = view.getUint16(deltas + at);
      if (offset === 0) return (unit + delta) & 0xffff;
      return (view.getUint16(offsets + at + offset + (unit - first) * 2) + delta) & 0xffff;
    };
  }
  throw new Error('font without a format 4 character map');
}

/** Faces of other names and the same metrics, where the well-known one is not installed. */
const twins: Readonly<Partial<Record<keyof typeof installedFaces, string>>> = { 'Arial Bold': 'Liberation Sans Bold', 'Times New Roman': 'Liberation Serif', 'Courier New': 'Liberation Mono' };

/** The `@font-face` that makes an installed `face` take the room of a font with these metrics. */
export function fallbackFace(family: string, face: keyof typeof installedFaces, metrics: FontMetrics): string {
  const size = metrics.width / installedFaces[face].width;
  const percent = (value: number) => `${(value * 100).toFixed(2)}%`;
  return `@font-face{font-family:'${family}';src:${[face, twins[face]].flatMap((name) => (name === undefined ? [] : [`local('${name}')`])).join()};size-adjust:${percent(size)};ascent-override:${percent(
    metrics.ascent / size,
  )};descent-override:${percent(metrics.descent / size)};line-gap-override:${percent(metrics.lineGap / size)}}`;
}
