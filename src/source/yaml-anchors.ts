import { visit, type Document, type Node } from 'yaml';

/** An index of the anchors of a document, to resolve aliases without walking the document for each. */
export class Anchors {
  readonly #document: Document.Parsed;
  #byName: Map<string, Node[]> | undefined;
  #aliases: Set<string> | undefined;

  constructor(document: Document.Parsed) {
    this.#document = document;
  }

  /** The last node called `name` that starts before `offset`. */
  before(name: string, offset: number): Node | undefined {
    const nodes = this.#index().get(name) ?? [];
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((nodes[middle]?.range?.[0] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return nodes[low - 1];
  }

  /** Whether an anchor is referenced by an alias. */
  isUsed(name: string): boolean {
    if (this.#aliases === undefined) {
      const aliases = new Set<string>();
      visit(this.#document, { Alias: (_, { source }) => void aliases.add(source) });
      this.#aliases = aliases;
    }
    return this.#aliases.has(name);
  }

  #index(): Map<string, Node[]> {
    if (this.#byName !== undefined) return this.#byName;
    const byName = new Map<string, Node[]>();
    visit(this.#document, {
      Value: (_, node) => {
        if (node.anchor === undefined) return;
        const nodes = byName.get(node.anchor);
        if (nodes === undefined) byName.set(node.anchor, [node]);
        else nodes.push(node);
      },
    });
    this.#byName = byName;
    return byName;
  }
}
