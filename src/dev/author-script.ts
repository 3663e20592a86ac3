import { fileURLToPath } from 'node:url';

/** Where pages get the script that reloads them and shows problems. Like Vite's own addresses, whatever the base. */
export const authorScriptAddress = '/@lectern/author.js';

let built: Promise<string> | undefined;

/** The script (`src/islands/author.ts`) as one module. Bundled once, when the first page asks for it. */
export const authorScript = (): Promise<string> => (built ??= bundled());

async function bundled(): Promise<string> {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: fileURLToPath(new URL('../islands/author.ts', import.meta.url)),
    platform: 'browser',
    external: ['/@vite/client'],
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  return output[0].code;
}
