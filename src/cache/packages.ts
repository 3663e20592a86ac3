import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { packageFile } from '../source/disk-installation.ts';
import { digest } from './digest.ts';

/** What package managers have to install. */
const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/** What they have installed, as far as they note it. */
const installedFiles = ['.package-lock.json', '.pnpm/lock.yaml', '.yarn-state.yml', '.yarn-integrity'].map(
  (name) => `node_modules/${name}`,
);

/** The lock files that rule a folder: those of the nearest folder around it that has any. */
export function lockFilesOf(folder: string): readonly string[] {
  return nearest(folder, lockFiles);
}

/**
 * A hash of the packages that Lectern stands on, and that these stand on: of what a package manager says it installed, else of what it
 * was told to install, else of the packages themselves. It changes with every version of any of them.
 */
export function packagesDigest(root = path.dirname(packageFile)): string {
  const noted = nearest(root, installedFiles);
  const files = noted.length > 0 ? noted : nearest(root, lockFiles);
  return files.length > 0
    ? digest(...files.flatMap((file) => [path.basename(file), readFileSync(file)]))
    : digest(...packagesOf(root));
}

function nearest(from: string, names: readonly string[]): readonly string[] {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = names.map((name) => path.join(folder, name)).filter((file) => existsSync(file));
    if (found.length > 0 || path.dirname(folder) === folder) return found;
  }
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The manifests of all packages that a package reaches, each once, in an order of their own. */
function packagesOf(root: string): readonly string[] {
  const manifests = new Map<string, string>();
  const visit = (folder: string): void => {
    if (manifests.has(folder)) return;
    const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
    manifests.set(folder, text);
    const { dependencies, optionalDependencies } = JSON.parse(text) as Manifest;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const [manifest] = nearest(folder, [path.join('node_modules', name, 'package.json')]);
      // What is optional may be missing.
      if (manifest !== undefined) visit(realpathSync(path.dirname(manifest)));
    }
  };
  visit(root);
  return [...manifests.values()].toSorted();
}
