import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type Scalar } from 'yaml';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { limits } from './limits.ts';
import type { Anchors } from './yaml-anchors.ts';

/** Stands where a value was that cannot be read and has been reported: no schema takes it, and nobody reports it again. */
export const unreadable = Symbol('unreadable');

type Place = (start: number, end: number) => Span;

/** Turns a document without syntax errors into plain data, reporting what must not be in it. */
export function plainValue(document: Document.Parsed, anchors: Anchors, yaml: string, place: Place): { value: unknown; diagnostics: Diagnostic[] } {
  const builder = new ValueBuilder(anchors, yaml, place);
  const value = builder.build(document.contents, 0);
  return { value, diagnostics: builder.diagnostics };
}

class ValueBuilder {
  readonly diagnostics: Diagnostic[] = [];
  readonly #anchors: Anchors;
  readonly #yaml: string;
  readonly #place: Place;
  /** Anchored nodes that are being built: an alias to one of them would never end. */
  readonly #open = new Set<Node>();
  #insideAlias = 0;
  #expanded = 0;

  constructor(anchors: Anchors, yaml: string, place: Place) {
    this.#anchors = anchors;
    this.#yaml = yaml;
    this.#place = place;
  }

  build(node: Node | null, depth: number): unknown {
    if (node === null) return null;
    if (this.#insideAlias > 0) this.#expanded++;
    if (isAlias(node)) return this.#alias(node.source, node, depth);
    if (isScalar(node)) return this.#scalar(node);
    if (depth >= limits.yamlDepth) return null;
    this.#open.add(node);
    const value = isMap(node) ? this.#mapping(node.items, depth) : isSeq(node) ? node.items.map((item) => this.build(item as Node | null, depth + 1)) : null;
    this.#open.delete(node);
    return value;
  }

  #scalar(node: Scalar): unknown {
    // Dates, binaries and the like need tags, which are reported; whatever is left is one of these.
    const { value } = node;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value);
  }

  #mapping(pairs: readonly Pair[], depth: number): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    const seen = new Map<string, Node>();
    for (const pair of pairs) {
      const key = pair.key as Node;
      const name = keyText(pair);
      if (name === undefined) {
        this.#report(key, {
          code: 'yaml-key',
          message: 'unexpected list or mapping as a key, expected a word',
          why: 'no part of the course has such a key',
          fix: 'quote the key if it starts with a bracket, or remove the `?`',
        });
        continue;
      }
      if (name === '__proto__') {
        this.#report(key, {
          code: 'yaml-forbidden-key',
          message: 'unexpected key `__proto__`',
          why: 'JavaScript gives this name a special meaning, so it could change other values unseen',
          fix: 'remove the key, or use another name',
        });
        continue;
      }
      if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
        this.#report(key, {
          code: 'yaml-merge-key',
          message: 'unexpected merge key `<<`, which YAML 1.2 does not have',
          why: 'some programs would merge and others would not, so the same file would mean two things',
          fix: 'write the keys out; an alias as a value (`options: *yes-no`) is fine',
        });
        continue;
      }
      const first = seen.get(name);
      if (first !== undefined) {
        this.#report(
          key,
          {
            code: 'yaml-duplicate-key',
            message: `unexpected second \`${name}\` in the same mapping`,
            why: 'only one of the two would count, and programs disagree on which',
            fix: 'keep the one you mean',
          },
          { ...this.#span(first), message: `\`${name}\` is first set here` },
        );
        continue;
      }
      seen.set(name, key);
      value[name] = this.build(pair.value as Node | null, depth + 1);
    }
    return value;
  }

  #alias(name: string, node: Node, depth: number): unknown {
    const target = this.#anchors.before(name, node.range?.[0] ?? 0);
    if (target === undefined) {
      this.#report(node, {
        code: 'yaml-alias-unknown',
        message: `unexpected alias \`*${name}\`, no anchor \`&${name}\` stands before it`,
        why: 'there is nothing it could stand for',
        fix: `write \`&${name}\` at the value meant, or quote the text if it merely starts with an asterisk`,
      });
      return unreadable;
    }
    if (this.#open.has(target)) {
      this.#report(node, {
        code: 'yaml-alias-cycle',
        message: `unexpected alias \`*${name}\` inside the value it stands for`,
        why: 'the value would contain itself without end',
        fix: 'write the value out',
      });
      return unreadable;
    }
    if (this.#expanded > limits.yamlValues || depth >= limits.yamlDepth) {
      if (!this.diagnostics.some(({ code }) => code === 'yaml-alias-expansion')) {
        this.#report(node, {
          code: 'yaml-alias-expansion',
          message: `the aliases of this file stand for more than ${limits.yamlValues.toLocaleString('en')} values, or for values nested deeper than ${limits.yamlDepth}`,
          why: 'a few lines of aliases can stand for more values than any computer holds',
          fix: 'write the values out where they are needed',
        });
      }
      return unreadable;
    }
    this.#insideAlias++;
    const value = this.build(target, depth);
    this.#insideAlias--;
    return value;
  }

  #span(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    return this.#place(start, start + this.#yaml.slice(start, end).trimEnd().length);
  }

  #report(node: Node, problem: { code: string; message: string; why: string; fix: string }, related?: Span & { message: string }): void {
    const diagnostic: Diagnostic = { ...this.#span(node), severity: 'error', ...problem };
    this.diagnostics.push(related === undefined ? diagnostic : { ...diagnostic, related: [related] });
  }
}

/** A key as written: `true`, `1.0` and `null` are words here. Undefined for keys that are no scalar. */
export function keyText(pair: Pair): string | undefined {
  const key = pair.key;
  if (!isScalar(key)) return undefined;
  return key.type === 'PLAIN' && typeof key.source === 'string' ? key.source : String(key.value);
}
