import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { assembleFrame, buildLabFrame } from '../../src/assets/lab-frame.ts';

const brotli = (text: string): number => brotliCompressSync(text).length;

describe('The lab weighs', () => {
  test('at most 75 kB as a frame, and the same bytes on every build', async () => {
    const [first, second] = [await assembleFrame({}), await assembleFrame({})];
    expect(brotli(first.html)).toBeLessThanOrEqual(75_000);
    expect(second).toEqual(first);
    expect(await buildLabFrame()).toEqual(first);
  });

  test('at most 88 kB with compression', async () => {
    expect(brotli((await assembleFrame({ variant: 'deflate' })).html)).toBeLessThanOrEqual(88_000);
  });

  test('at most 3 kB on the page before Run', async () => {
    const build = await rolldown({
      input: path.resolve('src/islands/lab.ts'),
      platform: 'browser',
      logLevel: 'silent',
      external: /panel|share|css/,
    });
    const { output } = await build.generate({ format: 'esm', minify: true });
    await build.close();
    expect(brotli(output[0].code)).toBeLessThanOrEqual(3000);
  });
});

describe('The frame', () => {
  test('allows by its policy one script, its own, and workers from blobs; nothing from anywhere', async () => {
    const { html } = await buildLabFrame();
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    const script = /<script>([^]*)<\/script>/.exec(html.slice(html.lastIndexOf('<script>')))?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(policy).toBe(`default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval' blob:; worker-src blob:`);
  });

  test('asks for nothing: no address of any kind to fetch from', async () => {
    const { html } = await buildLabFrame();
    expect(html.match(/<(?:link|img|iframe|script)[^>]*\s(?:src|href)=/g)).toBeNull();
  });
});
