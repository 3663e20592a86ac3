import { limits } from '../limits.ts';
import { withoutBlanks, type YamlNode, type YamlPair, type YamlStretch } from '../yaml-tree.ts';
import { isBlockScalar, readBlockScalar } from './block-scalar.ts';
import { afterLine, afterSpaces, colon, hash, isLineEnd, isWhite, tab } from './characters.ts';
import { isFlowCollection, readFlow } from './flow.ts';
import { isEntry, isPlainStart, isQuote, plainLineEnd, quotedEnd, readPlain, readQuoted } from './scalars.ts';
import { addTo, Unsure, unsure, type Read } from './unsure.ts';

/**
 * Parses the subset of YAML 1.2.2 that nearly all authors use, several times as fast as the full parser: block
 * collections (8.2), plain and quoted scalars of one or several lines (7.3), block scalars (8.1), flow collections on
 * one line (7.4), comments (6.6), one `---` at the start.
 *
 * Undefined for all other syntax, and for everything that is or may be an error; callers then fall back to the full
 * parser, which reports errors. So it may reject too much, never too little. `yaml` must use LF or CRLF line breaks, no
 * lone CR. Runs in linear time.
 */
export function readSubset(yaml: string): Read | undefined {
  try {
    return new SubsetReader(yaml).document();
  } catch (error) {
    if (error instanceof Unsure) return undefined;
    throw error;
  }
}

/** Maximum distance of a key's colon from its start (8.2.2, implicit keys). */
const longestKey = 1024;

/** The markers of documents (9.1.2). */
const marker = /(?:---|\.\.\.)(?=[ \t\r\n]|$)/y;

/** A key without its colon. */
interface Key extends YamlStretch {
  readonly name: string;
}

/**
 * Parses block structure: what starts a line, or follows a dash or a key, is parsed from `#at`, which then moves to the
 * next text.
 */
class SubsetReader {
  readonly #yaml: string;
  /** Offset of the next text. */
  #at = 0;
  /** The column of `#at`, from 0; -1 at the end of the document. */
  #column = -1;
  /** Start of the line of `#at`. */
  #lineStart = 0;

  constructor(yaml: string) {
    this.#yaml = yaml;
  }

  document(): Read {
    this.#toText(/^--- *\r?\n/.exec(this.#yaml)?.[0].length ?? 0);
    const read = this.#collection(1) ?? unsure();
    // Text that matches no column of the enclosing collections ends all of them, and remains.
    return this.#column < 0 ? read : unsure();
  }

  /** The block collection that starts here; undefined, without consuming anything, if there is none. */
  #collection(depth: number): Read | undefined {
    if (depth >= limits.yamlDepth) unsure();
    if (this.#isEntry()) return this.#list(depth);
    const key = this.#key();
    return key === undefined ? undefined : this.#mapping(key, depth);
  }

  /** A block sequence (8.2.1): entries with dashes in one column. */
  #list(depth: number): Read {
    const start = this.#at;
    const column = this.#column;
    const items: YamlNode[] = [];
    const value: unknown[] = [];
    do {
      const entry = this.#entry(column, depth);
      items.push(entry.node);
      value.push(entry.value);
    } while (this.#column === column && this.#isEntry());
    return { node: { kind: 'list', start, end: this.#endOf(items.at(-1)), items }, value };
  }

  /**
   * The value after a dash: a collection or scalar on the same line (8.2.3, compact collections), otherwise on the
   * next.
   */
  #entry(column: number, depth: number): Read {
    if (this.#isRestEmpty(this.#at + 1)) return this.#below(column, depth, false);
    return this.#collection(depth + 1) ?? this.#scalar(column, depth);
  }

  /** A block mapping (8.2.2): keys in one column. The first of them has been read. */
  #mapping(first: Key, depth: number): Read {
    const column = first.start - this.#lineStart;
    const pairs: YamlPair[] = [];
    const value: Record<string, unknown> = {};
    for (
      let key: Key | undefined = first;
      key !== undefined;
      key = this.#column === column ? (this.#key() ?? unsure()) : undefined
    ) {
      const member = this.#member(column, depth);
      addTo(value, key.name, member.value);
      pairs.push({ name: key.name, key, value: member.node });
    }
    return { node: { kind: 'mapping', start: first.start, end: this.#endOf(pairs.at(-1)?.value), pairs }, value };
  }

  /** The value after a key: a scalar on the same line, otherwise anything on the next. */
  #member(column: number, depth: number): Read {
    if (this.#isRestEmpty(this.#at)) return this.#below(column, depth, true);
    return this.#isEntry() ? unsure() : this.#scalar(column, depth);
  }

  /**
   * The value below a dash or key, indented further; below a key, a list may be in the same column (8.2.2). If there is
   * nothing, the value is missing, which is null (7.2).
   */
  #below(column: number, depth: number, isMember: boolean): Read {
    const at = this.#at;
    const nextLine = afterLine(this.#yaml, at);
    this.#toText(nextLine);
    if (isMember && this.#column === column && this.#isEntry()) return this.#list(depth + 1);
    if (this.#column <= column) return { node: { kind: 'scalar', start: at, end: at, written: '' }, value: null };
    const collection = this.#collection(depth + 1);
    if (collection !== undefined) return collection;
    // After a comment on a separate line, the full parser determines the end of a text differently.
    const hasComment = this.#yaml.slice(nextLine, this.#lineStart).includes('#');
    return hasComment || isBlockScalar(this.#yaml, this.#at) ? unsure() : this.#scalar(column, depth);
  }

  /**
   * A scalar or flow collection, with the rest of its last line. Its further lines must be indented beyond `column`.
   */
  #scalar(column: number, depth: number): Read {
    if (isBlockScalar(this.#yaml, this.#at)) {
      const read = readBlockScalar(this.#yaml, this.#at, column);
      this.#toText(read.after);
      return read;
    }
    const read = isQuote(this.#yaml, this.#at)
      ? readQuoted(this.#yaml, this.#at, column)
      : isFlowCollection(this.#yaml, this.#at)
        ? readFlow(this.#yaml, this.#at, depth + 1)
        : readPlain(this.#yaml, this.#at, column);
    this.#toNextLine(read.node.end);
    return read;
  }

  /** A key and the colon after it (7.4.2, implicit keys); undefined, without consuming anything, if there is none. */
  #key(): Key | undefined {
    const start = this.#at;
    const isQuoted = isQuote(this.#yaml, start);
    if (!isQuoted && !isPlainStart(this.#yaml, start)) return undefined;
    const end = isQuoted ? quotedEnd(this.#yaml, start) : plainLineEnd(this.#yaml, start);
    const at = afterSpaces(this.#yaml, end);
    if (this.#yaml.charCodeAt(at) !== colon || !isWhite(this.#yaml, at + 1)) return undefined;
    if (at - start >= longestKey) unsure();
    this.#at = at + 1;
    return { name: isQuoted ? String(readQuoted(this.#yaml, start).value) : this.#yaml.slice(start, end), start, end };
  }

  #isEntry(): boolean {
    return isEntry(this.#yaml, this.#at);
  }

  /** Advances to the text after `from`; true if only a comment or nothing is left on the line. */
  #isRestEmpty(from: number): boolean {
    this.#at = afterSpaces(this.#yaml, from);
    this.#column = this.#at - this.#lineStart;
    const code = this.#yaml.charCodeAt(this.#at);
    if (code === tab) unsure();
    return code === hash || isLineEnd(this.#yaml, this.#at);
  }

  /** Advances to the line after a value that ended at `end`, optionally followed by a comment. */
  #toNextLine(end: number): void {
    const at = afterSpaces(this.#yaml, end);
    const isComment = at > end && this.#yaml.charCodeAt(at) === hash;
    if (!isComment && !isLineEnd(this.#yaml, at)) unsure();
    this.#toText(afterLine(this.#yaml, at));
  }

  /**
   * Advances to the first text in or after the line that starts at `lineStart`, skipping empty lines and comments (6.6,
   * 6.7).
   */
  #toText(lineStart: number): void {
    for (let start = lineStart; start < this.#yaml.length; start = afterLine(this.#yaml, start)) {
      const text = afterSpaces(this.#yaml, start);
      const code = this.#yaml.charCodeAt(text);
      if (code === hash || isLineEnd(this.#yaml, text)) continue;
      marker.lastIndex = start;
      if (code === tab || marker.test(this.#yaml)) unsure();
      this.#at = text;
      this.#lineStart = start;
      this.#column = text - start;
      return;
    }
    this.#column = -1;
  }

  /** The end of a collection whose last value is `last`; a missing value ends with its dash or colon. */
  #endOf(last: YamlNode | null | undefined): number {
    return last ? withoutBlanks(this.#yaml, 0, last.end) : unsure();
  }
}
