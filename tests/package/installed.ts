import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly engines?: { readonly node?: string };
}

/** Lectern's packages as an author gets them: by their place in `node_modules`, those for development left out. */
export const runtimePackages: ReadonlyMap<string, LockedPackage> = new Map(
  Object.entries(
    (
      JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
        packages: Record<string, LockedPackage>;
      }
    ).packages,
  ).filter(([place, { dev, devOptional }]) => place !== '' && dev !== true && devOptional !== true),
);

/** Runs `npm pack`, and gives the folder with what is in the package. */
export function pack(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-package-'));
  ran('npm', ['pack', '--pack-destination', folder], root);
  const [file = ''] = readdirSync(folder);
  ran('tar', ['-xzf', file], folder);
  return path.join(folder, 'package');
}

/**
 * Installs the package into a folder without a network: as npm does, but for its packages, which are links to those of
 * the project. What only development needs is not among them.
 */
export function install(packed: string, folder: string): void {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  ran('cp', ['-r', packed, path.join(modules, 'lectern')], folder);
  chmodSync(path.join(modules, 'lectern/compiled/src/cli/bin.mjs'), 0o755);
  symlinkSync('../lectern/compiled/src/cli/bin.mjs', path.join(modules, '.bin/lectern'));
  for (const place of runtimePackages.keys()) {
    if (place.lastIndexOf('node_modules/') > 0) continue;
    mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
    symlinkSync(path.join(root, place), path.join(folder, place));
  }
}

function ran(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${command} ended with ${String(status)}:\n${stderr}`);
}
