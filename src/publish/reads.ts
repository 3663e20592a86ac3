import path from 'node:path';
import type { ReadStore } from '../course/load.ts';
import { digest } from '../cache/digest.ts';
import { KeptEntries } from '../cache/kept-entries.ts';

/** What the files of a course were read as, kept for its next build: after an edit, only what was edited is read again. */
export class KeptReads implements ReadStore {
  #entries: KeptEntries<unknown> | undefined;

  /** `engine`: a hash of what has read them (`Engine.reading`). */
  constructor(cacheFolder: string, engine: string) {
    this.#entries = new KeptEntries(path.join(cacheFolder, 'reads.kept'), engine);
  }

  get(file: string, text: string): unknown {
    return this.#entries?.get(keyOf(file, text));
  }

  set(file: string, text: string, kept: unknown): void {
    this.#entries?.set(keyOf(file, text), kept);
  }

  /** Writes what is new, and is done: what is read from here on is nobody's business. */
  close(): void {
    this.#entries?.save({ worth });
    this.#entries = undefined;
  }
}

/** To read a file takes a millisecond or two, to write what all others of a large course were read as a hundred. */
const worth = 20;

const keyOf = (file: string, text: string): string => `${digest(text)} ${file}`;
