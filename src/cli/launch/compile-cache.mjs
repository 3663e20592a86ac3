import { readdirSync, rmSync } from 'node:fs';
import * as module from 'node:module';
import path from 'node:path';
import process from 'node:process';

/** Node only ever adds to its cache: with more files than a few versions of Lectern and what it stands on have, it begins anew. */
const most = 8_000;

/**
 * Lets Node keep Lectern's own code compiled, types stripped, in `.lectern/compiled/node`, so that every command starts
 * sooner; in its threads and in the processes it starts, too. Node checks what it finds there against the source, and
 * does without where it cannot write. `NODE_DISABLE_COMPILE_CACHE=1` turns it off.
 *
 * @param {string} root Lectern's own folder.
 */
export function keepCompiled(root) {
  const folder = path.join(root, '.lectern/compiled/node');
  process.env.NODE_COMPILE_CACHE ??= folder;
  try {
    // A folder for each version of Node, and nothing below: to look for more takes longer than all the rest.
    const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    if (versions.reduce((count, { name }) => count + readdirSync(path.join(folder, name)).length, 0) > most)
      rmSync(folder, { recursive: true, force: true });
  } catch {
    // The first start, or a folder that is not ours to clear.
  }
  // Since Node 22.1.
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}
