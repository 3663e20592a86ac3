import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digest } from '../cache/digest.ts';

/**
 * The files of a build before any of them is published. A file that is in the output already is only noted; every other
 * is written once, into an empty folder, and moved from there.
 */
export class Staged {
  readonly #folder: string;
  readonly #published: (file: string) => string | undefined;
  readonly #hashes = new Map<string, string>();
  readonly #waiting = new Map<string, string>();
  #places = 0;

  /** `published` gives the hash of a file that is in the output, whole. */
  constructor(folder: string, published: (file: string) => string | undefined) {
    this.#folder = folder;
    this.#published = published;
  }

  /** Adds a file; its path is relative to the output, `/` on every system. */
  write(file: string, bytes: Uint8Array): void {
    const hash = digest(bytes);
    if (this.#published(file) === hash) {
      this.#hashes.set(file, hash);
      return;
    }
    const place = this.place();
    writeFileSync(place, bytes);
    this.take(file, hash, place);
  }

  /** Notes a file that is in the output already, with the hash of its bytes. */
  keep(file: string, hash: string): void {
    if (this.#published(file) !== hash) throw new Error(`${file} is not in the output`);
    this.#hashes.set(file, hash);
  }

  /** Where a thread may write a file that it makes. */
  place(): string {
    return path.join(this.#folder, String(this.#places++));
  }

  /** Adds a file that a thread has written at a place of this folder; `hash` is the digest of its bytes. */
  take(file: string, hash: string, place: string): void {
    this.#hashes.set(file, hash);
    if (this.#published(file) !== hash) this.#waiting.set(file, place);
  }

  /** Hash of each file. */
  get hashes(): ReadonlyMap<string, string> {
    return this.#hashes;
  }

  /** The files that are not in the output yet. */
  get fresh(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** Puts a fresh file in its place, in one step; `beside` is a name on the same disk as `target`. */
  move(file: string, target: string, beside: string): void {
    const waiting = this.#waiting.get(file);
    if (waiting === undefined) throw new Error(`${file} was not staged`);
    try {
      renameSync(waiting, target);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
      copyFileSync(waiting, beside);
      renameSync(beside, target);
    }
  }
}
