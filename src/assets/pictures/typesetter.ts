import { Blob, Buffer as TextRun, Face, Font, shape } from 'harfbuzzjs';
import sharp from 'sharp';

/** The pixels that a glyph covers; `left` and `top` from the pen on the baseline. */
export interface GlyphBitmap {
  readonly left: number;
  readonly top: number;
  readonly runs: readonly Run[];
}

/** Neighbours in a row that are covered alike. */
export interface Run {
  readonly row: number;
  readonly column: number;
  readonly length: number;
  /** How much of each pixel is covered, 1 to 255. */
  readonly coverage: number;
}

/** A word or line as glyphs, each with its distances from the start and above the baseline, in parts of the em. */
export interface Shaped {
  readonly glyphs: readonly { readonly id: number; readonly x: number; readonly y: number }[];
  readonly width: number;
}

/** A font, how many of its units are an em, and its code points. */
interface SetFont {
  readonly font: Font;
  readonly em: number;
  readonly characters: ReadonlySet<number>;
}

/** Neighbours in a text that are set in one font. */
interface Segment {
  readonly text: string;
  readonly font: number;
}
type Direction = 'ltr' | 'rtl';

/** Glyphs of several fonts are told apart by a number that is above every glyph's own. */
const glyphsOfFont = 0x10000;

/**
 * Sets text in the first of some fonts that has its letters, without asking the system for anything, so that it looks the
 * same wherever it is built.
 */
export class Typesetter {
  readonly #fonts: readonly SetFont[];
  readonly #shaped = new Map<string, Shaped>();
  readonly #bitmaps = new Map<string, Promise<GlyphBitmap>>();

  /** `fonts`: the bytes of static TrueType fonts. */
  constructor(...fonts: readonly Uint8Array[]) {
    this.#fonts = fonts.map((font) => {
      const face = new Face(new Blob(new Uint8Array(font).buffer), 0);
      return { font: new Font(face), em: face.upem, characters: new Set(face.collectUnicodes()) };
    });
  }

  /** Whether the fonts have every letter of a text. */
  has(text: string): boolean {
    return [...text].every((character) => isSpace(character) || this.#fontOf(character) !== undefined);
  }

  /** Kerned glyphs of a text on one line, from left to right. Characters the fonts lack are left out. */
  shape(text: string): Shaped {
    const known = this.#shaped.get(text);
    if (known !== undefined) return known;
    let x = 0;
    const glyphs = this.#segments(text).flatMap((segment) => {
      const { font, em } = this.#fonts[segment.font]!;
      const run = new TextRun();
      run.addText(segment.text);
      run.guessSegmentProperties();
      shape(font, run);
      return run.getGlyphInfosAndPositions().flatMap((glyph) => {
        if (glyph.codepoint === 0) return [];
        const at = x + (glyph.xOffset ?? 0) / em;
        x += (glyph.xAdvance ?? 0) / em;
        return [{ id: segment.font * glyphsOfFont + glyph.codepoint, x: at, y: (glyph.yOffset ?? 0) / em }];
      });
    });
    const shaped = { glyphs, width: x };
    this.#shaped.set(text, shaped);
    return shaped;
  }

  /** A line in segments, in the order in which they stand from left to right. */
  #segments(text: string): readonly Segment[] {
    const characters = [...text];
    const base = directionOf(text);
    const directions = resolved(characters.map(strong), base);
    const runs: { readonly direction: Direction; readonly segments: Segment[] }[] = [];
    let font = 0;
    for (const [index, character] of characters.entries()) {
      // marks stay with their letter
      if (!/\p{M}/u.test(character)) font = this.#fontOf(character) ?? font;
      const direction = directions[index] ?? base;
      if (runs.at(-1)?.direction !== direction) runs.push({ direction, segments: [] });
      const { segments } = runs.at(-1)!;
      const last = segments.at(-1);
      if (last?.font === font) segments[segments.length - 1] = { ...last, text: last.text + character };
      else segments.push({ text: character, font });
    }
    return (base === 'rtl' ? runs.toReversed() : runs).flatMap((run) =>
      run.direction === 'rtl' ? run.segments.toReversed() : run.segments,
    );
  }

  #fontOf(character: string): number | undefined {
    const code = character.codePointAt(0) ?? 0;
    const at = this.#fonts.findIndex(({ characters }) => characters.has(code));
    return at < 0 ? undefined : at;
  }

  /** The fewest lines of at most `width` (in parts of the em), and those as even as they can be. */
  lines(text: string, width: number): readonly string[] {
    const words = text.split(/\s+/).map((word) => ({ word, width: this.shape(word).width }));
    const space = this.shape(' ').width;
    /** The words that begin a line if lines are as full as `limit` allows. */
    const starts = (limit: number): readonly number[] => {
      const found = [0];
      let filled = words[0]?.width ?? 0;
      for (let at = 1; at < words.length; at++) {
        const wider = filled + space + words[at]!.width;
        if (wider > limit) found.push(at);
        filled = wider > limit ? words[at]!.width : wider;
      }
      return found;
    };
    const fewest = starts(width).length;
    let [low, high] = [0, width];
    for (let turn = 0; turn < 10; turn++) {
      const middle = (low + high) / 2;
      if (starts(middle).length === fewest) high = middle;
      else low = middle;
    }
    return starts(high).map((start, line, all) =>
      words
        .slice(start, all[line + 1])
        .map(({ word }) => word)
        .join(' '),
    );
  }

  /** A glyph at `size` pixels to the em, drawn once. */
  bitmap(id: number, size: number): Promise<GlyphBitmap> {
    const key = `${id}/${size}`;
    const known = this.#bitmaps.get(key);
    if (known !== undefined) return known;
    const drawn = this.#draw(id, size);
    this.#bitmaps.set(key, drawn);
    return drawn;
  }

  async #draw(id: number, size: number): Promise<GlyphBitmap> {
    const { font, em } = this.#fonts[Math.floor(id / glyphsOfFont)]!;
    const outline = font.glyphToPath(id % glyphsOfFont);
    const [left, top, width, height] = [
      -Math.ceil(size * 0.25),
      -Math.ceil(size * 1.05),
      Math.ceil(size * 1.6),
      Math.ceil(size * 1.45),
    ];
    if (outline === '') return { left, top, runs: [] };
    const scale = size / em;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill="#fff" transform="translate(${-left} ${-top})scale(${scale} ${-scale})" d="${outline}"/></svg>`;
    return { left, top, runs: runsIn(await sharp(Buffer.from(svg)).extractChannel(3).raw().toBuffer(), width) };
  }
}

const isSpace = (character: string): boolean => /\s/.test(character);

/** The direction that a letter or digit has of itself. */
function strong(character: string): Direction | undefined {
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(character) && /\p{L}/u.test(character)) return 'rtl';
  return /[\p{L}\p{N}]/u.test(character) ? 'ltr' : undefined;
}

/**
 * What has no direction of its own runs with its neighbours where both run alike, else with the line (UAX #9, rules N1 and
 * N2, without embeddings).
 */
function resolved(directions: readonly (Direction | undefined)[], base: Direction): readonly Direction[] {
  const after: Direction[] = [];
  for (let index = directions.length - 1, next = base; index >= 0; index--)
    after[index] = next = directions[index] ?? next;
  let before = base;
  return directions.map((direction, index) => {
    if (direction !== undefined) return (before = direction);
    return before === after[index] ? before : base;
  });
}

/** The direction of a line: that of its first letter. */
export function directionOf(text: string): Direction {
  for (const character of text) if (/\p{L}/u.test(character)) return strong(character) ?? 'ltr';
  return 'ltr';
}

function runsIn(pixels: Uint8Array, width: number): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0, to = 0; from < pixels.length; from = to) {
    const coverage = pixels[from]!;
    const end = from - (from % width) + width;
    for (to = from + 1; to < end && pixels[to] === coverage;) to++;
    if (coverage > 0) runs.push({ row: Math.floor(from / width), column: from % width, length: to - from, coverage });
  }
  return runs;
}
