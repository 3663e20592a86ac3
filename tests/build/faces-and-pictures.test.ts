import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { subsetFonts } from '../../src/build/fonts/subset.ts';
import { favicon } from '../../src/build/pictures/icon.ts';
import { indexedPng } from '../../src/build/pictures/png.ts';
import { SocialPictures } from '../../src/build/pictures/social.ts';
import type { SiteModel } from '../../src/site/model.ts';

const place = mkdtempSync(path.join(tmpdir(), 'lectern-faces-'));
afterAll(() => rmSync(place, { recursive: true }));
const bytesOf = (folder: string) => readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file)).toString('base64')]);

describe('The faces of a course', () => {
  test('weigh at most 60 kB together in English, and are the same bytes for the same characters in any order', async () => {
    const one = await subsetFonts('abc “quoted” é', path.join(place, 'one'));
    const other = await subsetFonts('é “quoted” cba', path.join(place, 'other'));
    expect(path.basename(one)).toBe(path.basename(other));
    expect(bytesOf(one)).toEqual(bytesOf(other));
    const weight = readdirSync(one).filter((file) => file.endsWith('.woff2')).reduce((sum, file) => sum + statSync(path.join(one, file)).size, 0);
    expect(weight).toBeGreaterThan(40_000);
    expect(weight).toBeLessThanOrEqual(60_000);
  });

  test('grow with the characters a course needs', async () => {
    const plain = await subsetFonts('', path.join(place, 'plain'));
    const czech = await subsetFonts('ÀÉÎõüßñçåøæ', path.join(place, 'accents'));
    expect(path.basename(plain)).not.toBe(path.basename(czech));
    expect(statSync(path.join(czech, 'text.woff2')).size).toBeGreaterThan(statSync(path.join(plain, 'text.woff2')).size);
  });

  test('come with fallbacks sized to take the same room', async () => {
    const css = readFileSync(path.join(await subsetFonts('', path.join(place, 'plain')), 'fonts.css'), 'utf8');
    for (const family of ['Bricolage fallback', 'Literata fallback', 'JetBrains fallback']) {
      expect(css).toMatch(new RegExp(`font-family:'${family}';src:local\\([^}]*size-adjust:\\d+\\.\\d+%;ascent-override:\\d+\\.\\d+%`));
    }
    const sizes = [...css.matchAll(/size-adjust:([\d.]+)%/g)].map(([, size]) => Number(size));
    for (const size of sizes) expect(Math.abs(size - 100)).toBeLessThan(25);
  });
});

test('a PNG of indexed colours is what its pixels say', async () => {
  const png = await indexedPng(2, 2, Uint8Array.of(0, 1, 2, 0), [0xff0000, 0x00ff00, 0x0000ff]);
  const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([...data]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0]);
  expect(inflateSync(png.subarray(Buffer.from(png).indexOf('IDAT') + 4)).length).toBe(6);
});

describe('The picture of a module', () => {
  const category = { id: 'a', title: 'Tools', accent: 0 };
  const module = (title: string, accent = 0) => ({ slug: 'm', title, category: { ...category, accent }, figure: undefined });
  const site = (...modules: readonly ReturnType<typeof module>[]) => ({ title: 'A Course', categories: [{ ...category, modules }], modules }) as unknown as SiteModel;
  const size = async (picture: Uint8Array) => sharp(picture).metadata().then(({ format, width, height }) => [format, width, height]);

  test('is a PNG of 1200 by 630, and the same bytes from a new start', async () => {
    const one = module('What Are WebSockets?');
    const [first, second] = await Promise.all([SocialPictures.of(site(one)), SocialPictures.of(site(one))]);
    const picture = await first.module(one);
    expect(await size(picture)).toEqual(['png', 1200, 630]);
    expect(Buffer.from(await second.module(one)).equals(picture)).toBe(true);
    expect(await size(await first.course())).toEqual(['png', 1200, 630]);
  });

  test('shows its title and the colour of its category', async () => {
    const variants = [module('One title'), module('Another title'), module('One title', 1)];
    const pictures = await SocialPictures.of(site(...variants));
    const drawn = await Promise.all(variants.map((variant) => pictures.module(variant)));
    expect(new Set(drawn.map((picture) => Buffer.from(picture).toString('base64'))).size).toBe(3);
  });

  test('has room for any title, even one no font of ours can write', async () => {
    const titles = [module('word '.repeat(80).trim()), module('Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(3)), module('ソケット'), module('')];
    const pictures = await SocialPictures.of(site(...titles));
    for (const title of titles) expect(await size(await pictures.module(title))).toEqual(['png', 1200, 630]);
  });
});

test('the favicon is an icon file that holds one PNG of 32 pixels', async () => {
  const icon = Buffer.from(await favicon());
  expect([icon.readUInt16LE(2), icon.readUInt16LE(4), icon[6]]).toEqual([1, 1, 32]);
  const { width, format } = await sharp(icon.subarray(icon.readUInt32LE(18))).metadata();
  expect([format, width]).toEqual(['png', 32]);
});
