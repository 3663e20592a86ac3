import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { accents as pictureAccents } from '../../src/assets/pictures/social.ts';
import { accentCount } from '../../src/site/from-course.ts';

/** The tokens, however their lines are broken. */
const css = readFileSync(fileURLToPath(new URL('../../src/styles/tokens.css', import.meta.url)), 'utf8')
  .replaceAll(/\s+/g, ' ')
  .replaceAll('( ', '(')
  .replaceAll(' )', ')');

type Theme = 'light' | 'dark';

/** `oklch(L% C H)` as linear sRGB by way of OKLab (Ottosson 2020), clipped to what a screen can show. */
function linearSrgb(lightness: number, chroma: number, hue: number): readonly number[] {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const [l, m, s] = [
    lightness + 0.3963377774 * a + 0.2158037573 * b,
    lightness - 0.1055613458 * a - 0.0638541728 * b,
    lightness - 0.0894841775 * a - 1.291485548 * b,
  ].map((value) => value ** 3) as [number, number, number];
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.map((value) => Math.min(1, Math.max(0, value)));
}

/** Relative luminance (WCAG 2.2). */
function luminance(lightness: number, chroma: number, hue: number): number {
  const [red = 0, green = 0, blue = 0] = linearSrgb(lightness, chroma, hue);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Settings of `--hue` and `--chroma` by category. */
const accents = [
  ...css.matchAll(/(?:\[data-accent='(\d)'\]|:root, \[data-accent\]) \{ --hue: (\d+);(?: --chroma: ([\d.]+);)? \}/g),
].map(([, , hue = '', chroma = '0.1']) => ({ hue, chroma }));

/** A token's luminance. Throws where the token is not written as two `oklch` colours. */
function token(name: string, theme: Theme, accent = accents[0]): number {
  const value = new RegExp(
    `--${name}: light-dark\\(oklch\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\), oklch\\(([^()]*(?:\\([^()]*\\)[^()]*)*)\\)\\)`,
  ).exec(css);
  if (value === null) throw new Error(`no token ${name}`);
  const [lightness = Number.NaN, chroma = Number.NaN, hue = 0] = (value[theme === 'light' ? 1 : 2] ?? '')
    .replace('var(--hue)', accent?.hue ?? '')
    .replace('var(--chroma)', accent?.chroma ?? '')
    .split(' ')
    .map(Number.parseFloat);
  return luminance(lightness / 100, chroma, hue);
}

function contrast(x: number, y: number): number {
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const codes = ['keyword', 'string', 'constant', 'function', 'comment'].map((part) => `code-${part}`);

describe.each(['light', 'dark'] as const)('Contrast, %s', (theme) => {
  const on = (ground: string, names: readonly string[], least: number) => {
    const low = accents.flatMap((accent, index) =>
      names.map(
        (name) =>
          [
            `${name} on ${ground}, accent ${index}`,
            contrast(token(name, theme, accent), token(ground, theme, accent)),
          ] as const,
      ),
    );
    expect(low.length).toBeGreaterThan(0);
    expect(low.filter(([, ratio]) => !(ratio >= least))).toEqual([]);
  };

  test('of text is at least 4.5 to 1 wherever it stands', () => {
    on('paper', ['ink', 'muted', 'accent', 'right', 'wrong', 'partly', 'client', 'server'], 4.5);
    on('paper-raised', ['ink', 'muted'], 4.5);
    on('accent', ['on-accent'], 4.5);
    on('accent-soft', ['ink'], 4.5);
    for (const verdict of ['right', 'wrong', 'partly']) on(`${verdict}-soft`, ['ink', verdict], 4.5);
  });

  test('of code is at least 4.5 to 1, in marked lines, too', () => {
    on('code-paper', ['ink', ...codes], 4.5);
    on('code-mark', ['ink', ...codes], 4.5);
  });

  test('of controls and of the focus is at least 3 to 1', () => {
    on('paper', ['control', 'accent'], 3);
    on('paper-raised', ['control', 'accent'], 3);
    for (const verdict of ['right', 'wrong']) on(`${verdict}-soft`, [verdict], 3);
  });
});

test('the six accents are all there', () => {
  expect(accents).toHaveLength(6);
});

test('The pictures that stand for pages have the accents of the pages, and categories no others', () => {
  const [, lightness = ''] = /--accent: light-dark\(oklch\((\d+)%/.exec(css) ?? [];
  const encoded = (value: number): number =>
    Math.round(255 * (value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : 12.92 * value));
  const expected = accents.map(({ hue, chroma }) =>
    linearSrgb(Number(lightness) / 100, Number(chroma), Number(hue))
      .map(encoded)
      .reduce((sum, part) => sum * 256 + part, 0),
  );
  expect(pictureAccents.map((color) => color.toString(16))).toEqual(expected.map((color) => color.toString(16)));
  expect(accentCount).toBe(accents.length);
});
