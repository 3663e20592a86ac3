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
    expect(pictureSize(await picture.clone().jpeg().withMetadata({ orientation: 6 }).toBuffer())).toEqual({ width: 21, height: 37 });
  });

  test('of an SVG comes from its width and height, else from its box', () => {
    expect(pictureSize(bytes('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="40px" height="30">'))).toEqual({ width: 40, height: 30 });
    expect(pictureSize(bytes('<svg viewBox="0 0 120 90.4" width="100%">'))).toEqual({ width: 120, height: 90 });
  });

  test('is unknown for anything else, also for a file that ends too early', async () => {
    expect(pictureSize(bytes('hello'))).toBeUndefined();
    expect(pictureSize(new Uint8Array())).toBeUndefined();
    const png = await picture.clone().png().toBuffer();
    for (let length = 0; length < 24; length++) expect(pictureSize(png.subarray(0, length))).toBeUndefined();
  });
});

describe('A picture in a lesson', () => {
  const world = { picture: () => ({ href: '/_files/map.png', width: 37, height: 21 }) };

  test('keeps its room while it loads', () => {
    expect(html('See ![A map](map.png) here.', 'md', world)).toBe(
      '<p>See <img src="/_files/map.png" alt="A map" width="37" height="21" loading="lazy" decoding="async"> here.</p>',
    );
  });

  test('on a line of its own is a figure, its title the caption', () => {
    expect(html('![A map](map.png "Where we are")', 'md', world)).toBe(
      '<figure class="picture"><img src="/_files/map.png" alt="A map" width="37" height="21" loading="lazy" decoding="async">\n<figcaption>Where we are</figcaption></figure>',
    );
  });
});
