import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digest } from './digest.ts';
import { ownName, removeAbandoned } from './owner.ts';

/** Written last: a folder whose sum is right is complete and unharmed. */
const sumName = 'sum';

/** How many folders of a kind stay, if nothing else is said. */
const usually = 6;

export interface FolderOrder {
  /** A hash of everything that is made depends on: its name, and the reason why it is never stale. */
  readonly key: string;
  /** Fills an empty folder. */
  make(folder: string): void | Promise<void>;
  /** Whether what was made before is still right, where only it can tell what it was made of. */
  isCurrent?(folder: string): boolean;
  /** How many folders of the kind stay when this one comes; those unused for longest go first. */
  readonly most?: number;
}

/**
 * Files that take long to make, made once and kept in a folder of their own among others of their kind. Whatever happened to
 * them (half written, damaged, made by two at once), what is given is whole.
 */
export async function madeFolder(
  kind: string,
  { key, make, isCurrent = () => true, most = usually }: FolderOrder,
): Promise<string> {
  const entry = path.join(kind, key);
  if (isWhole(entry) && isCurrent(entry)) {
    touch(entry);
    return entry;
  }
  mkdirSync(kind, { recursive: true });
  const fresh = path.join(kind, ownName('new'));
  mkdirSync(fresh);
  try {
    await make(fresh);
    writeFileSync(path.join(fresh, sumName), sumOf(fresh));
    if (!isWhole(entry) || !isCurrent(entry)) {
      rmSync(entry, { recursive: true, force: true });
      try {
        renameSync(fresh, entry);
      } catch (error) {
        // Another build was faster by a moment.
        if (!isWhole(entry) || !isCurrent(entry)) throw error;
      }
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  forgetOldest(kind, most);
  return entry;
}

/** The files of an entry by their path in it, `/` on every system. */
export function filesIn(entry: string): readonly string[] {
  return filesBelow(entry).filter((file) => file !== sumName);
}

/** Every file below a folder, relative, sorted, `/` on every system. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();
}

function isWhole(entry: string): boolean {
  try {
    return readFileSync(path.join(entry, sumName), 'utf8') === sumOf(entry);
  } catch {
    return false;
  }
}

function sumOf(entry: string): string {
  return digest(...filesIn(entry).flatMap((file) => [file, readFileSync(path.join(entry, file))]));
}

/** Only for choosing what to forget: where the time cannot be set, that choice is a little worse. */
function touch(entry: string): void {
  try {
    const now = new Date();
    utimesSync(path.join(entry, sumName), now, now);
  } catch {
    // a cache that may only be read
  }
}

function forgetOldest(kind: string, most: number): void {
  const used = (name: string): number =>
    statSync(path.join(kind, name, sumName), { throwIfNoEntry: false })?.mtimeMs ??
    statSync(path.join(kind, name), { throwIfNoEntry: false })?.mtimeMs ??
    0;
  const oldest = readdirSync(kind)
    .filter((name) => !removeAbandoned(path.join(kind, name)))
    .map((name) => ({ name, used: used(name) }))
    .toSorted((a, b) => b.used - a.used)
    .slice(most);
  for (const { name } of oldest) rmSync(path.join(kind, name), { recursive: true, force: true });
}
