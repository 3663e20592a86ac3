import { describe, expect, test } from 'vitest';
import { fontFile, head, partsOf, text } from '../../src/assets/fonts/faces.ts';
import { Typesetter } from '../../src/assets/pictures/typesetter.ts';
import subsetFont from 'subset-font';

const letters = 'abc HTTP 12 كيف يعمل';
const fonts = await Promise.all(
  partsOf(letters, [head, text]).map(({ source }) =>
    subsetFont(fontFile(source), letters, { targetFormat: 'sfnt', variationAxes: { wght: 700 } }),
  ),
);
const typesetter = new Typesetter(...fonts);

describe('A line of text', () => {
  const order = (line: string): readonly number[] => typesetter.shape(line).glyphs.map(({ id }) => id);

  test('is set from left to right in its letters’ order, or against it where its script runs back', () => {
    expect(order('abc').toSorted((a, b) => a - b)).not.toEqual([]);
    expect(order('ab c')).toEqual([...order('ab'), ...order(' '), ...order('c')]);
    const line = order('كيف يعمل');
    expect(line.slice(0, order('يعمل').length)).toEqual(order('يعمل'));
    expect(line.slice(-order('كيف').length)).toEqual(order('كيف'));
  });

  test('keeps foreign words and numbers together in a line that runs the other way', () => {
    const foreign = order('HTTP 12');
    const line = order('كيف HTTP 12 يعمل');
    expect(line.join()).toContain(foreign.join());
    // the line's own words stand around them from right to left
    expect(line.slice(0, order('يعمل').length)).toEqual(order('يعمل'));
    expect(line.slice(-order('كيف').length)).toEqual(order('كيف'));
    expect(order('a كيف يعمل b').join()).toContain(order('كيف يعمل').join());
  });

  test('is known to lack letters that no font has', () => {
    expect([typesetter.has('abc كيف'), typesetter.has('a 字')]).toEqual([true, false]);
  });
});
