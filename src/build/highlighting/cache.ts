import path from 'node:path';
import type { CodeBlock, HighlightedLines } from '../../lesson/code/tokens.ts';
import { digest } from '../digest.ts';
import { KeptEntries } from '../kept-entries.ts';

/** Blocks that no page shows any more are kept as long as there are not more than this. */
const spare = 5_000;

/** Coloured blocks of code from earlier builds. */
export class HighlightCache {
  readonly #entries: KeptEntries<HighlightedLines>;

  /** `version`: a hash of what colours depend on beside the block. */
  constructor(folder: string, version: string) {
    this.#entries = new KeptEntries(path.join(folder, 'highlighted.kept'), version);
  }

  get(block: CodeBlock): HighlightedLines | undefined {
    return this.#entries.get(keyOf(block));
  }

  set(block: CodeBlock, lines: HighlightedLines): void {
    this.#entries.set(keyOf(block), lines);
  }

  /** Keeps what was asked for, and so many of the `others`. */
  save(others = spare): void {
    this.#entries.save({ others });
  }
}

const keyOf = ({ lang, code }: CodeBlock): string => digest(lang ?? '', code);
