import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Cache } from '../cache/cache.ts';
import { digest } from '../cache/digest.ts';
import type { Entries } from '../cache/entries.ts';

interface Stamped {
  /** Size, times of change and identity, as the system tells them. */
  readonly stamp: string;
  readonly hash: string;
}

/**
 * Hashes of the files in an output folder. Only those are read that were written since the last build looked, as the
 * system tells: the way version control finds out what has changed (gitformat-index, “stat data”). Where anything is in
 * doubt, files are read.
 */
export class Stamps {
  readonly #folder: string;
  readonly #place: string;
  readonly #entries: Entries<Stamped>;

  constructor(cache: Cache, folder: string) {
    this.#folder = folder;
    this.#place = digest(folder);
    this.#entries = cache.kind('stamps');
  }

  /** The hash of a file as it is now; undefined where it cannot be read. */
  hashOf(file: string): string | undefined {
    try {
      // The stamp first: a change while the file is read makes the next build read it again.
      const stamp = this.#stampOf(file);
      const known = this.#entries.get(this.#keyOf(file));
      if (known?.stamp === stamp) return known.hash;
      const hash = digest(readFileSync(path.join(this.#folder, file)));
      this.#entries.put(this.#keyOf(file), { stamp, hash });
      return hash;
    } catch {
      return undefined;
    }
  }

  /** To be told of each file that has just been put in its place. */
  put(file: string, hash: string): void {
    this.#entries.put(this.#keyOf(file), { stamp: this.#stampOf(file), hash });
  }

  #keyOf(file: string): string {
    return `${this.#place} ${file}`;
  }

  #stampOf(file: string): string {
    const { size, mtimeMs, ctimeMs, ino } = statSync(path.join(this.#folder, file));
    return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  }
}
