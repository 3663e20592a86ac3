import type { Cache } from '../../cache/cache.ts';
import sharp from 'sharp';
import type { FigureName } from '../../../schemas/lesson.ts';
import { drawFigure } from '../../site/figures/index.ts';
import { courseFigure } from '../../site/figures/course.ts';
import { pictureFaces } from '../fonts/subset.ts';
import { indexedPng } from './png.ts';
import { directionOf, Typesetter, type GlyphBitmap } from './typesetter.ts';

const width = 1200;
const height = 630;
/** Bytes of a row: its filter, none, then its pixels. */
const stride = width + 1;

/** The colours of `src/styles/tokens.css` in their light form; feeds and messengers show pictures on any ground. */
const paper = 0xfcfaf6;
const ink = 0x161b24;
const control = 0x70757e;
const clientColor = 0xaf4803;
const serverColor = 0x2757b6;
export const accents = [0x006952, 0x872e78, 0x48621e, 0x663e9e, 0x006772, 0x6a5600];

/** Steps between paper and a colour: enough for smooth edges. */
const steps = 15;

/** What the pictures of a course are drawn with: our colours, or its own in their place. */
interface Paints {
  readonly client: number;
  readonly server: number;
  readonly accents: readonly number[];
  readonly colors: readonly number[];
  /** Paper, then for each colour its mixtures with paper, from faint to full. */
  readonly palette: readonly number[];
}

function paintsOf({ accent, client = clientColor, server = serverColor }: PictureColours): Paints {
  const own = accent === undefined ? accents : accents.map(() => accent);
  const colors = [ink, control, client, server, ...own];
  const mixtures = colors.flatMap((color) =>
    Array.from({ length: steps }, (_, step) => mix(color, (step + 1) / steps)),
  );
  return { client, server, accents: own, colors, palette: [paper, ...mixtures] };
}

/** Colours of a course in place of ours. */
export interface PictureColours {
  readonly accent?: number;
  readonly client?: number;
  readonly server?: number;
}

/** What a page's picture shows, and all it depends on. */
export interface Picture {
  readonly course: string;
  /** What it is a picture of: a module, or the course itself. */
  readonly title: string;
  /** The category; empty for the course. */
  readonly eyebrow: string;
  readonly accent: number;
  /** The drawing below: one of the modules', or the course as a map of lines. */
  readonly figure: FigureName | readonly { readonly accent: number; readonly modules: { readonly length: number } }[];
  readonly colours?: PictureColours;
}

/** A glyph at its place: pixels from the left edge and from the first row. */
interface Placed {
  readonly glyph: GlyphBitmap;
  readonly left: number;
  readonly top: number;
}

/**
 * Draws the pictures that stand for a page where somebody shares its address: the title as outlines in the course's own
 * face, and the page's drawing. The same picture has the same bytes everywhere. Drawings and glyphs are made once and
 * kept, so that each picture costs a few milliseconds in a course of a thousand modules.
 */
export class SocialPictures {
  readonly #typesetter: Typesetter;
  readonly #grounds = new Map<string, Promise<Uint8Array>>();
  readonly #paints = new Map<string, Paints>();

  private constructor(fonts: readonly Uint8Array[]) {
    this.#typesetter = new Typesetter(...fonts);
  }

  /** Ready for any text of these characters. `compiled`: for what is made once an installation. */
  static async of(characters: string, compiled: Cache): Promise<SocialPictures> {
    return new SocialPictures(await pictureFaces(characters, compiled));
  }

  /** A picture of 1200 by 630 pixels, PNG. A text with a letter that no face has is left out as a whole. */
  async draw({ course, title, eyebrow, accent, figure, colours = {} }: Picture): Promise<Uint8Array> {
    const key = JSON.stringify(colours);
    const paints = this.#paints.get(key) ?? paintsOf(colours);
    this.#paints.set(key, paints);
    const look =
      typeof figure === 'string' ? figure : JSON.stringify(figure.map((line) => [line.accent, line.modules.length]));
    // Not varied by the slug as on the page: a handful of grounds serves all modules.
    const ground = await once(this.#grounds, `${accent}/${look}/${key}`, () =>
      drawGround(typeof figure === 'string' ? drawFigure(figure, 'social') : courseFigure(figure), accent, paints),
    );
    const [shownCourse, shownTitle, shownEyebrow] = [course, title, eyebrow].map((text) =>
      this.#typesetter.has(text) ? text : '',
    ) as [string, string, string];
    const { lines, size } = this.#fit(shownTitle, width - 2 * margin);
    const widthOf = (text: string, size: number): number => this.#typesetter.shape(text).width * size;
    const runsBack = directionOf(shownTitle) === 'rtl';
    const [start, end, ...titleLines] = await Promise.all([
      this.#place(shownCourse, 30, 150, 86),
      this.#place(shownEyebrow, 30, Math.round(width - margin - widthOf(shownEyebrow, 30)), 86),
      ...lines.map((line, index) => {
        const left = runsBack ? width - margin - widthOf(line, size) : margin - size * 0.05;
        return this.#place(line, size, Math.round(left), baselineOf(index, size));
      }),
    ]);
    const pixels = ground.slice();
    for (const line of [start, ...titleLines]) write(line, ink, pixels, paints);
    write(end, paints.accents[accent]!, pixels, paints);
    return indexedPng(width, paints.palette, pixels);
  }

  /** The largest size at which a title has room; a title too long for any is cut. */
  #fit(title: string, room: number): { readonly lines: readonly string[]; readonly size: number } {
    for (const [size, most] of [
      [84, 2],
      [62, 3],
      [50, 3],
    ] as const) {
      const lines = this.#typesetter.lines(title, room / size);
      if (lines.length <= most) return { lines, size };
    }
    const lines = this.#typesetter.lines(title, room / 50).slice(0, 3);
    return { lines: [...lines.slice(0, 2), `${lines[2]?.replace(/\W*\s\S*$/, '')}…`], size: 50 };
  }

  /** The glyphs of a line of text. */
  #place(text: string, size: number, left: number, baseline: number): Promise<readonly Placed[]> {
    return Promise.all(
      this.#typesetter.shape(text).glyphs.map(async ({ id, x, y }) => {
        const glyph = await this.#typesetter.bitmap(id, size);
        return {
          glyph,
          left: left + Math.round(x * size) + glyph.left,
          top: baseline + glyph.top - Math.round(y * size),
        };
      }),
    );
  }
}

/** Writes glyphs in one of the palette's colours; where glyphs overlap, the darker pixel stays. */
function write(glyphs: readonly Placed[], color: number, pixels: Uint8Array, { colors }: Paints): void {
  const first = 1 + colors.indexOf(color) * steps;
  for (const { glyph, left, top } of glyphs) {
    for (const { row, column, length, coverage } of glyph.runs) {
      const color = first + stepOf[coverage]! - 1;
      if (color < first) continue;
      const line = (top + row) * stride + 1;
      const to = line + Math.min(left + column + length, width);
      // Above and below the picture there is nothing, and no comparison with that is true.
      for (let pixel = line + Math.max(left + column, 0); pixel < to; pixel++)
        if (color > pixels[pixel]!) pixels[pixel] = color;
    }
  }
}

/** How far towards a colour a pixel goes that is covered so much, of 255. */
const stepOf = Uint8Array.from({ length: 256 }, (_, coverage) => Math.round((coverage / 255) * steps));

const margin = 72;

/** Where a line of the title stands. */
const baselineOf = (line: number, size: number): number => 150 + Math.round(size * (0.78 + line * 1.03));

function once<Value>(made: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const value = make();
  made.set(key, value);
  return value;
}

async function drawGround(figure: string, accent: number, paints: Paints): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><style>${pictureStyle(accent, paints)}</style><rect width="${width}" height="${height}" style="fill:${hex(paper)}"/><g transform="translate(72 54)scale(1.35)"><path d="M10 16h28" stroke="${hex(paints.accents[accent]!)}" style="stroke-width:4"/><circle cx="9" cy="16" r="8" style="fill:${hex(paints.client)}"/><circle cx="39" cy="16" r="8" style="fill:${hex(paints.server)}"/></g><g transform="translate(68 362)scale(1.108)">${figure}</g></svg>`;
  return inPalette(await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer(), paints);
}

/** Rows of the palette's nearest colours, from pixels of red, green, blue, and an alpha that is always full. */
function inPalette(channels: Buffer, { palette }: Paints): Uint8Array {
  // A pixel as one number, in whatever order this machine reads its channels: to be compared, not understood.
  const pixels = new Uint32Array(channels.buffer, channels.byteOffset, width * height);
  const nearest = new Map<number, number>();
  const indices = new Uint8Array(stride * height);
  for (let from = 0, to = 0; from < pixels.length; from = to) {
    const pixel = pixels[from]!;
    const row = Math.floor(from / width);
    // Nearly every pixel is like the one before it.
    for (to = from + 1; to < (row + 1) * width && pixels[to] === pixel;) to++;
    const index = nearest.get(pixel) ?? closest(channels.readUIntBE(from * 4, 3), palette);
    nearest.set(pixel, index);
    // Each row begins with its filter.
    indices.fill(index, from + row + 1, to + row + 1);
  }
  return indices;
}

/** What `src/styles/figure.css` says of a figure at rest, for a picture that no stylesheet reaches. */
function pictureStyle(accent: number, paints: Paints): string {
  const { accents } = paints;
  const [client, server, both, fill] = [hex(paints.client), hex(paints.server), hex(accents[accent]!), hex(paper)];
  const each = accents
    .map((color, index) => `[data-accent="${index}"] .f-open,[data-accent="${index}"] .f-station{stroke:${hex(color)}}`)
    .join('');
  return `path,rect,circle,ellipse{fill:none;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.f-dotted{stroke:${hex(control)};stroke-width:2;stroke-dasharray:1 10}.f-thin{stroke:${hex(mix(control, 0.4))}}.f-open{stroke:${both};stroke-width:7}
.f-letter rect,.f-word rect,.f-end rect{fill:${fill}}.f-word path{stroke-width:8}.f-end rect,.f-end path{stroke-width:4}
.f-client rect,.f-client path{stroke:${client}}.f-server rect,.f-server path{stroke:${server}}.f-both rect,.f-both path{stroke:${both}}
.f-station{fill:${fill};stroke-width:6}.f-station.f-client{stroke:${client}}.f-station.f-server{stroke:${server}}.f-station.f-both{stroke:${both}}${each}`;
}

function mix(color: number, part: number): number {
  const channel = (shift: number) =>
    Math.round(((color >> shift) & 255) * part + ((paper >> shift) & 255) * (1 - part));
  return (channel(16) << 16) | (channel(8) << 8) | channel(0);
}

function closest(color: number, palette: readonly number[]): number {
  const distance = (other: number) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((color >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  return palette.reduce((best, candidate, index) => (distance(candidate) < distance(palette[best]!) ? index : best), 0);
}

const hex = (color: number): string => `#${color.toString(16).padStart(6, '0')}`;
