import { readFileSync } from 'node:fs';
import { plainLines, tokenise, type CodeBlock, type Highlight, type HighlightedLines } from '../../lesson/code/tokens.ts';
import { digest } from '../digest.ts';
import { shareOut, allThreads } from '../threads.ts';
import { HighlightCache } from './cache.ts';

/** From so many blocks on, starting threads pays. */
const threadsFrom = 60;
/** Blocks given to a thread at once: few enough that all finish together, enough that messages cost nothing. */
const batchSize = 25;

export type Progress = (done: number, total: number) => void;

/**
 * Colours blocks of code, those that no earlier build has coloured: with many of them on several threads. Gives the
 * function that lessons are rendered with.
 */
export async function highlightAll(blocks: readonly CodeBlock[], cacheFolder: string, signal: AbortSignal, progress: Progress = () => undefined): Promise<Highlight> {
  const cache = new HighlightCache(cacheFolder);
  const lines = new Map<string, HighlightedLines>();
  const missing = new Map<string, CodeBlock>();
  for (const block of blocks) {
    const key = blockKey(block);
    const known = cache.get(key);
    if (known === undefined) missing.set(key, block);
    else lines.set(key, known);
  }
  const coloured = await colour([...missing.values()], signal, progress);
  for (const [index, key] of [...missing.keys()].entries()) {
    const result = coloured[index] ?? [];
    lines.set(key, result);
    cache.set(key, result);
  }
  cache.save();
  return (block) => lines.get(blockKey(block)) ?? plainLines(block.code);
}

async function colour(blocks: readonly CodeBlock[], signal: AbortSignal, progress: Progress): Promise<readonly HighlightedLines[]> {
  if (blocks.length < threadsFrom) return Promise.all(blocks.map(tokenise));
  const batches = Array.from({ length: Math.ceil(blocks.length / batchSize) }, (_, batch) => blocks.slice(batch * batchSize, (batch + 1) * batchSize));
  let done = 0;
  const coloured = await shareOut<readonly CodeBlock[], readonly HighlightedLines[]>(new URL('./worker.ts', import.meta.url), batches, { threads: allThreads, signal }, (_, batch) => {
    done += batch.length;
    progress(done, blocks.length);
  });
  return coloured.flat();
}

/** What the colours of a block depend on beside the block. */
const version = digest(
  ...['../../lesson/code/regex-engine.ts', '../../lesson/code/theme.ts', '../../lesson/code/tokens.ts', import.meta.resolve('shiki/package.json')].map((url) => readFileSync(new URL(url, import.meta.url))),
);

const keys = new WeakMap<CodeBlock, string>();

function blockKey(block: CodeBlock): string {
  const known = keys.get(block);
  if (known !== undefined) return known;
  const key = digest(version, block.lang ?? '', block.code);
  keys.set(block, key);
  return key;
}
