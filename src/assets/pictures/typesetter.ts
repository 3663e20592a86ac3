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

/** A word or line as glyphs, each with its distance from the start, in parts of the em. */
export interface Shaped {
  readonly glyphs: readonly { readonly id: number; readonly x: number }[];
  readonly width: number;
}

/** Sets text in one font without asking the system for anything, so that it looks the same wherever it is built. */
export class Typesetter {
  readonly #font: Font;
  readonly #em: number;
  readonly #shaped = new Map<string, Shaped>();
  readonly #bitmaps = new Map<string, Promise<GlyphBitmap>>();

  /** `font`: the bytes of a static TrueType font. */
  constructor(font: Uint8Array) {
    const face = new Face(new Blob(new Uint8Array(font).buffer), 0);
    this.#font = new Font(face);
    this.#em = face.upem;
  }

  /** Kerned glyphs of a text on one line. Characters the font lacks are left out. */
  shape(text: string): Shaped {
    const known = this.#shaped.get(text);
    if (known !== undefined) return known;
    const run = new TextRun();
    run.addText(text);
    run.guessSegmentProperties();
    shape(this.#font, run);
    let x = 0;
    const glyphs = run.getGlyphInfosAndPositions().flatMap((glyph) => {
      if (glyph.codepoint === 0) return [];
      const at = x + (glyph.xOffset ?? 0);
      x += glyph.xAdvance ?? 0;
      return [{ id: glyph.codepoint, x: at / this.#em }];
    });
    const shaped = { glyphs, width: x / this.#em };
    this.#shaped.set(text, shaped);
    return shaped;
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
    const outline = this.#font.glyphToPath(id);
    const [left, top, width, height] = [
      -Math.ceil(size * 0.25),
      -Math.ceil(size * 1.05),
      Math.ceil(size * 1.6),
      Math.ceil(size * 1.45),
    ];
    if (outline === '') return { left, top, runs: [] };
    const scale = size / this.#em;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill="#fff" transform="translate(${-left} ${-top})scale(${scale} ${-scale})" d="${outline}"/></svg>`;
    return { left, top, runs: runsIn(await sharp(Buffer.from(svg)).extractChannel(3).raw().toBuffer(), width) };
  }
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
