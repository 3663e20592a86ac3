import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isRunning } from '../text/processes.ts';
import { digest } from './digest.ts';

/** Written last: a folder whose sum is right is complete and unharmed. */
const sumName = 'sum';

export interface KeptFolder {
  /** The folder of all entries of one kind. */
  readonly folder: string;
  /** A hash of everything the entry depends on: its name, and the reason why it is never stale. */
  readonly key: string;
  /** How many entries stay when another one comes; those unused for longest go first. */
  readonly most: number;
  /** Fills an empty folder. */
  make(folder: string): void | Promise<void>;
}

/**
 * Files that take long to make, made once and kept in a folder of their own. Whatever happened to them (half written,
 * damaged, made by two at once), what is given is whole.
 */
export async function keptFolder({ folder, key, most, make }: KeptFolder): Promise<string> {
  const kept = keptBefore({ folder, key });
  if (kept !== undefined) return kept;
  const entry = path.join(folder, key);
  mkdirSync(folder, { recursive: true });
  const fresh = mkdtempSync(path.join(folder, `new-${process.pid}-`));
  try {
    await make(fresh);
    writeFileSync(path.join(fresh, sumName), sumOf(fresh));
    if (!isWhole(entry)) {
      rmSync(entry, { recursive: true, force: true });
      renameSync(fresh, entry);
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  forgetOldest(folder, most);
  return entry;
}

/** What was made before, if it is whole. */
export function keptBefore({ folder, key }: Pick<KeptFolder, 'folder' | 'key'>): string | undefined {
  const entry = path.join(folder, key);
  if (!isWhole(entry)) return undefined;
  touch(entry);
  return entry;
}

/** The files of an entry by their path in it, `/` on every system. */
export function keptFiles(entry: string): readonly string[] {
  return filesBelow(entry).filter((file) => file !== sumName);
}

/** Every file below a folder, relative, sorted, `/` on every system. */
function filesBelow(folder: string): readonly string[] {
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
  return digest(...keptFiles(entry).flatMap((file) => [file, readFileSync(path.join(entry, file))]));
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

function forgetOldest(folder: string, most: number): void {
  const used = (entry: string): number =>
    statSync(path.join(folder, entry, sumName), { throwIfNoEntry: false })?.mtimeMs ??
    statSync(path.join(folder, entry), { throwIfNoEntry: false })?.mtimeMs ??
    0;
  const entries = readdirSync(folder).map((name) => ({ name, used: isAbandoned(name) ? -1 : used(name) }));
  const oldest = entries.toSorted((a, b) => b.used - a.used).filter(({ used }, index) => used < 0 || index >= most);
  for (const { name } of oldest) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** What a process that was killed left behind. */
function isAbandoned(name: string): boolean {
  const pid = /^new-(\d+)-/.exec(name)?.[1];
  return pid !== undefined && !isRunning(Number(pid));
}
