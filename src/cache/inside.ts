import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** A folder in which something was to be written or deleted is a link that leads elsewhere. */
export class LinkInTheWay extends Error {
  readonly folder: string;

  constructor(folder: string) {
    super(`${folder} is a link to another folder`);
    this.folder = folder;
  }
}

/**
 * The real path of a file that is to be written below a folder; the folders on the way are made. What is written or deleted
 * there cannot lie anywhere else, whatever links somebody has put into the folder.
 *
 * @throws LinkInTheWay where a link lies on the way.
 */
export function writablePath(root: string, file: string): string {
  const target = path.join(root, file);
  let found = realPath(root, file);
  if (found === undefined) {
    // Only what is missing is made, and never behind a link: each folder after the one around it.
    const parent = path.dirname(file);
    if (parent !== '.') writablePath(root, parent);
    if (lstatSync(path.dirname(target), { throwIfNoEntry: false }) === undefined) mkdirSync(path.dirname(target));
    found = realPath(root, file);
  }
  if (found === undefined) throw new LinkInTheWay(path.dirname(target));
  return found;
}

/** The same for a file that is there; undefined where a link lies on the way, or nothing. */
export function realPath(root: string, file: string): string | undefined {
  try {
    const realRoot = realpathSync(root);
    const folder = path.join(realRoot, path.dirname(file));
    if (folder !== realRoot && !folder.startsWith(realRoot + path.sep)) return undefined;
    return realpathSync(folder) === folder ? path.join(folder, path.basename(file)) : undefined;
  } catch {
    return undefined;
  }
}
