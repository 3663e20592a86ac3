import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isRunning } from '../text/processes.ts';
import { lecternRoot } from '../source/disk-installation.ts';

/** Folders to work in. */
export interface Workspace {
  /** For what speeds up the next build. */
  readonly cache: string;
  /**
   * For what is compiled from Lectern alone and is the same for every course: it belongs to the installation, is made by
   * its first build, and outlives the caches of courses.
   */
  readonly compiled: string;
  /** Empty, and this build's own. */
  readonly staged: string;
  /** Takes away what the next build has no use for. */
  close(): void;
}

/**
 * A workspace in the cache folder, or, where there is none or it cannot be written, among the system's temporary files: then
 * nothing is remembered, and nothing else changes. What builds that were killed left there is taken away.
 */
export function openWorkspace(cache: string | undefined): Workspace {
  if (cache === undefined) return temporaryWorkspace((folder) => path.join(folder, 'compiled'));
  try {
    mkdirSync(cache, { recursive: true });
    for (const name of readdirSync(cache))
      if (isAbandoned(name)) rmSync(path.join(cache, name), { recursive: true, force: true });
    const staged = mkdtempSync(path.join(cache, `staging-${process.pid}-`));
    writeFileSync(path.join(staged, '.probe'), '');
    rmSync(path.join(staged, '.probe'));
    return {
      cache,
      compiled: compiledFolder(cache),
      staged,
      close: () => rmSync(staged, { recursive: true, force: true }),
    };
  } catch {
    return temporaryWorkspace(compiledFolder);
  }
}

function temporaryWorkspace(compiled: (folder: string) => string): Workspace {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-'));
  const staged = path.join(folder, 'staging');
  mkdirSync(staged);
  return {
    cache: folder,
    compiled: compiled(folder),
    staged,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Beside Lectern where that can be written; an installation that belongs to somebody else is left alone. */
function compiledFolder(cache: string): string {
  const beside = path.join(lecternRoot, '.lectern/compiled');
  try {
    mkdirSync(beside, { recursive: true });
    accessSync(beside, constants.W_OK);
    return beside;
  } catch {
    return path.join(cache, 'compiled');
  }
}

function isAbandoned(name: string): boolean {
  const pid = /^staging-(\d+)-/.exec(name)?.[1];
  return pid !== undefined && !isRunning(Number(pid));
}
