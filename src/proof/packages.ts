import { constants, copyFileSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** An installed package that a course may use. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Its real folder. */
  readonly folder: string;
  readonly dependencies: readonly InstalledPackage[];
}

const manifest = z.object({
  version: z.string().default('0.0.0'),
  dependencies: z.record(z.string(), z.unknown()).default({}),
  optionalDependencies: z.record(z.string(), z.unknown()).default({}),
  peerDependencies: z.record(z.string(), z.unknown()).default({}),
});

/**
 * The `node_modules` folders of this installation: those that hold Lectern, and its own. A folder of that name anywhere
 * else, such as beside the content of a course, may come with the course and is never used.
 */
export function installationFolders(lectern = fileURLToPath(new URL('../..', import.meta.url))): readonly string[] {
  const own = path.resolve(lectern);
  const folders = [path.join(own, 'node_modules')];
  for (let place = own; place !== path.dirname(place); place = path.dirname(place)) {
    const parent = path.dirname(place);
    if (path.basename(parent) === 'node_modules') folders.push(parent);
  }
  return folders.flatMap((folder) => {
    try {
      return [realpathSync(folder)];
    } catch {
      return [];
    }
  });
}

/**
 * Finds a declared package, with what it depends on, in the `node_modules` folders of the installation.
 *
 * Nothing that is not really in there is found: no link that leads out, and no name that is no name of a package,
 * whoever names it, a course or a manifest.
 *
 * @returns `undefined` if it is not installed.
 */
export function findPackage(
  name: string,
  installation: readonly string[] = installationFolders(),
): InstalledPackage | undefined {
  return find(
    name,
    installation.map((folder) => path.dirname(folder)),
    installation,
    new Map(),
  );
}

/**
 * Copies packages into `folder/node_modules`, so that a program beside it can require them as it could where they are
 * installed. Regular files alone are copied: the copies hold no link, and share nothing with the installation.
 */
export function copyPackages(packages: readonly InstalledPackage[], folder: string): void {
  const places = new Map<string, InstalledPackage>();
  for (const one of packages) arrange(one, [''], places);
  for (const [place, { folder: from }] of places) copyFiles(from, path.join(folder, place));
}

function find(
  name: string,
  starts: readonly string[],
  installation: readonly string[],
  known: Map<string, InstalledPackage>,
): InstalledPackage | undefined {
  if (!/^(?:@[\w-][\w.-]*\/)?[\w-][\w.-]*$/.test(name) || name === 'node_modules') return undefined;
  for (const start of starts) {
    const folder = path.join(start, 'node_modules', name);
    if (!isInside(folder, installation)) continue;
    const read = readManifest(folder);
    if (read === undefined) continue;
    const real = realpathSync(folder);
    if (!isInside(real, installation)) return undefined;
    const before = known.get(real);
    if (before !== undefined) return before;
    const dependencies: InstalledPackage[] = [];
    const found = { name, version: read.version, folder: real, dependencies };
    known.set(real, found);
    const names = Object.keys({ ...read.dependencies, ...read.optionalDependencies, ...read.peerDependencies });
    const above = ancestors(real);
    for (const one of names.toSorted()) {
      const dependency = find(one, above, installation, known);
      if (dependency !== undefined) dependencies.push(dependency);
    }
    return found;
  }
  return undefined;
}

/**
 * Gives a package a place where Node finds it from the package that requires it. `chain` has the places around that one,
 * itself included, from the inside out.
 */
function arrange(one: InstalledPackage, chain: readonly string[], places: Map<string, InstalledPackage>): void {
  const candidates = chain.map((around) => path.posix.join(around, 'node_modules', one.name));
  const visible = candidates.find((place) => places.has(place));
  if (visible !== undefined && places.get(visible)!.folder === one.folder) return;
  const place = visible === undefined ? candidates.at(-1)! : candidates[0]!;
  places.set(place, one);
  for (const dependency of one.dependencies)
    arrange(dependency, visible === undefined ? [place, ''] : [place, ...chain], places);
}

function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') copyFiles(source, target);
    else if (entry.isFile()) copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}

function isInside(folder: string, installation: readonly string[]): boolean {
  return installation.some((one) => folder.startsWith(one + path.sep));
}

function ancestors(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function readManifest(folder: string): z.output<typeof manifest> | undefined {
  try {
    return manifest.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
  } catch {
    return undefined;
  }
}
