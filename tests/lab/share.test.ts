import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFragment, SHARE_LIMIT, shareFragment } from '../../src/lab/panel/share.ts';

const fragmentOf = (bytes: Uint8Array): string => `#lab=${Buffer.from(bytes).toString('base64url')}`;
const packed = (value: unknown): string => fragmentOf(deflateRawSync(JSON.stringify(value)));

describe('A link to an edited version', () => {
  test('brings back every character of every file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 4 }),
        async (exchange, code) => {
          const fragment = await shareFragment({ exchange, code });
          expect(fragment).toMatch(/^#lab=[\w-]+$/);
          expect(await readFragment(fragment ?? '')).toEqual({ exchange, code });
        },
      ),
      { seed: 4648, numRuns: 80 },
    );
  });

  test('is not made where it would be too long to pass on', async () => {
    const noise = Array.from({ length: 9000 }, (_, i) => String.fromCharCode(33 + (((i * i * 7919) % 9973) % 90))).join(
      '',
    );
    expect(await shareFragment({ exchange: 'a/1', code: [noise] })).toBeUndefined();
    expect((await shareFragment({ exchange: 'a/1', code: ['long '.repeat(9000)] }))?.length).toBeLessThan(SHARE_LIMIT);
  });

  test.each([
    ['another fragment', '#top'],
    ['no Base64', '#lab=%%%'],
    ['no compressed bytes', fragmentOf(Uint8Array.of(7, 255, 255, 255))],
    ['cut short', packed(['a/1', 'code']).slice(0, -4)],
    ['no list', packed({ exchange: 'a/1' })],
    ['a list of other things than text', packed(['a/1', { toString: 'x' }])],
    ['an empty list', packed([])],
    ['longer than any of ours', `#lab=${'A'.repeat(SHARE_LIMIT + 1)}`],
    ['a few bytes that inflate to millions', packed(['a/1', 'x'.repeat(4e6)])],
  ])('that holds %s opens nothing', async (_name, fragment) => {
    expect(await readFragment(fragment)).toBeUndefined();
  });
});
