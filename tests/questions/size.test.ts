import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';
import { inlineStyles } from '../inline-styles.ts';
import { questionTypes } from '../../src/questions/types.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** Bytes (Brotli) of one script that asks questions, with the scripts of these types beside those of the three choices. */
async function weightWith(types: readonly string[]): Promise<number> {
  const text = [
    ...questionTypes
      .filter(({ type }) => types.includes(type))
      .map(({ type, isApart }) => `import '${source}questions/${type}/enhance${isApart ? '-apart' : ''}.ts';`),
    `import '${source}islands/quiz.ts';`,
  ].join('\n');
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
  return brotliCompressSync(output[0].code).length;
}

const choices = new Set<string>(['single-choice', 'multiple-choice', 'true-false']);
const further = questionTypes.map(({ type }) => type).filter((type) => !choices.has(type));

it('what asks questions of the three choice types weighs little more than 5 kB', async () => {
  const weight = await weightWith([]);
  expect(weight).toBeGreaterThan(4000);
  expect(weight).toBeLessThan(5200);
});

it.each(further)('%s adds at most 1.2 kilobytes, and something', async (type) => {
  const added = (await weightWith([type])) - (await weightWith([]));
  expect(added).toBeGreaterThan(25);
  expect(added).toBeLessThanOrEqual(1200);
});
