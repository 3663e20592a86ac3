import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { accents as pictureAccents } from '../../src/assets/pictures/social.ts';
import { contrast, linearOf, luminance, papers } from '../../src/course/colours.ts';
import { accentCount } from '../../src/site/from-course.ts';

/** The tokens, however their lines are broken. */
const css = readFileSync(fileURLToPath(new URL('../../src/styles/tokens.css', import.meta.url)), 'utf8')
  .replaceAll(/\s+/g, ' ')
  .replaceAll('( ', '(')
  .replaceAll(' )', ')');

type Theme = 'light' | 'dark';

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
  return luminance(linearOf({ lightness: lightness / 100, chroma, hue }));
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

test.each(['light', 'dark'] as const)('A course’s own colours are held to the %s grounds that pages have', (theme) => {
  const grounds = papers[theme].map((paper) => luminance(linearOf(paper)));
  const tokens = ['paper', 'paper-raised', 'on-accent'].map((name) => token(name, theme));
  expect(new Set(grounds)).toEqual(new Set(tokens));
});

test('the six accents are all there', () => {
  expect(accents).toHaveLength(6);
});

test('The pictures that stand for pages have the accents of the pages, and categories no others', () => {
  const [, lightness = ''] = /--accent: light-dark\(oklch\((\d+)%/.exec(css) ?? [];
  const encoded = (value: number): number =>
    Math.round(255 * (value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : 12.92 * value));
  const expected = accents.map(({ hue, chroma }) =>
    linearOf({ lightness: Number(lightness) / 100, chroma: Number(chroma), hue: Number(hue) })
      .map(encoded)
      .reduce((sum, part) => sum * 256 + part, 0),
  );
  expect(pictureAccents.map((color) => color.toString(16))).toEqual(expected.map((color) => color.toString(16)));
  expect(accentCount).toBe(accents.length);
});
