import { readdirSync, rmSync } from 'node:fs';
import * as module from 'node:module';
import path from 'node:path';
import process from 'node:process';

/**
 * Node never removes cache entries: above this number of files, enough for a few versions of Lectern and its
 * dependencies, the cache is cleared.
 */
const most = 8_000;

/**
 * Enables Node's compile cache for Lectern's code in `.lectern/compiled/node`, so that commands, their threads and
 * child processes start faster. Node validates entries against the source, and continues without a cache if it cannot
 * write. `NODE_DISABLE_COMPILE_CACHE=1` turns it off.
 *
 * @param {string} root Lectern's own folder.
 */
export function keepCompiled(root) {
  const folder = path.join(root, '.lectern/compiled/node');
  process.env.NODE_COMPILE_CACHE ??= folder;
  try {
    // One folder per version of Node; nested folders are not counted, which would take longer than everything else.
    const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    if (versions.reduce((count, { name }) => count + readdirSync(path.join(folder, name)).length, 0) > most)
      rmSync(folder, { recursive: true, force: true });
  } catch {
    // First start, or no permission to clear the folder.
  }
  // Since Node 22.1.
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}
