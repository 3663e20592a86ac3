import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  readdirSync,
  realpathSync,
  statSync,
  type Dirent,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { byCodeUnit } from '../text/order.ts';
import { diskSurroundings } from './disk-surroundings.ts';
import type { CourseFiles, FileEntry, ReadFailure } from './files.ts';
import { limits } from './limits.ts';
import { firstBadByte, readFileName } from './utf8.ts';

/**
 * A content folder on disk. A folder that does not exist lists nothing.
 * Symbolic links are followed as long as they stay inside the folder and lead to no folder they stand in; a folder is
 * entered through links once, so that links to folders full of links do not multiply.
 */
export function diskFiles(root: string): CourseFiles {
  const realRoot = realPath(root);
  const inside = (path: string): boolean =>
    realRoot !== undefined &&
    (path === realRoot || path.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep));

  /** Files found in a folder itself, without a link on the way: they are where they seem to be. */
  const plain = new Map<string, string>();

  function look(
    path: string,
    name: string,
    child: Dirent<Buffer>,
    parents: readonly string[],
  ): FileEntry & { readonly real?: string } {
    const beside = join(parents.at(-1) ?? '', name);
    if (child.isDirectory()) return { path, kind: 'folder', size: 0, real: beside };
    const stat = child.isFile() ? statSync(beside, { throwIfNoEntry: false }) : undefined;
    if (stat?.isFile() === true) {
      plain.set(path, beside);
      return { path, kind: 'file', size: stat.size };
    }
    return lookThrough(path, parents);
  }

  /** Real folders that a link has led to. */
  const linked = new Set<string>();

  /** A link, or something that is no file: what stands at its end, if that lies inside. */
  function lookThrough(path: string, parents: readonly string[]): FileEntry & { readonly real?: string } {
    const full = join(root, path);
    const real = realPath(full);
    const other = (reason: 'outside' | 'unreadable' | 'not-a-file'): FileEntry => ({
      path,
      kind: 'other',
      size: 0,
      failure: { reason },
    });
    if (real === undefined) return other('not-a-file');
    if (!inside(real)) return other('outside');
    const target = relative(realRoot ?? '', real)
      .split(sep)
      .join('/');
    try {
      const stat = statSync(real);
      if (stat.isFile()) return { path, kind: 'file', size: stat.size, target };
      if (!stat.isDirectory() || parents.includes(real) || linked.has(real)) return other('not-a-file');
      linked.add(real);
      return { path, kind: 'folder', size: 0, real, target };
    } catch {
      return other('unreadable');
    }
  }

  function list(): FileEntry[] {
    const entries: FileEntry[] = [];
    plain.clear();
    linked.clear();
    const open: { readonly path: string; readonly parents: readonly string[] }[] =
      realRoot === undefined ? [] : [{ path: '', parents: [realRoot] }];
    for (let folder = open.pop(); folder !== undefined && entries.length <= limits.entries; folder = open.pop()) {
      const children = readFolder(join(root, folder.path));
      if (children === undefined) {
        // It was listed as a folder before anybody looked inside.
        const known = entries.findIndex(({ path }) => path === folder.path);
        entries.splice(known < 0 ? entries.length : known, 1, {
          path: folder.path,
          kind: 'other',
          size: 0,
          failure: { reason: 'unreadable' },
        });
        continue;
      }
      for (const child of children) {
        const { shown: name, isText, meant } = readFileName(child.name);
        if (name.startsWith('.') || name === 'node_modules') continue;
        const path = folder.path === '' ? name : `${folder.path}/${name}`;
        if (entries.length >= limits.entries) {
          entries.push({ path, kind: 'other', size: 0, failure: { reason: 'too-many', limit: limits.entries } });
          break;
        }
        if (!isText) {
          entries.push({
            path,
            kind: 'other',
            size: 0,
            failure: { reason: 'name', ...(meant === undefined ? {} : { meant }) },
          });
          continue;
        }
        const { real, ...entry } = look(path, name, child, folder.parents);
        entries.push(entry);
        if (real !== undefined) open.push({ path: entry.path, parents: [...folder.parents, real] });
      }
    }
    return entries.toSorted((a, b) => byCodeUnit(a.path, b.path));
  }

  function read(path: string): Uint8Array | ReadFailure {
    if (path.split('/').includes('..')) return { reason: 'outside' };
    const known = plain.get(path);
    const read = known === undefined ? undefined : readPlainFile(known, constants.O_NOFOLLOW ?? 0);
    // What has become a link or has gone since is looked at anew.
    if (read !== undefined && (read instanceof Uint8Array || read.reason === 'too-large')) return read;
    const real = realPath(join(root, path));
    if (real === undefined) return { reason: 'missing' };
    if (!inside(real)) return { reason: 'outside' };
    return readPlainFile(real);
  }

  function head(path: string, length: number): Uint8Array | undefined {
    const known = plain.get(path);
    const real = known ?? (path.split('/').includes('..') ? undefined : realPath(join(root, path)));
    if (real === undefined || (known === undefined && !inside(real))) return undefined;
    const found = readPlainFile(real, known === undefined ? 0 : (constants.O_NOFOLLOW ?? 0), length);
    return found instanceof Uint8Array ? found : undefined;
  }

  return { list, read, head, surroundings: diskSurroundings(root) };
}

/** Where a path really leads; undefined for nowhere, and for a place whose name is not UTF-8: as text it would name another. */
function realPath(path: string): string | undefined {
  try {
    const real = realpathSync(path, 'buffer');
    return firstBadByte(real) === real.length ? real.toString() : undefined;
  } catch {
    return undefined;
  }
}

function readFolder(path: string): Dirent<Buffer>[] | undefined {
  try {
    return readdirSync(path, { encoding: 'buffer', withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** Opens without blocking (a pipe would wait for a writer), then reads at most the limit, or the first bytes alone. */
function readPlainFile(path: string, flags = 0, first = Infinity): Uint8Array | ReadFailure {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | flags);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return { reason: 'not-a-file' };
    const size = Math.min(stat.size, first);
    if (size > limits.fileBytes) return { reason: 'too-large', size: stat.size, limit: limits.fileBytes };
    const bytes = new Uint8Array(size);
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(descriptor, bytes, filled, bytes.length - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  } catch {
    return { reason: 'unreadable' };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
