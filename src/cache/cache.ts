import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Entries } from './entries.ts';
import { madeFolder, type FolderOrder } from './folders.ts';

/**
 * What is kept from one run to the next, in one folder: entries and folders of files, by their kind and a key that says
 * everything they depend on. So nothing in it is ever stale, only unused; what is unused goes in the end, what is damaged is
 * made again, and where the folder cannot be written nothing is kept. Several processes may use the same folder at once.
 */
export class Cache {
  /** Where it lies. */
  readonly folder: string;
  readonly #kinds = new Map<string, Entries<unknown>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The entries of one kind. `version`: what all of them depend on beside their keys; those of another are forgotten. */
  kind<Value>(kind: string, version = ''): Entries<Value> {
    let entries = this.#kinds.get(kind);
    if (entries === undefined) {
      entries = new Entries(path.join(this.folder, `${kind}.entries`), version);
      this.#kinds.set(kind, entries);
    }
    return entries as Entries<Value>;
  }

  /** A folder of files that take long to make: see `madeFolder`. */
  async made(kind: string, order: FolderOrder): Promise<string> {
    prepareFolder(this.folder);
    return madeFolder(path.join(this.folder, kind), order);
  }

  /** Writes what is new. Nothing is kept before; it may be called again. */
  save(): void {
    try {
      prepareFolder(this.folder);
    } catch {
      return; // A cache that cannot be written is none.
    }
    for (const entries of this.#kinds.values()) entries.save();
  }
}

/** Makes a folder in which everything is left out of version control. */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch {
    // It is there.
  }
}
