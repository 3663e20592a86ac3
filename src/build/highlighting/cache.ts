import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { HighlightedLines } from '../../lesson/code/tokens.ts';
import { digest } from '../digest.ts';

/** Entries that no build has asked for are kept as long as there are not more than this. */
const spare = 5_000;

/**
 * Coloured blocks of code from earlier builds, in one file. A key holds everything the colours depend on, so an entry
 * is never stale, only unused. Whatever is wrong with the file (missing, damaged, not writable), the build merely
 * colours again.
 */
export class HighlightCache {
  readonly #file: string;
  readonly #known: ReadonlyMap<string, HighlightedLines>;
  readonly #used = new Map<string, HighlightedLines>();
  #added = false;

  constructor(folder: string) {
    this.#file = path.join(folder, 'highlighted.json');
    this.#known = read(this.#file);
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
    const entries = JSON.stringify([...this.#used, ...others]);
    const temporary = `${this.#file}.${process.pid}.new`;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
      writeFileSync(temporary, `${digest(entries)}\n${entries}`);
      renameSync(temporary, this.#file);
    } catch {
      rmSync(temporary, { force: true });
    }
  }
}

/** The first line is a hash of the rest: what a crash or a full disk left behind does not count. */
function read(file: string): ReadonlyMap<string, HighlightedLines> {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const entries = text.slice(end + 1);
    if (digest(entries) !== text.slice(0, end)) return new Map();
    return new Map(JSON.parse(entries) as [string, HighlightedLines][]);
  } catch {
    return new Map();
  }
}
