import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pictureSize } from '../../src/lesson/picture-size.ts';
import { html } from './body.ts';

const picture = sharp({ create: { width: 37, height: 21, channels: 3, background: '#3b7' } });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('The size of a picture', () => {
  test.each([
    ['PNG', () => picture.clone().png()],
    ['GIF', () => picture.clone().gif()],
    ['JPEG', () => picture.clone().jpeg()],
    ['progressive JPEG', () => picture.clone().jpeg({ progressive: true })],
    ['WebP', () => picture.clone().webp()],
    ['lossless WebP', () => picture.clone().webp({ lossless: true })],
    ['WebP with transparency', () => picture.clone().ensureAlpha(0.5).webp()],
    ['AVIF', () => picture.clone().avif({ effort: 0 })],
  ])('is read from a %s', async (_, make) => {
    expect(pictureSize(await make().toBuffer())).toEqual({ width: 37, height: 21 });
  });

  test('is that of the picture as shown, where the camera was held upright', async () => {
    expect(pictureSize(await picture.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer())).toEqual({
      width: 21,
      height: 37,
    });
  });

  test('of an SVG comes from its width and height, else from its box', () => {
    expect(
      pictureSize(bytes('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="40px" height="30">')),
    ).toEqual({ width: 40, height: 30 });
    expect(pictureSize(bytes('<svg viewBox="0 0 120 90.4" width="100%">'))).toEqual({ width: 120, height: 90 });
    expect(pictureSize(bytes("<svg\n  viewBox = ' 0,0\n120, 90 ' width='60'>"))).toEqual({ width: 60, height: 45 });
    expect(pictureSize(bytes('<svg width="10mm" height=" 0.5in ">'))).toEqual({ width: 38, height: 48 });
    expect(
      pictureSize(
        bytes(`<!-- ${'licence '.repeat(1_000)}--><svg width="40" height="30" class="${'a '.repeat(1_000)}">`),
      ),
    ).toEqual({ width: 40, height: 30 });
  });

  test('is unknown for anything else, also for a file that ends too early', async () => {
    expect(pictureSize(bytes('hello'))).toBeUndefined();
    expect(pictureSize(new Uint8Array())).toBeUndefined();
    const png = await picture.clone().png().toBuffer();
    for (let length = 0; length < 24; length++) expect(pictureSize(png.subarray(0, length))).toBeUndefined();
    for (const box of ['0 0 0 5', '0 0 5 0', '0 0', 'x'])
      expect(pictureSize(bytes(`<svg viewBox="${box}" width="7">`))).toBeUndefined();
  });

  test('is found or unknown, whatever the bytes: no picture makes it throw', async () => {
    const turned = picture.clone().jpeg().withMetadata({ orientation: 6 });
    const pictures = await Promise.all(
      [turned, picture.clone().webp(), picture.clone().avif({ effort: 0 }), picture.clone().gif()].map((made) =>
        made.toBuffer(),
      ),
    );
    const changes = fc.array(fc.tuple(fc.nat(600), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
    const changed = fc.tuple(fc.constantFrom(...pictures), changes, fc.nat(900)).map(([original, changes, length]) => {
      const file = Uint8Array.from(original);
      for (const [at, value] of changes) file[at % file.length] = value;
      return file.subarray(0, length);
    });
    fc.assert(
      fc.property(changed, (file) => {
        const { width, height } = pictureSize(file) ?? { width: 1, height: 1 };
        expect([width, height].every((length) => Number.isSafeInteger(length) && length > 0)).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test('of a file with very many boxes is given up, not waited for', () => {
    const box = (type: string, parts: readonly Uint8Array[]): Buffer => {
      const head = Buffer.from(`0000${type}`, 'latin1');
      head.writeUInt32BE(parts.reduce((sum, { length }) => sum + length, head.length));
      return Buffer.concat([head, ...parts]);
    };
    const size = box('ispe', [Buffer.from([0, 0, 0, 0, 0, 0, 0, 37, 0, 0, 0, 21])]);
    const file = (sizes: number): Buffer => {
      const properties = box('iprp', [
        box(
          'ipco',
          Array.from({ length: sizes }, () => size),
        ),
      ]);
      return Buffer.concat([box('ftyp', [Buffer.from('avif')]), box('meta', [Buffer.alloc(4), properties])]);
    };
    expect(pictureSize(file(2))).toEqual({ width: 37, height: 21 });
    expect(pictureSize(file(200_000))).toBeUndefined();
  });
});

describe('A picture in a lesson', () => {
  const context = { picture: () => ({ href: '/_files/map.png', width: 37, height: 21 }) };

  test('keeps its room while it loads', () => {
    expect(html('See ![A map](map.png) here.', 'md', context)).toBe(
      '<p>See <img src="/_files/map.png" alt="A map" width="37" height="21" loading="lazy" decoding="async"> here.</p>',
    );
  });

  test('on a line of its own is a figure, its title the caption', () => {
    expect(html('![A map](map.png "Where we are")', 'md', context)).toBe(
      '<figure class="picture"><img src="/_files/map.png" alt="A map" width="37" height="21" loading="lazy" decoding="async">\n<figcaption>Where we are</figcaption></figure>',
    );
  });
});
