import type { Span } from '../diagnostics/diagnostic.ts';

/** A range of the YAML: UTF-16 offsets, `end` exclusive. */
export interface YamlStretch {
  readonly start: number;
  readonly end: number;
}

/**
 * A value with its range, including quotes and brackets. A list or mapping ends with its last value, without trailing
 * white space and comments. A missing value (`key:`) is an empty scalar.
 */
export type YamlNode = YamlScalar | YamlList | YamlMapping;

export interface YamlScalar extends YamlStretch {
  readonly kind: 'scalar';
  /** A plain (unquoted) scalar as written, `1.0` or `true`, with folded line breaks; empty for a missing value. */
  readonly written: string | undefined;
}

export interface YamlList extends YamlStretch {
  readonly kind: 'list';
  /** Null for undefined aliases. */
  readonly items: readonly (YamlNode | null)[];
}

export interface YamlMapping extends YamlStretch {
  readonly kind: 'mapping';
  readonly pairs: readonly YamlPair[];
}

export interface YamlPair {
  /** The key in the value; undefined if the key is not a scalar. */
  readonly name: string | undefined;
  readonly key: YamlStretch;
  /** Null if there is neither a value nor a colon. */
  readonly value: YamlNode | null;
}

/** A path of keys and indexes into a YAML document, as zod reports it. */
export type YamlPath = readonly (string | number)[];

/** Looks up the positions of values and keys of a document. */
export class YamlPlaces {
  readonly #root: YamlNode | null;
  readonly #place: (start: number, end: number) => Span;
  /** Pairs by key, cached per mapping. */
  readonly #pairs = new WeakMap<YamlMapping, ReadonlyMap<string | undefined, YamlPair>>();

  constructor(root: YamlNode | null, place: (start: number, end: number) => Span) {
    this.#root = root;
    this.#place = place;
  }

  /** The value at `path`; for a missing key, the first key of the nearest mapping that exists. */
  spanOf(path: YamlPath): Span {
    const { node, key, missing } = this.#find(path);
    if (missing) return this.#span(node?.kind === 'mapping' ? (node.pairs[0]?.key ?? node) : node);
    return this.#span(node === null || isLeftOut(node) ? (key ?? node) : node);
  }

  /** The key itself (`objective` in `objective: x`); like `spanOf` if there is none. */
  keySpanOf(path: YamlPath): Span {
    const { key, missing } = this.#find(path);
    return missing || key === undefined ? this.spanOf(path) : this.#span(key);
  }

  /** A plain scalar as written; undefined for anything else. */
  writtenAt(path: YamlPath): string | undefined {
    const { node, missing } = this.#find(path);
    return missing || node?.kind !== 'scalar' || node.written === '' ? undefined : node.written;
  }

  /** The node at `path`, or its last existing ancestor (`missing`). */
  #find(path: YamlPath): {
    readonly node: YamlNode | null;
    readonly key: YamlStretch | undefined;
    readonly missing: boolean;
  } {
    let node = this.#root;
    let key: YamlStretch | undefined;
    for (const step of path) {
      if (node?.kind === 'mapping') {
        const pair = this.#pairsOf(node).get(String(step));
        if (pair === undefined) return { node, key, missing: true };
        key = pair.key;
        node = pair.value;
      } else if (node?.kind === 'list' && typeof step === 'number') {
        const item: YamlNode | null | undefined = node.items[step];
        if (item === undefined) return { node, key, missing: true };
        key = undefined;
        node = item;
      } else return { node, key, missing: true };
    }
    return { node, key, missing: false };
  }

  #pairsOf(mapping: YamlMapping): ReadonlyMap<string | undefined, YamlPair> {
    const known = this.#pairs.get(mapping);
    if (known !== undefined) return known;
    // The first of duplicate keys counts, as in the value.
    const pairs = new Map(mapping.pairs.toReversed().map((pair) => [pair.name, pair] as const));
    this.#pairs.set(mapping, pairs);
    return pairs;
  }

  #span(stretch: YamlStretch | null): Span {
    return this.#place(stretch?.start ?? 0, stretch?.end ?? 0);
  }
}

function isLeftOut(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.written === '';
}

/** `end` moved back over white space (YAML 1.2.2, section 5.5, and line breaks), not before `start`. */
export function withoutBlanks(yaml: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(yaml.charCodeAt(at - 1))) at--;
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
