import { labelLines, Refused } from './cursor.ts';
import { directions, ignored } from './flowchart.ts';
import type { DiagramProblem, EdgeEnd, Graph, GraphEdge, GraphGroup, GraphNode, Shape } from './model.ts';

interface Token {
  readonly text: string;
  readonly kind: 'id' | 'quoted' | 'mark' | 'end';
  readonly start: number;
  readonly end: number;
}

type Attributes = ReadonlyMap<string, string>;

const shapes: Readonly<Record<string, Shape>> = {
  box: 'box',
  rect: 'box',
  rectangle: 'box',
  square: 'box',
  record: 'box',
  mrecord: 'rounded',
  component: 'framed',
  ellipse: 'pill',
  oval: 'pill',
  circle: 'circle',
  doublecircle: 'ring',
  point: 'start',
  diamond: 'diamond',
  hexagon: 'hexagon',
  parallelogram: 'slanted',
  trapezium: 'wide-below',
  invtrapezium: 'wide-above',
  cylinder: 'cylinder',
  note: 'note',
  plaintext: 'bare',
  plain: 'bare',
  none: 'bare',
};
const ends: Readonly<Record<string, EdgeEnd>> = { none: 'none', dot: 'circle', odot: 'circle', tee: 'cross' };
/** What counts of each thing; everything else says how it looks, or loads something. */
const known: ReadonlySet<string> = new Set([
  'label',
  'shape',
  'style',
  'dir',
  'arrowhead',
  'arrowtail',
  'minlen',
  'rankdir',
  'rank',
  'xlabel',
]);
const token =
  /\s+|\/\/[^\n]*|\/\*[^]*?\*\/|#[^\n]*|("(?:[^"\\]|\\[^])*")|(<)|([\p{L}_][\p{L}\p{N}_]*|-?(?:\.\d+|\d+(?:\.\d*)?))|(->|--|[[\]{}=;,:])|./guy;

function tokensOf(code: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of code.matchAll(token)) {
    const [whole, quoted, html, id, mark] = match;
    const [start, end] = [match.index, match.index + whole.length];
    if (quoted !== undefined)
      tokens.push({ text: quoted.slice(1, -1).replace(/\\"/g, '"'), kind: 'quoted', start, end });
    else if (id !== undefined) tokens.push({ text: id, kind: 'id', start, end });
    else if (mark !== undefined) tokens.push({ text: mark, kind: 'mark', start, end });
    else if (html !== undefined)
      throw new Refused({
        start,
        end,
        message: 'labels of HTML are not drawn',
        fix: 'write the label in quotes; `\\n` breaks its line',
      });
    else if (/^\S/.test(whole) && !/^(?:\/\/|\/\*|#)/.test(whole))
      throw new Refused({
        start,
        end,
        message: `unexpected \`${whole}\``,
        fix: whole === '"' ? 'close the quotes' : 'put the name in quotes',
      });
  }
  tokens.push({ text: '', kind: 'end', start: code.length, end: code.length });
  return tokens;
}

/** Graphviz's language: what is drawn of it are nodes, edges, clusters and ranks. */
export class DotReader {
  readonly problems: DiagramProblem[] = [];
  readonly #code: string;
  #tokens: readonly Token[] = [];
  #at = 0;
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges: GraphEdge[] = [];
  readonly #groups: GraphGroup[] = [];
  readonly #ranks: (readonly string[])[] = [];
  #direction: Graph['direction'] = 'down';
  #isDirected = true;
  #depth = 0;

  constructor(code: string) {
    this.#code = code;
  }

  /** One problem at most: behind it nothing can be told. */
  read(): Graph {
    try {
      this.#tokens = tokensOf(this.#code);
      this.#whole();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.problems.push(error.problem);
    }
    return {
      kind: 'graph',
      direction: this.#direction,
      nodes: [...this.#nodes.values()],
      edges: this.#edges,
      groups: this.#groups,
      ranks: this.#ranks,
    };
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #take(text: string): Token | undefined {
    const { kind } = this.#next;
    if (kind === 'quoted' || this.#next.text.toLowerCase() !== text || kind === 'end') return undefined;
    return this.#tokens[this.#at++];
  }

  #expect(text: string, fix: string): Token {
    return this.#take(text) ?? this.#fail(`\`${text}\``, fix);
  }

  #fail(expected: string, fix: string): never {
    const { text, start, end, kind } = this.#next;
    throw new Refused({
      start: kind === 'end' ? Math.max(0, this.#code.trimEnd().length - 1) : start,
      end: kind === 'end' ? this.#code.trimEnd().length : end,
      message:
        kind === 'end'
          ? `the diagram ends too early, expected ${expected}`
          : `unexpected \`${text}\`, expected ${expected}`,
      fix,
    });
  }

  #name(expected = 'a name', fix = 'name a node, in quotes where it is more than one word'): Token {
    const { kind } = this.#next;
    if (kind !== 'id' && kind !== 'quoted') this.#fail(expected, fix);
    return this.#tokens[this.#at++]!;
  }

  #whole(): void {
    this.#take('strict');
    this.#isDirected = this.#take('graph') === undefined;
    if (this.#isDirected) this.#expect('digraph', 'begin with `digraph {` or `graph {`');
    if (this.#next.text !== '{') this.#name();
    this.#expect('{', 'write `{` behind `digraph`');
    this.#statements(undefined, new Map(), new Map());
    if (this.#next.kind !== 'end') this.#fail('the end', 'draw one diagram at a time');
  }

  /** Up to the closing brace; the nodes that are named. */
  #statements(group: string | undefined, nodeDefaults: Attributes, edgeDefaults: Attributes): readonly string[] {
    if (++this.#depth > 20) this.#fail('fewer braces', 'take levels away');
    let [forNodes, forEdges] = [nodeDefaults, edgeDefaults];
    const named: string[] = [];
    let rank: string | undefined;
    while (this.#take('}') === undefined) {
      if (this.#take(';') !== undefined || this.#take(',') !== undefined) continue;
      if (this.#take('node') !== undefined) forNodes = merged(forNodes, this.#attributes());
      else if (this.#take('edge') !== undefined) forEdges = merged(forEdges, this.#attributes());
      else if (this.#take('graph') !== undefined) rank = this.#graphAttributes(this.#attributes(), group) ?? rank;
      else if (this.#isAssignment()) {
        const key = this.#name();
        this.#expect('=', 'write a value behind `=`');
        const value = this.#name('a value', `write a value: \`${key.text}=TB\``);
        const isHeeded = this.#heed(key, value);
        rank =
          (isHeeded ? this.#graphAttributes(new Map([[key.text.toLowerCase(), value.text]]), group) : undefined) ??
          rank;
      } else named.push(...this.#chain(group, forNodes, forEdges));
    }
    this.#depth--;
    if (rank === 'same') this.#ranks.push([...new Set(named)]);
    return named;
  }

  #isAssignment(): boolean {
    return (
      this.#next.kind !== 'mark' &&
      this.#tokens[this.#at + 1]?.text === '=' &&
      this.#tokens[this.#at + 1]?.kind === 'mark'
    );
  }

  #chain(group: string | undefined, forNodes: Attributes, forEdges: Attributes): readonly string[] {
    const all: string[] = [];
    const pairs: [string, string][] = [];
    let left = this.#side(group, forNodes, forEdges);
    all.push(...left);
    for (;;) {
      const arrow = this.#take('->') ?? this.#take('--');
      if (arrow === undefined) break;
      if ((arrow.text === '->') !== this.#isDirected)
        throw new Refused({
          ...arrow,
          message: `unexpected \`${arrow.text}\` in a \`${this.#isDirected ? 'digraph' : 'graph'}\``,
          fix: `write \`${this.#isDirected ? '->' : '--'}\``,
        });
      const right = this.#side(group, forNodes, forEdges);
      for (const from of left) for (const to of right) pairs.push([from, to]);
      if (pairs.length > 2000) this.#fail('fewer edges', 'draw less at once');
      all.push(...right);
      left = right;
    }
    const own = this.#next.text === '[' && this.#next.kind === 'mark' ? this.#attributes() : new Map<string, string>();
    if (pairs.length === 0) for (const id of left) this.#shape(id, merged(forNodes, own));
    for (const [from, to] of pairs) this.#edges.push(edgeOf(from, to, merged(forEdges, own), this.#isDirected));
    return all;
  }

  /** A node, or all nodes of a subgraph. */
  #side(group: string | undefined, forNodes: Attributes, forEdges: Attributes): readonly string[] {
    const keyword = this.#take('subgraph');
    if (keyword !== undefined || this.#next.text === '{') {
      const name = keyword !== undefined && this.#next.text !== '{' ? this.#name().text : '';
      this.#expect('{', 'write `{` behind `subgraph`');
      const isCluster = name.startsWith('cluster');
      if (isCluster) this.#groups.push({ id: name, lines: [], group });
      return this.#statements(isCluster ? name : group, forNodes, forEdges);
    }
    const { text: id } = this.#name();
    // Ports of records: `a:left`.
    while (this.#take(':') !== undefined) this.#name();
    const before = this.#nodes.get(id);
    if (before === undefined) this.#nodes.set(id, { id, lines: labelLines(id), shape: 'pill', group });
    else if (before.group === undefined) this.#nodes.set(id, { ...before, group });
    if (before === undefined) this.#shape(id, forNodes);
    return [id];
  }

  #shape(id: string, attributes: Attributes): void {
    const node = this.#nodes.get(id)!;
    const [label, written, style] = [
      attributes.get('label'),
      attributes.get('shape')?.toLowerCase(),
      attributes.get('style') ?? '',
    ];
    const shape = written === undefined ? node.shape : (shapes[written] ?? 'box');
    this.#nodes.set(id, {
      ...node,
      lines: label === undefined ? node.lines : labelLines(label.replaceAll(/\\[lr]/g, '\\n').replaceAll('\\N', id)),
      shape: shape === 'box' && style.includes('rounded') ? 'rounded' : shape,
    });
  }

  #graphAttributes(attributes: Attributes, group: string | undefined): string | undefined {
    const direction = attributes.get('rankdir');
    if (direction !== undefined && group === undefined) this.#direction = directions[direction.toUpperCase()] ?? 'down';
    const label = attributes.get('label');
    const index = this.#groups.findIndex(({ id }) => id === group);
    if (label !== undefined && index >= 0) this.#groups[index] = { ...this.#groups[index]!, lines: labelLines(label) };
    return attributes.get('rank');
  }

  #attributes(): Attributes {
    const found = new Map<string, string>();
    while (this.#take('[') !== undefined) {
      while (this.#take(']') === undefined) {
        const key = this.#name('`]`', 'close the list of attributes, or name another: `[label="asks"]`');
        this.#expect('=', `write a value: \`${key.text}="…"\``);
        const value = this.#name('a value', `write a value: \`${key.text}="…"\``);
        if (this.#heed(key, value)) found.set(key.text.toLowerCase(), value.text);
        if (this.#take(',') === undefined) this.#take(';');
      }
    }
    return found;
  }

  /** Whether an attribute counts; the others are said to do nothing. */
  #heed(key: Token, value: Token): boolean {
    if (known.has(key.text.toLowerCase())) return true;
    this.problems.push(ignored(key.start, value.end, key.text, false));
    return false;
  }
}

function merged(a: Attributes, b: Attributes): Attributes {
  return b.size === 0 ? a : new Map([...a, ...b]);
}

function edgeOf(from: string, to: string, attributes: Attributes, isDirected: boolean): GraphEdge {
  const style = attributes.get('style') ?? '';
  const direction = attributes.get('dir') ?? (isDirected ? 'forward' : 'none');
  const end = (name: string): EdgeEnd => ends[attributes.get(name) ?? ''] ?? 'arrow';
  const length = Number(attributes.get('minlen') ?? 1);
  return {
    from,
    to,
    lines: labelLines(attributes.get('label') ?? attributes.get('xlabel') ?? ''),
    line: /invis/.test(style)
      ? 'hidden'
      : /dashed|dotted/.test(style)
        ? 'dashed'
        : style.includes('bold')
          ? 'thick'
          : 'solid',
    start: direction === 'back' || direction === 'both' ? end('arrowtail') : 'none',
    end: direction === 'forward' || direction === 'both' ? end('arrowhead') : 'none',
    length: Number.isInteger(length) && length >= 1 && length <= 20 ? length : 1,
  };
}
