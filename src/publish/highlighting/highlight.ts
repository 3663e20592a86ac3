import { readFileSync } from 'node:fs';
import type { CodeBlock, Highlight, HighlightedLines } from '../../lesson/code/tokens.ts';
import type { Cache } from '../../cache/cache.ts';
import { digest } from '../../cache/digest.ts';
import type { Entries } from '../../cache/entries.ts';
import { packagesDigest } from '../../cache/packages.ts';
import type { Timings } from '../timings.ts';
import { WorkerPool, sideThreads, type WorkerPoolOptions } from '../../assets/worker-pool.ts';

/** From so many blocks on, starting threads pays. */
const threadsFrom = 60;
/** Blocks given to a thread at once: few enough that all finish together, enough that messages cost nothing. */
const batchSize = 25;

/** Threads that colour blocks of code. */
export type HighlightWorkers = WorkerPool<readonly CodeBlock[], readonly HighlightedLines[]>;

export function highlightWorkers(options: WorkerPoolOptions): HighlightWorkers {
  return new WorkerPool(new URL('./worker.ts', import.meta.url), options);
}

/**
 * Colours blocks of code that no earlier build has coloured: many of them in threads, while more are found and while pages
 * are written whose blocks are ready.
 */
export class Colouring {
  readonly #known: Entries<HighlightedLines>;
  readonly #pool: HighlightWorkers;
  readonly #timings: Timings;
  readonly #lines = new Map<string, HighlightedLines>();
  /** Blocks that nobody colours yet. */
  readonly #waiting = new Map<string, CodeBlock>();
  /** Blocks that a thread has, and when it will have coloured them. */
  readonly #given = new Map<string, Promise<void>>();
  #unfinished = 0;
  #isComplete = false;
  #settle: () => void = () => undefined;

  constructor(cache: Cache, signal: AbortSignal, timings: Timings) {
    this.#known = knownColours(cache);
    this.#pool = highlightWorkers({ threads: sideThreads, signal });
    this.#timings = timings;
  }

  /** Blocks that will be asked for. */
  begin(blocks: readonly CodeBlock[]): void {
    for (const block of blocks) {
      const key = blockKey(block);
      if (this.#lines.has(key) || this.#waiting.has(key) || this.#given.has(key)) continue;
      const known = this.#known.get(keyOf(block));
      if (known === undefined) this.#waiting.set(key, block);
      else this.#lines.set(key, known);
    }
    if (this.#waiting.size >= (this.#given.size === 0 ? threadsFrom : batchSize)) this.#give();
  }

  /** All blocks have been named. */
  complete(): void {
    this.#isComplete = true;
    if (this.#given.size > 0) this.#give();
    if (this.#unfinished === 0) this.#settle();
  }

  /** Waits until all blocks are coloured. */
  async all(): Promise<void> {
    if (this.#given.size > 0) this.#give();
    else await this.#colourHere();
    await Promise.all(this.#given.values());
  }

  /** Waits until blocks are coloured. */
  async ready(blocks: readonly CodeBlock[]): Promise<void> {
    this.begin(blocks);
    const keys = blocks.map(blockKey);
    if (keys.some((key) => this.#waiting.has(key))) return this.all();
    await Promise.all(keys.map((key) => this.#given.get(key)));
  }

  /** The lines of a block that is ready. */
  readonly highlight: Highlight = (block) => {
    const lines = this.#lines.get(blockKey(block));
    // Plain lines instead would make the page depend on who was quicker.
    if (lines === undefined) throw new Error(`code was shown before it was coloured: ${block.code}`);
    return lines;
  };

  /** Waits for all blocks. */
  async finish(): Promise<void> {
    await this.all();
    this.#pool.end();
  }

  #give(): void {
    if (this.#given.size === 0)
      void this.#timings.beside('colour code', () => new Promise<void>((resolve) => (this.#settle = resolve)));
    const blocks = [...this.#waiting];
    this.#waiting.clear();
    for (let from = 0; from < blocks.length; from += batchSize) {
      const batch = blocks.slice(from, from + batchSize);
      const coloured = this.#pool.give(batch.map(([, block]) => block)).then((lines) => {
        for (const [index, [key, block]] of batch.entries()) this.#take(key, block, lines[index] ?? []);
        if (--this.#unfinished === 0 && this.#isComplete) this.#settle();
      });
      this.#unfinished++;
      coloured.catch(() => undefined); // heard of by whoever waits for a block of it
      for (const [key] of batch) this.#given.set(key, coloured);
    }
  }

  async #colourHere(): Promise<void> {
    const blocks = [...this.#waiting];
    this.#waiting.clear();
    if (blocks.length === 0) return;
    const { tokenise } = await import('../../lesson/code/tokenise.ts');
    for (const [key, block] of blocks) this.#take(key, block, await tokenise(block));
  }

  #take(key: string, block: CodeBlock, lines: HighlightedLines): void {
    this.#lines.set(key, lines);
    this.#known.put(keyOf(block), lines);
  }
}

/** What earlier builds have coloured. */
export function knownColours(cache: Cache): Entries<HighlightedLines> {
  return cache.kind('colours', version);
}

/** What the colours of a block are known by. */
export const keyOf = ({ lang, code }: CodeBlock): string => digest(lang ?? '', code);

/** What the colours of a block depend on beside the block: Shiki and the packages that it stands on, and how we ask it. */
const version = digest(
  packagesDigest(),
  ...[
    '../../lesson/code/regex-engine.ts',
    '../../lesson/code/theme.ts',
    '../../lesson/code/tokenise.ts',
    '../../lesson/code/tokens.ts',
  ].map((file) => readFileSync(new URL(file, import.meta.url))),
);

/** What a block is, in one text. Not a hash of it: pages make their blocks anew, and would pay for each again. */
export function blockKey({ lang, code }: CodeBlock): string {
  return `${lang ?? ''}\n${code}`;
}
