import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundled } from './page.ts';

/** Bytes of a script with everything it imports, Brotli. */
function weight(scripts: ReadonlyMap<string, string>, name: string, seen = new Set<string>()): number {
  if (seen.has(name)) return 0;
  seen.add(name);
  const code = scripts.get(name) ?? '';
  const imports = [...code.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)].map((match) => match[1] ?? '');
  return brotliCompressSync(code).length + imports.reduce((sum, other) => sum + weight(scripts, other, seen), 0);
}

it('a page with the three choice types needs less than 6 kB of our JavaScript, the further types under 2 kB more', async () => {
  const scripts = await bundled();
  const seen = new Set<string>();
  const choices = weight(scripts, 'quiz.js', seen);
  expect(choices).toBeGreaterThan(1000);
  expect(choices).toBeLessThan(6000);
  expect(weight(scripts, 'further.js', seen)).toBeLessThan(2000);
});
