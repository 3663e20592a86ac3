import { brotliCompressSync } from 'node:zlib';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';
import { inlineStyles } from '../inline-styles.ts';
import { questionTypes } from '../../src/questions/types.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** Bytes (Brotli) of the script with these sources of ours; what is fetched after the first touch does not count. */
async function weightOf(files: readonly string[]): Promise<number> {
  const text = files.map((file) => `import '${source}${file}';`).join('\n');
  const virtual = {
    name: 'virtual',
    resolveId: (id: string) => (id === 'page' ? id : null),
    load: (id: string) => (id === 'page' ? text : null),
  };
  const bundle = await rolldown({
    input: 'page',
    plugins: [virtual, inlineStyles],
    transform: { define: { 'import.meta.env.BASE_URL': '"/"' } },
  });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  await bundle.close();
  const [entry, ...others] = output;
  const needed = others.filter((file) => file.type === 'chunk' && entry.imports.includes(file.fileName));
  return [entry, ...needed].reduce((sum, file) => sum + brotliCompressSync('code' in file ? file.code : '').length, 0);
}

const ready = ['islands/quiz.ts'];

it('what a page needs before anybody answers a question weighs less than 4.2 kB', async () => {
  const weight = await weightOf(ready);
  expect(weight).toBeGreaterThan(3000);
  expect(weight).toBeLessThan(4200);
});

const own = (type: string, names: readonly string[]) =>
  names.map((name) => `questions/${type}/${name}.ts`).filter((file) => existsSync(source + file));

it.each(questionTypes.map(({ type }) => type))('%s adds at most 1.2 kilobytes before an answer', async (type) => {
  expect(
    (await weightOf([...ready, ...own(type, ['enhance', 'enhance-apart'])])) - (await weightOf(ready)),
  ).toBeLessThanOrEqual(1200);
});

it('what checks the answers of all types weighs at most 6 kB', async () => {
  const checks = questionTypes.flatMap(({ type }) => own(type, ['check']));
  expect(checks.length).toBeGreaterThan(8);
  expect((await weightOf([...ready, ...checks])) - (await weightOf(ready))).toBeLessThanOrEqual(6000);
});
