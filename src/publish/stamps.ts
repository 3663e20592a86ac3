import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { digest } from '../cache/digest.ts';
import { readKept, writeKept } from '../cache/kept-file.ts';

interface Stamped {
  /** Size, times of change and identity, as the system tells them. */
  readonly stamp: string;
  readonly hash: string;
}

interface Kept {
  readonly folder: string;
  readonly files: Readonly<Record<string, Stamped>>;
}

/**
 * Hashes of the files in an output folder. Only those are read that were written since the last build looked, as the
 * system tells: the way version control finds out what has changed (gitformat-index, “stat data”). Kept in the cache, of
 * the last folder that was built with it; where anything is in doubt, files are read.
 */
export class Stamps {
  readonly #cacheFile: string;
  readonly #folder: string;
  readonly #files: Map<string, Stamped>;
  #isNews = false;

  constructor(cacheFolder: string, folder: string) {
    this.#cacheFile = path.join(cacheFolder, 'stamps.json');
    this.#folder = folder;
    const kept = readKept(this.#cacheFile) as Kept | undefined;
    this.#files = new Map(kept?.folder === folder ? Object.entries(kept.files) : []);
  }

  /** The hash of a file as it is now; undefined where it cannot be read. */
  hashOf(file: string): string | undefined {
    try {
      // The stamp first: a change while the file is read makes the next build read it again.
      const stamp = this.#stampOf(file);
      const known = this.#files.get(file);
      if (known?.stamp === stamp) return known.hash;
      const hash = digest(readFileSync(path.join(this.#folder, file)));
      this.#note(file, { stamp, hash });
      return hash;
    } catch {
      return undefined;
    }
  }

  /** To be told of each file that has just been put in its place. */
  put(file: string, hash: string): void {
    this.#note(file, { stamp: this.#stampOf(file), hash });
  }

  /** Keeps what is known of these files for the next build. */
  save(files: Iterable<string>): void {
    if (!this.#isNews) return;
    const kept: Kept = {
      folder: this.#folder,
      files: Object.fromEntries(
        [...files].flatMap((file) => {
          const known = this.#files.get(file);
          return known === undefined ? [] : [[file, known]];
        }),
      ),
    };
    writeKept(this.#cacheFile, kept);
    this.#isNews = false;
  }

  #note(file: string, stamped: Stamped): void {
    this.#files.set(file, stamped);
    this.#isNews = true;
  }

  #stampOf(file: string): string {
    const { size, mtimeMs, ctimeMs, ino } = statSync(path.join(this.#folder, file));
    return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  }
}
