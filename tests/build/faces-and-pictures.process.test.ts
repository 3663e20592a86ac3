import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { Cache } from '../../src/cache/cache.ts';
import { lackingIn } from '../../src/assets/fonts/faces.ts';
import { fallbackFaces } from '../../src/assets/fonts/fallbacks.ts';
import { subsetFonts, planSubsets } from '../../src/assets/fonts/subset.ts';
import { favicon } from '../../src/assets/pictures/icon.ts';
import { indexedPng } from '../../src/assets/pictures/png.ts';
import { SocialPictures, type Picture } from '../../src/assets/pictures/social.ts';

const place = mkdtempSync(path.join(tmpdir(), 'lectern-faces-'));
afterAll(() => rmSync(place, { recursive: true }));
const unstopped = new AbortController().signal;
const cut = async (text: string, cache: string) =>
  [...(await subsetFonts(planSubsets(text, '/_files/'), new Cache(path.join(place, cache)), unstopped))].map(
    ([file, bytes]) => [file, Buffer.from(bytes).toString('base64')] as const,
  );
const weight = (faces: readonly (readonly [string, string])[]) =>
  faces.reduce((sum, [, bytes]) => sum + Buffer.from(bytes, 'base64').length, 0);

describe('The faces of a course', () => {
  test('weigh at most 60 kB together in English, and are the same bytes for the same characters in any order', async () => {
    const one = await cut('abc “quoted” é', 'one');
    expect(await cut('é “quoted” cba', 'other')).toEqual(one);
    expect(weight(one)).toBeGreaterThan(40_000);
    expect(weight(one)).toBeLessThanOrEqual(60_000);
  });

  test('grow with the characters a course needs, under other names', async () => {
    const [plain, accents] = [await cut('', 'plain'), await cut('ÀÉÎõüßñçåøæ', 'accents')];
    expect(weight(accents)).toBeGreaterThan(weight(plain));
    expect(accents.filter(([file]) => plain.some(([other]) => other === file))).toEqual([]);
  });

  test('are the same for all courses that bring no characters of their own', () => {
    expect(planSubsets('A “course” in English – of plain words…', '/').ofCourse).toBe(false);
    expect(planSubsets('déjà vu', '/').ofCourse).toBe(true);
    expect(planSubsets('A “course”', '/')).toEqual(planSubsets('', '/'));
  });

  test('are named by pages before they are cut', async () => {
    const plan = planSubsets('', '/base/_files/');
    const files = [...(await subsetFonts(plan, new Cache(path.join(place, 'plain')), unstopped)).keys()].map(
      (file) => `/base/_files/${file}`,
    );
    expect([...plan.everywhere, ...plan.lessons].toSorted()).toEqual(files.toSorted());
    for (const file of files) expect(plan.css).toContain(`src:url(${file})`);
  });

  test('have the letters of every script that they are cut for, in files that a page asks for only where it shows them', () => {
    const scripts = {
      'latin-ext': 'Zażółć gęślą jaźń',
      vietnamese: 'Tiếng Việt',
      cyrillic: 'Українська мова',
      greek: 'Ελληνικά',
      arabic: 'اللغة العربية',
      hebrew: 'עברית',
      devanagari: 'हिन्दी',
    };
    for (const [subset, words] of Object.entries(scripts)) {
      const { parts, css } = planSubsets(words, '/');
      const own = parts.filter(({ first }) => !first);
      expect(
        own.map(({ source }) => source).filter((source) => source.includes(`-${subset}-`)),
        subset,
      ).not.toEqual([]);
      const has = new Set(own.flatMap(({ characters }) => [...characters]));
      expect(
        [...words].filter((letter) => letter > 'ÿ' && !has.has(letter)),
        subset,
      ).toEqual([]);
      expect(lackingIn(words), subset).toBe('');
      // headings and text have it both, in the weights of the face: only then browsers mix it with Latin
      for (const family of ['Bricolage Grotesque Variable', 'Literata Variable'])
        expect(css, subset).toMatch(
          new RegExp(
            `font-family:'${family}';font-style:normal;(font-weight:[^;]*;).*font-family:'${family}';font-style:normal;\\1[^}]*unicode-range:U\\+`,
          ),
        );
    }
    expect(planSubsets('English “words”', '/').css).not.toContain('unicode-range');
  });

  test('are fetched ahead by the pages that show them from their first line', () => {
    const ahead = planSubsets('łóź', '/', 'ł').everywhere;
    expect(ahead.filter((file) => file.includes('.latin-ext.'))).toHaveLength(2);
    expect(planSubsets('łóź', '/', 'a').everywhere.filter((file) => file.includes('.latin-ext.'))).toEqual([]);
  });

  test('come with fallbacks sized to take the same room', async () => {
    const css = await fallbackFaces();
    for (const family of ['Bricolage fallback', 'Literata fallback', 'JetBrains fallback']) {
      expect(css).toMatch(
        new RegExp(
          `font-family: '${family}';\\s*src: local\\([^}]*size-adjust: [\\d.]+%;\\s*ascent-override: [\\d.]+%`,
        ),
      );
    }
    expect(readFileSync(new URL('../../src/styles/fallback-faces.css', import.meta.url), 'utf8')).toBe(css);
    const sizes = [...css.matchAll(/size-adjust: ([\d.]+)%/g)].map(([, size]) => Number(size));
    for (const size of sizes) expect(Math.abs(size - 100)).toBeLessThan(25);
  });
});

test('a PNG of indexed colours is what its pixels say', async () => {
  const png = indexedPng(2, [0xff0000, 0x00ff00, 0x0000ff], Uint8Array.of(0, 0, 1, 0, 2, 0, 0, 1, 1));
  const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([...data]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0, 0, 255, 0, 0, 255, 0]);
});

/** The rows of a PNG. */
function pixelsOf(picture: Uint8Array): Buffer {
  const png = Buffer.from(picture);
  const start = png.indexOf('IDAT');
  return inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
}

describe('The picture of a module', () => {
  const module = (title: string, accent = 0): Picture => ({
    course: 'A Course',
    title,
    eyebrow: 'Tools',
    accent,
    figure: 'relay',
  });
  const course: Picture = {
    course: 'A Course',
    title: 'A Course',
    eyebrow: '',
    accent: 0,
    figure: [{ accent: 0, modules: { length: 3 } }],
  };
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  const size = async (picture: Uint8Array) =>
    sharp(picture)
      .metadata()
      .then(({ format, width, height }) => [format, width, height]);

  test('is a PNG of 1200 by 630, and the same bytes from a new start', async () => {
    const one = module('What Are WebSockets?');
    const [first, second] = await Promise.all([
      SocialPictures.of(ascii, new Cache(place)),
      SocialPictures.of(`${ascii}äöü`, new Cache(place)),
    ]);
    const picture = await first.draw(one);
    expect(await size(picture)).toEqual(['png', 1200, 630]);
    expect(pixelsOf(picture).length).toBe(1201 * 630);
    await second.draw(module('Another one before it'));
    expect(Buffer.from(await second.draw(one)).equals(picture)).toBe(true);
    expect(await size(await first.draw(course))).toEqual(['png', 1200, 630]);
  });

  test('shows its title and the colour of its category', async () => {
    const variants = [module('One title'), module('Another title'), module('One title', 1)];
    const pictures = await SocialPictures.of(ascii, new Cache(place));
    const drawn = await Promise.all(variants.map((variant) => pictures.draw(variant)));
    expect(new Set(drawn.map((picture) => Buffer.from(picture).toString('base64'))).size).toBe(3);
  });

  test('shows every letter of a title, or none of it', async () => {
    const titles = [
      'Zażółć gęślą',
      'Як працює мережа?',
      'Πώς δουλεύει;',
      'كيف يعمل HTTP اليوم؟',
      'איך זה עובד?',
      'यह कैसे काम करता है?',
    ];
    const pictures = await SocialPictures.of(titles.join('') + ascii, new Cache(place));
    const none = Buffer.from(await pictures.draw(module('')));
    for (const title of titles) {
      // as the first word changes, so does the picture; no letter is dropped
      const letters = [...new Set(title.replace(/\s/g, ''))];
      const drawn = Buffer.from(await pictures.draw(module(title)));
      expect(drawn.equals(none), title).toBe(false);
      expect(
        letters.filter((letter) => lackingIn(letter) !== ''),
        title,
      ).toEqual([]);
    }
    for (const title of ['HTTP の仕組み', '网络如何工作'])
      expect(Buffer.from(await pictures.draw(module(title))).equals(none), title).toBe(true);
  });

  test('has room for any title, even one no font of ours can write', async () => {
    const titles = [
      'word '.repeat(80).trim(),
      'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(3),
      'ソケット',
      '',
    ];
    const pictures = await SocialPictures.of(ascii, new Cache(place));
    for (const title of titles) expect(pixelsOf(await pictures.draw(module(title))).length).toBe(1201 * 630);
  });
});

test('the favicon is an icon file that holds one PNG of 32 pixels', async () => {
  const icon = Buffer.from(await favicon({}));
  expect([icon.readUInt16LE(2), icon.readUInt16LE(4), icon[6]]).toEqual([1, 1, 32]);
  const { width, format } = await sharp(icon.subarray(icon.readUInt32LE(18))).metadata();
  expect([format, width]).toEqual(['png', 32]);
});
