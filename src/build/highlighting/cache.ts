import path from 'node:path';
import type { HighlightedLines } from '../../lesson/code/tokens.ts';
import { readKept, writeKept } from '../kept-json.ts';

interface Kept {
  readonly version: string;
  readonly blocks: readonly (readonly [key: string, lines: HighlightedLines])[];
}

/** Entries that no build has asked for are kept as long as there are not more than this. */
const spare = 5_000;

/**
 * Coloured blocks of code from earlier builds, in one file. A key with the version holds everything the colours
 * depend on, so an entry is never stale, only unused. Whatever is wrong with the file (missing, damaged, not writable), the build merely
 * colours again.
 */
export class HighlightCache {
  readonly #file: string;
  readonly #version: string;
  readonly #known: ReadonlyMap<string, HighlightedLines>;
  readonly #used = new Map<string, HighlightedLines>();
  #added = false;

  /** `version`: a hash of what colours depend on beside the block. */
  constructor(folder: string, version: string) {
    this.#file = path.join(folder, 'highlighted.json');
    this.#version = version;
    const kept = readKept(this.#file) as Kept | undefined;
    this.#known = new Map(kept?.version === version ? kept.blocks : []);
  }

  get(key: string): HighlightedLines | undefined {
    const lines = this.#known.get(key);
    if (lines !== undefined) this.#used.set(key, lines);
    return lines;
  }

  set(key: string, lines: HighlightedLines): void {
    this.#used.set(key, lines);
    this.#added = true;
  }

  /** Writes what was used, and so many of the others that the file stays small. In one step, so a reader sees all or nothing. */
  save(): void {
    if (!this.#added) return;
    const others = [...this.#known].filter(([key]) => !this.#used.has(key)).slice(0, spare);
    const kept: Kept = { version: this.#version, blocks: [...this.#used, ...others] };
    writeKept(this.#file, kept);
  }
}
