import path from 'node:path';
import type { CodeBlock, HighlightedLines } from '../../lesson/code/tokens.ts';
import { digest } from '../../cache/digest.ts';
import { KeptEntries } from '../../cache/kept-entries.ts';

/** Blocks that no page shows any more are kept as long as there are not more than this. */
const spare = 5_000;
/** Blocks that are kept by whoever has seen a few pages only, and cannot tell what the others show. */
const many = 25_000;

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

  /** Keeps what was asked for, which is what all pages show; of the others a few. */
  save(): void {
    this.#entries.save({ others: spare });
  }

  /** The same where only some pages were shown. */
  saveSome(): void {
    this.#entries.save({ others: many });
  }
}

const keyOf = ({ lang, code }: CodeBlock): string => digest(lang ?? '', code);
