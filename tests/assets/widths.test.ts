import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { readAssets, type CourseAssets } from '../../src/assets/files.ts';
import { Cache } from '../../src/cache/cache.ts';
import { digest } from '../../src/cache/digest.ts';
import { ReadMemory } from '../../src/course/load.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { courseFiles, siteFromCourse } from '../../src/site/from-course.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { soundFront, validCourseFiles } from '../course/sound.ts';

const place = mkdtempSync(path.join(tmpdir(), 'lectern-widths-'));
afterAll(() => rmSync(place, { recursive: true }));

const cache = new Cache(place);

/** A picture whose pixels are not the same everywhere, so that it weighs what photos weigh. */
function photo(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pixels[at] = (at / 3 / width / 8 + (state >>> 27)) & 255;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

interface Published extends CourseAssets {
  /** The lesson as it stands on its page. */
  readonly html: string;
  /** The name of each file without its hash, with its bytes. */
  readonly named: ReadonlyMap<string, Uint8Array | undefined>;
}

/** Publishes a course with a lesson that holds `body`, beside which `files` lie. */
async function publish(
  body: string,
  files: Readonly<Record<string, Uint8Array>>,
  before: ReadonlyMap<string, string> = new Map(),
): Promise<Published> {
  const all = memoryFiles({
    ...validCourseFiles(),
    'modules/dns/lesson.md': `---\n${soundFront}---\n\n## The Lookup\n\n${body}\n\n## The Cache\n`,
    ...Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`modules/dns/${name}`, bytes])),
  });
  const { course } = loadCourse(all, new ReadMemory());
  const read = await readAssets(all, courseFiles(course!, false), {
    base: '/base/',
    cache,
    published: (file) => before.get(file),
  });
  const { site } = siteFromCourse(course!, {
    base: '/base/',
    drafts: false,
    highlight: () => [],
    asset: (file) => read.pictures.get(file),
    proof: () => undefined,
    labFrame: () => undefined,
    search: { hash: (text) => text.length.toString(36), kept: { get: () => undefined, put: () => undefined } },
  });
  const html = site.modules.find(({ slug }) => slug === 'dns')?.html ?? '';
  const named = new Map(
    read.files.map((file) => [file.path.replace(/^_files\/|\.?\b[\da-f]{10}\b\/?/g, ''), file.bytes]),
  );
  return { ...read, html, named };
}

/** What a page loads or leads to, below the base. */
const addressesIn = (html: string): readonly string[] =>
  [...html.matchAll(/(?:src|href|srcset)="([^"]+)"/g)]
    .flatMap(([, value = '']) => value.split(', '))
    .flatMap((value) => (value.startsWith('/base/_files/') ? [value.slice('/base/'.length).split(' ')[0]!] : []));

describe('A photo that a lesson shows', () => {
  test('is there at three widths, the right way up and without metadata, and is not published itself', async () => {
    const bytes = await photo(2400, 3000)
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Artist: 'Somebody' } })
      .jpeg({ quality: 95 })
      .toBuffer();
    const { html, files, named } = await publish('![A harbour](harbour.jpg)', { 'harbour.jpg': bytes });
    const sizes = await Promise.all(
      files.map(async (file) => {
        const { format, width, height, exif, orientation } = await sharp(file.bytes).metadata();
        return { format, width, height, exif, orientation };
      }),
    );
    const copy = (width: number, height: number) => ({
      format: 'webp',
      width,
      height,
      exif: undefined,
      orientation: undefined,
    });
    expect(sizes).toEqual([copy(640, 512), copy(1280, 1024), copy(1920, 1536)]);
    expect(named.size).toBe(1);
    expect(html).toContain('width="3000" height="2400"');
    expect(html).toMatch(/srcset="\S+ 640w, \S+ 1280w, \S+ 1920w" sizes="/);
    expect(addressesIn(html).toSorted()).toEqual([...files, files[2]!].map((file) => file.path).toSorted());
  });

  test('is published itself, too, where a link leads to it', async () => {
    const bytes = await photo(800, 600).jpeg({ quality: 95 }).toBuffer();
    const { html, files, named } = await publish('![A harbour](harbour.jpg)\n\n[All of it](harbour.jpg)', {
      'harbour.jpg': bytes,
    });
    expect([...named.keys()].toSorted()).toEqual(['harbour.jpg', 'harbour.webp']);
    expect(Buffer.from(named.get('harbour.jpg') ?? [])).toEqual(bytes);
    expect(new Set(addressesIn(html))).toEqual(new Set(files.map((file) => file.path)));
    expect(html).toMatch(/<a href="\/base\/_files\/harbour\.\w+\.jpg">All of it<\/a>/);
  });

  test('is its own widest copy where it weighs less than one', async () => {
    const bytes = await photo(1900, 1400).webp({ quality: 50 }).toBuffer();
    const { html } = await publish('![A harbour](harbour.webp)', { 'harbour.webp': bytes });
    expect(html).toMatch(/srcset="\S+harbour\.\w+\.webp 640w, .*\S+ 1900w"/);
  });

  test('is not made again for the next build, nor read again where it is published', async () => {
    const bytes = await photo(700, 400).png().toBuffer();
    const build = (before?: ReadonlyMap<string, string>) =>
      publish('![A harbour](harbour.png)', { 'harbour.png': bytes }, before);
    const first = await build();
    const kept = readdirSync(path.join(place, 'widths')).length;
    expect((await build()).files).toEqual(first.files);
    expect(readdirSync(path.join(place, 'widths'))).toHaveLength(kept);
    const digests = new Map(first.files.map((file) => [file.path, digest(file.bytes ?? 'none')]));
    const again = await build(digests);
    expect(again.files).toEqual(
      [...digests].map(([file, sum]) => expect.objectContaining({ path: file, bytes: undefined, digest: sum })),
    );
    expect(again.html).toBe(first.html);
    // What has been lost from the output is there again.
    expect((await build(new Map([...digests].slice(1)))).files).toEqual(first.files);
  });

  test('has its widths in HTML of a lesson, too, unless it says others', async () => {
    const bytes = await photo(900, 600).jpeg({ quality: 95 }).toBuffer();
    const shown = (attributes: string) =>
      publish(`<img src="a.jpg" alt="A harbour"${attributes}>`, { 'a.jpg': bytes, 'b.jpg': bytes });
    expect((await shown('')).html).toMatch(/srcset="\S+ 640w, \S+ 900w" sizes=/);
    const { html, files } = await shown(' srcset="b.jpg 2x"');
    expect(html).toMatch(/srcset="\S+ 2x"/);
    expect(html).not.toContain('sizes=');
    expect(files.map((file) => file.path)).toEqual(expect.arrayContaining([...addressesIn(html)]));
  });
});

test('What moves, is small, is broken or is drawn is shown as it is', async () => {
  const moving = await sharp(Buffer.alloc(700 * 1400 * 3, 'a harbour'), {
    raw: { width: 700, height: 1400, channels: 3, pageHeight: 700 },
  })
    .webp({ lossless: true })
    .toBuffer();
  expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(2);
  const whole = await photo(900, 700).png().toBuffer();
  const files = {
    'moving.webp': moving,
    'small.png': await photo(40, 40).png().toBuffer(),
    'broken.png': Buffer.concat([whole.subarray(0, 600), Buffer.alloc(20_000)]),
    'drawn.svg': Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="9"><!--${' '.repeat(9000)}--></svg>`,
    ),
  };
  const { html, named } = await publish(
    Object.keys(files)
      .map((name) => `![A harbour](${name})`)
      .join('\n\n'),
    files,
  );
  expect(html).not.toContain('srcset');
  for (const [name, bytes] of Object.entries(files)) expect(Buffer.from(named.get(name) ?? []), name).toEqual(bytes);
});
