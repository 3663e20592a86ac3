import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Anchors } from './yaml-anchors.ts';
import { withoutBlanks, type YamlNode, type YamlPair, type YamlStretch } from './yaml-tree.ts';
import { keyText } from './yaml-values.ts';

/** Converts a document of the `yaml` package to a tree with positions; aliases are resolved. */
export function treeOf(document: Document.Parsed, anchors: Anchors, yaml: string): YamlNode | null {
  return new TreeBuilder(anchors, yaml).build(document.contents);
}

class TreeBuilder {
  readonly #anchors: Anchors;
  readonly #yaml: string;
  /** Converted nodes, shared by all their aliases, including nodes under construction. */
  readonly #built = new Map<Node, YamlNode>();

  constructor(anchors: Anchors, yaml: string) {
    this.#anchors = anchors;
    this.#yaml = yaml;
  }

  build(nodeOrAlias: Node | null): YamlNode | null {
    const node = isAlias(nodeOrAlias)
      ? (this.#anchors.before(nodeOrAlias.source, nodeOrAlias.range?.[0] ?? 0) ?? null)
      : nodeOrAlias;
    if (node === null) return null;
    const built = this.#built.get(node);
    if (built !== undefined) return built;
    if (isMap(node)) return this.#mapping(node);
    if (isSeq(node)) return this.#list(node);
    const written = isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;
    // An empty scalar after a tag (`!!str`) is not a missing value.
    return this.#add(node, {
      kind: 'scalar',
      ...this.#stretch(node),
      written: written === '' && isScalar(node) && node.value !== null ? undefined : written,
    });
  }

  #mapping(node: YAMLMap): YamlNode {
    const pairs: YamlPair[] = [];
    const built = this.#add(node, { kind: 'mapping', ...this.#stretch(node), pairs });
    for (const pair of node.items as readonly Pair<Node, Node | null>[])
      pairs.push({ name: keyText(pair), key: this.#stretch(pair.key), value: this.build(pair.value) });
    return built;
  }

  #list(node: YAMLSeq): YamlNode {
    const items: (YamlNode | null)[] = [];
    const built = this.#add(node, { kind: 'list', ...this.#stretch(node), items });
    for (const item of node.items as readonly (Node | null)[]) items.push(this.build(item));
    return built;
  }

  #add(node: Node, built: YamlNode): YamlNode {
    this.#built.set(node, built);
    return built;
  }

  #stretch(node: Node): YamlStretch {
    const start = node.range?.[0] ?? 0;
    return { start, end: withoutBlanks(this.#yaml, start, this.#end(node)) };
  }

  /** The end of a node as written. The package includes trailing comments in block collections. */
  #end(node: Node): number {
    if (isMap(node) && node.flow !== true) {
      const last = node.items.at(-1) as Pair<Node, Node | null> | undefined;
      const lastNode = last?.value ?? last?.key;
      if (lastNode !== undefined) return this.#end(lastNode);
    }
    if (isSeq(node) && node.flow !== true) {
      const last = node.items.at(-1) as Node | null | undefined;
      if (last !== undefined && last !== null) return this.#end(last);
    }
    return node.range?.[1] ?? 0;
  }
}
