import type { AccentName } from '../../schemas/appearance.ts';

/** The two grounds that a page can have. */
export type Ground = 'light' | 'dark';

/** A colour in OKLCH (Ottosson 2020): lightness and chroma from 0 to 1, hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/**
 * What text in an accent stands on: paper, and the text of a button whose ground it is. As in `src/styles/tokens.css`;
 * `tests/styles/contrast.test.ts` holds the two together.
 */
export const papers: Readonly<Record<Ground, readonly Oklch[]>> = {
  light: [
    { lightness: 0.986, chroma: 0.006, hue: 95 },
    { lightness: 0.968, chroma: 0.008, hue: 95 },
    { lightness: 0.99, chroma: 0, hue: 0 },
  ],
  dark: [
    { lightness: 0.17, chroma: 0.012, hue: 265 },
    { lightness: 0.205, chroma: 0.014, hue: 265 },
  ],
};

/** The least contrast of text (WCAG 2.2, 1.4.3, level AA). */
export const leastContrast = 4.5;

/** The least contrast of a colour, `#rrggbb`, with what it stands on. */
export function contrastOn(colour: string, ground: Ground): number {
  const own = luminance(channelsOf(colour));
  return Math.min(...papers[ground].map((paper) => contrast(own, luminance(linearOf(paper)))));
}

/** The colour of the same hue that can be read on a ground and differs least in lightness; the same where it can be read. */
export function nearestReadable(colour: string, ground: Ground): string {
  if (contrastOn(colour, ground) >= leastContrast) return colour.toLowerCase();
  const { lightness, chroma, hue } = oklchOf(colour);
  const step = ground === 'light' ? -0.005 : 0.005;
  for (let turn = 1; turn <= 200; turn++) {
    const tried = hexOf({ lightness: Math.min(1, Math.max(0, lightness + step * turn)), chroma, hue });
    if (contrastOn(tried, ground) >= leastContrast) return tried;
  }
  return ground === 'light' ? '#000000' : '#ffffff';
}

/** An accent as a course writes it: one colour, or one for each ground. */
export type WrittenAccent = string | { readonly light: string; readonly dark?: string | undefined };

/** The colours of a written accent on each ground; what is not written follows. */
export function accentOn(written: WrittenAccent): Readonly<Record<Ground, string>> {
  const light = typeof written === 'string' ? written : written.light;
  const dark = typeof written === 'string' ? undefined : written.dark;
  return { light: light.toLowerCase(), dark: dark?.toLowerCase() ?? nearestReadable(light, 'dark') };
}

/** The colours of a course by token. */
export type Accents = Partial<Readonly<Record<AccentName, Readonly<Record<Ground, string>>>>>;

export function oklchOf(colour: string): Oklch {
  const [red, green, blue] = channelsOf(colour);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  };
}

type Channels = readonly [red: number, green: number, blue: number];

/** Linear sRGB of a colour, by way of OKLab, clipped to what a screen can show. */
export function linearOf({ lightness, chroma, hue }: Oklch): Channels {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clipped = (value: number): number => Math.min(1, Math.max(0, value));
  return [
    clipped(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clipped(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clipped(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function hexOf(colour: Oklch): string {
  const encoded = linearOf(colour).map((value) =>
    Math.round(255 * (value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : 12.92 * value)),
  );
  return `#${encoded.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Linear sRGB of `#rrggbb`. */
function channelsOf(colour: string): Channels {
  const channel = (start: number): number => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Relative luminance (WCAG 2.2). */
export function luminance([red, green, blue]: readonly number[]): number {
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

export function contrast(x: number, y: number): number {
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}
