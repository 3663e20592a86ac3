import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Cache } from '../../src/cache/cache.ts';
import { Colouring } from '../../src/publish/highlighting/highlight.ts';
import { Timings } from '../../src/publish/timings.ts';
import { tokenise } from '../../src/lesson/code/tokenise.ts';
import type { CodeBlock } from '../../src/lesson/code/tokens.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-colouring-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blocks = (count: number): readonly CodeBlock[] =>
  Array.from({ length: count }, (_, index) => ({
    lang: ['js', 'html', 'py', undefined][index % 4],
    code: `const n${index} = "<b>";\n# ${index}`,
  }));
const begun = (timings = new Timings(), cache = new Cache(folder)): Colouring =>
  new Colouring(cache, new AbortController().signal, timings);

describe('Code', () => {
  test.each([3, 300])('has the colours Shiki gives it, whoever asks first: %d blocks', async (count) => {
    const colouring = begun();
    const all = blocks(count);
    for (const block of all) colouring.begin([block]);
    colouring.complete();
    const asked = all.slice(-2);
    await colouring.ready(asked);
    for (const block of asked) expect(colouring.highlight({ ...block })).toEqual(await tokenise(block));
    await colouring.all();
    for (const block of all) expect(colouring.highlight({ ...block })).toEqual(await tokenise(block));
    await colouring.finish();
  });

  test('that nobody named beforehand is refused: its page would depend on who was quicker', async () => {
    const colouring = begun();
    await colouring.ready([{ lang: 'js', code: 'known()' }]);
    expect(() => colouring.highlight({ lang: 'js', code: 'unknown()' })).toThrow('unknown()');
    await colouring.finish();
  });

  test('that an earlier build coloured needs no threads, and what threads did is among the timings', async () => {
    rmSync(folder, { recursive: true, force: true });
    const run = async (): Promise<readonly string[]> => {
      const timings = new Timings();
      const cache = new Cache(folder);
      const colouring = begun(timings, cache);
      colouring.begin(blocks(200));
      colouring.complete();
      await colouring.finish();
      cache.save();
      return timings.besides.map(([part]) => part);
    };
    expect(await run()).toEqual(['colour code']);
    expect(await run()).toEqual([]);
  });
});
