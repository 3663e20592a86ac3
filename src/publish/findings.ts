import path from 'node:path';
import type { FindingStore } from '../rules/engine/memory.ts';
import { digest } from '../cache/digest.ts';
import { KeptEntries } from '../cache/kept-entries.ts';

/** What rules found in a course, kept for its next build: of the last course that was built with this cache. */
export class KeptFindings implements FindingStore {
  readonly #file: string;
  readonly #engine: string;
  #entries: KeptEntries<unknown> | undefined;
  /** Several parts stand in one file, one after the other: its text is hashed once. */
  #last = { text: '', hash: '' };

  /** `engine`: a hash of what has the rules (`Engine.reading`). */
  constructor(cacheFolder: string, engine: string) {
    this.#file = path.join(cacheFolder, 'findings.kept');
    this.#engine = engine;
  }

  enter(setting: string): void {
    this.#entries = new KeptEntries(this.#file, digest(this.#engine, setting));
  }

  get(part: string, text: string): unknown {
    return this.#entries?.get(this.#keyOf(part, text));
  }

  set(part: string, text: string, found: unknown): void {
    this.#entries?.set(this.#keyOf(part, text), found);
  }

  save(): void {
    this.#entries?.save();
  }

  #keyOf(part: string, text: string): string {
    if (this.#last.text !== text) this.#last = { text, hash: digest(text) };
    return `${this.#last.hash} ${part}`;
  }
}
