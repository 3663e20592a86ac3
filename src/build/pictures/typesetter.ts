import { Blob, Buffer as Run, Face, Font, shape } from 'harfbuzzjs';
import sharp from 'sharp';

/** How much of each pixel a glyph covers, 0 to 255; `left` and `top` from the pen on the baseline. */
export interface GlyphBitmap {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly coverage: Uint8Array;
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
    const run = new Run();
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
    const fill = (limit: number) => {
      const lines: { text: string; width: number }[] = [];
      for (const { word, width } of words) {
        const last = lines.at(-1);
        if (last === undefined || last.width + space + width > limit) lines.push({ text: word, width });
        else Object.assign(last, { text: `${last.text} ${word}`, width: last.width + space + width });
      }
      return lines.map((line) => line.text);
    };
    const widest = fill(width);
    let [low, high] = [0, width];
    for (let turn = 0; turn < 10; turn++) {
      const middle = (low + high) / 2;
      if (fill(middle).length === widest.length) high = middle;
      else low = middle;
    }
    return fill(high);
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
    const [left, top, width, height] = [-Math.ceil(size * 0.25), -Math.ceil(size * 1.05), Math.ceil(size * 1.6), Math.ceil(size * 1.45)];
    if (outline === '') return { left, top, width: 0, height: 0, coverage: new Uint8Array() };
    const scale = size / this.#em;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill="#fff" transform="translate(${-left} ${-top})scale(${scale} ${-scale})" d="${outline}"/></svg>`;
    const drawn = await sharp(Buffer.from(svg)).extractChannel(3).raw().toBuffer();
    return cropped({ left, top, width, height, coverage: drawn });
  }
}

/** The same glyph without the empty room around it. */
function cropped({ left, top, width, coverage }: GlyphBitmap): GlyphBitmap {
  const covered = Array.from(coverage.keys()).filter((at) => coverage[at]! > 0);
  const columns = covered.map((at) => at % width);
  const [first, last] = [columns.reduce((a, b) => Math.min(a, b), width), columns.reduce((a, b) => Math.max(a, b), -1)];
  const [above, below] = [Math.floor((covered[0] ?? 0) / width), Math.floor((covered.at(-1) ?? -1) / width)];
  const [wide, high] = [Math.max(0, last - first + 1), Math.max(0, below - above + 1)];
  const kept = Uint8Array.from({ length: wide * high }, (_, at) => coverage[(above + Math.floor(at / wide)) * width + first + (at % wide)]!);
  return { left: left + first, top: top + above, width: wide, height: high, coverage: kept };
}
