import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { transformWithOxc } from 'vite';
import { buildLabFrame, frameFile } from '../../assets/lab-frame.ts';
import { lecternRoot } from '../../source/disk-installation.ts';

/** What only a clone needs: its launcher, code generation, and this. */
export const cloneOnly = /^src\/cli\/(?:packing\/|codegen\.ts$|lectern\.mjs$|launch\/(?!compile-cache\.mjs$))/;
/** Modules that take along the packages they import, which nothing else does: nobody has to install those. */
export const withPackages: ReadonlySet<string> = new Set(['src/lab/panel/editor.ts', 'src/learner/schedule.ts']);
/** READMEs are for those who work on Lectern, examples for its tests. */
const notForUsers = /(?:^|\/)README\.md$|\.d\.ts$|\/examples\.(?:yaml|md)$/;

/**
 * Writes Lectern as npm installs it to `out`, which is emptied before: the same tree of files, in which TypeScript has
 * become JavaScript. It is not bundled, because threads, processes and Astro load single files by their place. Node
 * refuses TypeScript below `node_modules`, so nothing there may name a `.ts` file.
 */
export async function compile(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  for (const file of sourceFiles()) {
    const from = path.join(lecternRoot, file);
    const to = path.join(out, file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(to), { recursive: true });
    if (withPackages.has(file)) writeFileSync(to, withCompiledNames(await bundled(from)));
    else if (file.endsWith('.ts')) {
      const { code } = await transformWithOxc(readFileSync(from, 'utf8'), from, { target: 'es2024', sourcemap: false });
      writeFileSync(to, withCompiledNames(code));
    } else if (/\.(?:astro|m?js)$/.test(file)) writeFileSync(to, withCompiledNames(readFileSync(from, 'utf8')));
    else copyFileSync(from, to);
  }
  for (const variant of ['plain', 'deflate'] as const)
    writeFileSync(path.join(out, 'src/assets', frameFile(variant)), (await buildLabFrame(variant)).html);
}

async function bundled(file: string): Promise<string> {
  const build = await rolldown({ input: file, external: /^\./, platform: 'browser', logLevel: 'silent' });
  const { output } = await build.generate({ format: 'esm' });
  await build.close();
  return output[0].code;
}

/** Every file of the package before it is compiled, relative to the root, with `/`. */
function sourceFiles(): readonly string[] {
  // Of the documentation, what `lectern explain` shows.
  return ['src', 'schemas', 'docs/reference']
    .flatMap((folder) =>
      readdirSync(path.join(lecternRoot, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(lecternRoot, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')),
    )
    .filter((file) => !cloneOnly.test(file) && !notForUsers.test(file))
    .toSorted();
}

/** Modules are named by relative paths, in imports and in texts alike (`new URL('./worker.ts', …)`, globs). */
export function withCompiledNames(code: string): string {
  return code.replace(/(["'`])(\.{1,2}\/[^"'`\n]*)\.ts\1/g, '$1$2.js$1');
}
