import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cache } from '../cache/cache.ts';
import { digest } from '../cache/digest.ts';
import type { Entries } from '../cache/entries.ts';
import { packagesDigest } from '../cache/packages.ts';
import { filesIn } from '../cache/folders.ts';
import type { CodeBlock } from '../lesson/code/tokens.ts';
import { drawFence, type Layout } from '../lesson/diagrams/draw.ts';
import { activeInSvg } from '../source/published-files.ts';

/**
 * Draws diagrams, each once: what an earlier build has drawn is not drawn again, and Graphviz is only loaded where something
 * is new.
 */
export class Diagrams {
  readonly #kept: Entries<string> | undefined;
  readonly #drawn = new Map<string, string>();

  /** Without a cache, drawings end with the process. */
  constructor(cache: Cache | undefined) {
    this.#kept = cache?.kind('diagrams', version());
  }

  /** Draws what has not been drawn; afterwards `drawing` knows it. */
  async ready(blocks: readonly CodeBlock[]): Promise<void> {
    for (const block of blocks) {
      const key = keyOf(block);
      if (this.#drawn.has(key)) continue;
      const kept = this.#kept?.get(key);
      const svg = kept ?? (await draw(block));
      if (svg === undefined) continue;
      this.#drawn.set(key, svg);
      if (kept === undefined) this.#kept?.put(key, svg);
    }
  }

  /** A diagram that is ready. */
  readonly drawing = (block: CodeBlock): string | undefined => this.#drawn.get(keyOf(block));
}

const keyOf = ({ lang, code }: CodeBlock): string => digest(lang ?? '', code);

/** What drawings depend on beside their text: the engine, and what reads and draws. */
function version(): string {
  const folders = ['../course/diagrams/', '../lesson/diagrams/'].map((folder) =>
    fileURLToPath(new URL(folder, import.meta.url)),
  );
  return digest(
    packagesDigest(),
    ...folders.flatMap((folder) => filesIn(folder).map((file) => readFileSync(path.join(folder, file)))),
  );
}

let engine: Promise<Layout> | undefined;

const graphviz = (): Promise<Layout> =>
  (engine ??= import('@hpcc-js/wasm-graphviz')
    .then(({ Graphviz }) => Graphviz.load())
    .then((loaded) => (dot: string) => loaded.layout(dot, 'json', 'dot')));

async function draw({ lang, code }: CodeBlock): Promise<string | undefined> {
  const svg = await drawFence(lang ?? '', code, graphviz);
  // The same gate as for drawings of authors.
  const active = svg === undefined ? undefined : activeInSvg(svg);
  if (active !== undefined) throw new Error(`a diagram was drawn with ${active}`);
  return svg;
}
