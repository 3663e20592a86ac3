import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { plainLines, tokenise, type CodeBlock, type Highlight, type HighlightedLines } from '../../lesson/code/tokens.ts';
import { digest } from '../digest.ts';
import { HighlightCache } from './cache.ts';

/** From so many blocks on, starting workers pays. */
const workersFrom = 60;
/** Blocks given to a worker at once: few enough that all finish together, enough that messages cost nothing. */
const batchSize = 25;

export type Progress = (done: number, total: number) => void;

/**
 * Colours blocks of code, those that no earlier build has coloured: with many of them on several threads. Gives the
 * function that lessons are rendered with.
 */
export async function highlightAll(blocks: readonly CodeBlock[], cacheFolder: string, progress: Progress = () => undefined): Promise<Highlight> {
  const cache = new HighlightCache(cacheFolder);
  const lines = new Map<string, HighlightedLines>();
  const missing = new Map<string, CodeBlock>();
  for (const block of blocks) {
    const key = blockKey(block);
    const known = cache.get(key);
    if (known === undefined) missing.set(key, block);
    else lines.set(key, known);
  }
  const coloured = await colour([...missing.values()], progress);
  for (const [index, key] of [...missing.keys()].entries()) {
    const result = coloured[index] ?? [];
    lines.set(key, result);
    cache.set(key, result);
  }
  cache.save();
  return (block) => lines.get(blockKey(block)) ?? plainLines(block.code);
}

async function colour(blocks: readonly CodeBlock[], progress: Progress): Promise<readonly HighlightedLines[]> {
  if (blocks.length < workersFrom) return Promise.all(blocks.map(tokenise));
  const results: HighlightedLines[] = [];
  let next = 0;
  let done = 0;
  const take = (): readonly [number, readonly CodeBlock[]] | undefined => {
    if (next >= blocks.length) return undefined;
    const start = next;
    next += batchSize;
    return [start, blocks.slice(start, next)];
  };
  await Promise.all(
    Array.from({ length: Math.max(2, availableParallelism()) }, () =>
      runWorker(take, (start, lines) => {
        for (const [index, html] of lines.entries()) results[start + index] = html;
        done += lines.length;
        progress(done, blocks.length);
      }),
    ),
  );
  return results;
}

/** One worker, fed batch by batch until there are none left. */
function runWorker(take: () => readonly [number, readonly CodeBlock[]] | undefined, receive: (start: number, lines: readonly HighlightedLines[]) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    let start = 0;
    const feed = (): void => {
      const batch = take();
      if (batch === undefined) {
        void worker.terminate().then(() => resolve());
        return;
      }
      start = batch[0];
      worker.postMessage(batch[1]);
    };
    worker.on('message', (lines: readonly HighlightedLines[]) => {
      receive(start, lines);
      feed();
    });
    worker.on('error', reject);
    feed();
  });
}

/** What the colours of a block depend on beside the block. */
const version = digest(
  ...['../../lesson/code/theme.ts', '../../lesson/code/tokens.ts', import.meta.resolve('shiki/package.json')].map((url) => readFileSync(new URL(url, import.meta.url))),
);

const keys = new WeakMap<CodeBlock, string>();

function blockKey(block: CodeBlock): string {
  const known = keys.get(block);
  if (known !== undefined) return known;
  const key = digest(version, block.lang ?? '', block.code);
  keys.set(block, key);
  return key;
}
