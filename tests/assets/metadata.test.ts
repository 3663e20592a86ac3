import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readAsset } from '../../src/assets/files.ts';
import { withoutMetadata } from '../../src/assets/metadata.ts';
import { memoryFiles } from '../../src/source/memory.ts';

const secret = 'Somebody, at home';

/** A picture with what a camera writes: who, where, and which side is up. */
const photo = (format: 'jpeg' | 'png' | 'webp', orientation: number): Promise<Buffer> =>
  sharp({ create: { width: 24, height: 16, channels: 3, background: '#a04010' } })
    .composite([{ input: { create: { width: 8, height: 8, channels: 3, background: '#1040a0' } }, left: 0, top: 0 }])
    .withIccProfile('p3')
    .withMetadata({ orientation })
    .withExifMerge({ IFD0: { Artist: secret }, IFD3: { GPSLatitude: '48/1 8/1 0/1', GPSLatitudeRef: 'N' } })
    .toFormat(format)
    .toBuffer();
const pixelsOf = (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).raw().toBuffer();

test.each(['jpeg', 'png', 'webp'] as const)(
  'A %s loses who took it and where, and neither pixels nor colours',
  async (format) => {
    const bytes = await photo(format, 1);
    expect(bytes.includes(secret)).toBe(true);
    const plain = withoutMetadata(bytes);
    expect(plain.length).toBeLessThan(bytes.length);
    expect(Buffer.from(plain).includes(secret)).toBe(false);
    const { exif, icc, width, height, format: kept } = await sharp(plain).metadata();
    expect({ exif, width, height, kept }).toEqual({ exif: undefined, width: 24, height: 16, kept: format });
    expect(icc?.length).toBeGreaterThan(100);
    expect(await pixelsOf(plain)).toEqual(await pixelsOf(bytes));
    expect(withoutMetadata(plain)).toBe(plain);
  },
);

test('What a camera put behind the end of a JPEG goes, too, also where it has many scans', async () => {
  for (const progressive of [false, true]) {
    const picture = await sharp(await photo('jpeg', 1))
      .jpeg({ progressive })
      .toBuffer();
    const longer = Buffer.concat([picture, Buffer.from(`ftypmp42 ${secret}`)]);
    expect(Buffer.from(withoutMetadata(longer))).toEqual(picture);
  }
  const bytes = await photo('jpeg', 1);
  const brokenOff = bytes.subarray(0, -6);
  const filled = Buffer.concat([bytes.subarray(0, 2), Buffer.of(0xff, 0xff), bytes.subarray(2)]);
  const comment = Buffer.concat([Buffer.of(0xff, 0xfe, 0, secret.length + 2), Buffer.from(secret)]);
  const commented = Buffer.concat([bytes.subarray(0, 2), comment, Buffer.from(withoutMetadata(bytes)).subarray(2)]);
  for (const odd of [brokenOff, filled, commented]) {
    expect(odd.includes(secret)).toBe(true);
    expect(Buffer.from(withoutMetadata(odd)).includes(secret)).toBe(false);
  }
});

test('A JPEG still says which side is up, and nothing else', async () => {
  for (const orientation of [2, 3, 6, 8]) {
    const plain = withoutMetadata(await photo('jpeg', orientation));
    const { orientation: kept, exif } = await sharp(plain).metadata();
    expect(kept).toBe(orientation);
    expect(exif?.length).toBeLessThan(50);
    expect(Buffer.from(plain).includes(secret)).toBe(false);
  }
});

test('A site publishes photos without it, but for those that an author has put into its public files', async () => {
  const bytes = await photo('jpeg', 1);
  const files = memoryFiles({ 'modules/a/photo.jpg': bytes, 'public/photo.jpg': bytes });
  const published = readAsset(files, 'modules/a/photo.jpg', '/');
  expect(published?.bytes).toEqual(withoutMetadata(bytes));
  expect(published?.width).toBe(24);
  expect(Buffer.from(readAsset(files, 'public/photo.jpg', '/')?.bytes ?? [])).toEqual(bytes);
});

test('What has nothing to lose, or is broken, or is another file stays as it is, whichever byte is missing or wrong', async () => {
  const plain = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  for (const same of [plain, Buffer.from('<svg/>'), Buffer.alloc(0), Buffer.from('GIF89a')])
    expect(withoutMetadata(same)).toBe(same);
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const bytes = await photo(format, 6);
    for (let length = 0; length < bytes.length; length += 1) withoutMetadata(bytes.subarray(0, length));
    for (let at = 0; at < Math.min(bytes.length, 800); at += 1) {
      const wrong = Uint8Array.from(bytes);
      wrong[at]! ^= 0xff;
      expect(withoutMetadata(wrong).length).toBeLessThanOrEqual(bytes.length + 50);
    }
  }
});
