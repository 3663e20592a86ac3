import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** An installed package that a course may use. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Its folder, with symbolic links resolved. */
  readonly folder: string;
  /** Its folder and those of its dependencies, for the permission model. */
  readonly folders: readonly string[];
}

const manifest = z.object({
  version: z.string().default('0.0.0'),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * Finds a declared package in the `node_modules` folders at or above `from` (the course), then in Lectern's own.
 *
 * @returns `undefined` if it is installed in neither.
 */
export function findPackage(name: string, from: string): InstalledPackage | undefined {
  if (!/^(@[\w.-]+\/)?[\w-][\w.-]*$/.test(name)) return undefined;
  const folder = locate(name, from) ?? locate(name, path.dirname(fileURLToPath(import.meta.url)));
  if (folder === undefined) return undefined;
  const folders = new Set<string>();
  collect(folder, folders);
  return { name, version: read(folder).version, folder, folders: [...folders].toSorted() };
}

function locate(name: string, from: string): string | undefined {
  for (let place = path.resolve(from); ; place = path.dirname(place)) {
    const folder = path.join(place, 'node_modules', name);
    if (existsSync(path.join(folder, 'package.json'))) return realpathSync(folder);
    if (place === path.dirname(place)) return undefined;
  }
}

function collect(folder: string, folders: Set<string>): void {
  if (folders.has(folder)) return;
  folders.add(folder);
  const { dependencies, optionalDependencies, peerDependencies } = read(folder);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    const found = locate(name, folder);
    if (found !== undefined) collect(found, folders);
  }
}

function read(folder: string): z.output<typeof manifest> {
  return manifest.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
}
