import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lecternRoot } from '../source/disk-installation.ts';
import { Cache, prepareFolder } from './cache.ts';
import { ownName, removeAbandoned } from './owner.ts';

/** Folders to work in. */
export interface Workspace {
  /** For what speeds up the next build. */
  readonly cache: Cache;
  /**
   * For what is compiled from Lectern alone and is the same for every course: it belongs to the installation, is made by
   * its first build, and outlives the caches of courses.
   */
  readonly compiled: Cache;
  /** Empty, and this build's own. */
  readonly staged: string;
  /** Takes away what the next build has no use for. */
  close(): void;
}

/**
 * A workspace with a cache, or, where there is none or it cannot be written, among the system's temporary files: then nothing is
 * remembered, and nothing else changes. What builds that were killed left there is taken away.
 */
export function openWorkspace(cache: Cache | undefined): Workspace {
  if (cache === undefined) return temporaryWorkspace((folder) => path.join(folder, 'compiled'));
  try {
    prepareFolder(cache.folder);
    for (const name of readdirSync(cache.folder)) removeAbandoned(path.join(cache.folder, name));
    const staged = path.join(cache.folder, ownName('staging'));
    mkdirSync(staged);
    return {
      cache,
      compiled: new Cache(compiledFolder(cache.folder)),
      staged,
      close() {
        cache.save();
        rmSync(staged, { recursive: true, force: true });
      },
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
    cache: new Cache(folder),
    compiled: new Cache(compiled(folder)),
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
