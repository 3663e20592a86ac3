import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../src/cli/packing/compile.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Copies Lectern as it stands into `folder`, so that its sources may be changed there; packages are linked. */
export function copyLectern(folder: string): void {
  for (const part of ['src', 'schemas', 'docs/reference', 'package.json', 'tsconfig.json'])
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  linkPackages(folder);
}

/** Puts Lectern into `folder` as npm installs it there, compiled; packages are linked. */
export async function installLectern(folder: string): Promise<void> {
  await compile(path.join(folder, 'compiled'));
  cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  linkPackages(folder);
}

function linkPackages(folder: string): void {
  mkdirSync(path.join(folder, 'node_modules'));
  for (const name of readdirSync(path.join(root, 'node_modules'))) {
    const [from, to] = [path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name)];
    if (name === '.package-lock.json') cpSync(from, to);
    else if (!name.startsWith('.')) symlinkSync(from, to);
  }
}
