import path from 'node:path';
import type { FindingStore, FoundByCode } from '../rules/memory.ts';
import { digest } from './digest.ts';
import { readKept, writeKept } from './kept-json.ts';

interface Kept {
  readonly engine: string;
  readonly setting: string;
  readonly found: readonly (readonly [key: string, FoundByCode])[];
}

/** What rules found in a course, kept for its next build: of the last course that was built with this cache. */
export class KeptFindings implements FindingStore {
  readonly #file: string;
  readonly #engine: string;
  readonly #texts = new Map<string, string>();
  readonly #used = new Map<string, FoundByCode>();
  #known: ReadonlyMap<string, FoundByCode> = new Map();
  #setting = '';
  #isNews = false;

  /** `engine`: a hash of Lectern, whose rules they are. */
  constructor(cacheFolder: string, engine: string) {
    this.#file = path.join(cacheFolder, 'findings.json');
    this.#engine = engine;
  }

  enter(setting: string): void {
    const kept = readKept(this.#file) as Kept | undefined;
    this.#setting = setting;
    if (kept?.engine === this.#engine && kept.setting === setting) this.#known = new Map(kept.found);
  }

  get(part: string, text: string): FoundByCode | undefined {
    const key = this.#keyOf(part, text);
    const found = this.#known.get(key);
    if (found !== undefined) this.#used.set(key, found);
    return found;
  }

  set(part: string, text: string, found: FoundByCode): void {
    this.#used.set(this.#keyOf(part, text), found);
    this.#isNews = true;
  }

  save(): void {
    const kept: Kept = { engine: this.#engine, setting: this.#setting, found: [...this.#used] };
    if (this.#isNews) writeKept(this.#file, kept);
  }

  /** Several parts stand in one file: its text is hashed once. */
  #keyOf(part: string, text: string): string {
    let hash = this.#texts.get(text);
    if (hash === undefined) this.#texts.set(text, (hash = digest(text)));
    return `${hash} ${part}`;
  }
}
