import { labelLines, readLines, Refused, type Cursor } from './cursor.ts';
import type { DiagramProblem, Direction, EdgeEnd, Graph, GraphEdge, GraphGroup, GraphNode, Shape } from './model.ts';

export const directions: Readonly<Record<string, Direction>> = {
  TB: 'down',
  TD: 'down',
  BT: 'up',
  LR: 'right',
  RL: 'left',
};

/** Brackets around the text of a node, longest first. */
const brackets: readonly (readonly [open: string, closes: Readonly<Record<string, Shape>>])[] = [
  ['(((', { ')))': 'ring' }],
  ['((', { '))': 'circle' }],
  ['([', { '])': 'pill' }],
  ['(', { ')': 'rounded' }],
  ['[[', { ']]': 'framed' }],
  ['[(', { ')]': 'cylinder' }],
  ['[/', { '/]': 'slanted', '\\]': 'wide-below' }],
  ['[\\', { '\\]': 'slanted-back', '/]': 'wide-above' }],
  ['[', { ']': 'box' }],
  ['{{', { '}}': 'hexagon' }],
  ['{', { '}': 'diamond' }],
  ['>', { ']': 'flag' }],
];

const nodeId = /[\p{L}\p{N}_]+(?:[-.][\p{L}\p{N}_]+)*/uy;
const ends: Readonly<Record<string, EdgeEnd>> = { '>': 'arrow', '<': 'arrow', x: 'cross', o: 'circle' };

/** A graph whose groups may be named like nodes: these are the groups then. */
export function graphOf(
  direction: Direction,
  nodes: Iterable<GraphNode>,
  edges: readonly GraphEdge[],
  groups: readonly GraphGroup[],
): Graph {
  const ids = new Set(groups.map(({ id }) => id));
  return { kind: 'graph', direction, nodes: [...nodes].filter(({ id }) => !ids.has(id)), edges, groups, ranks: [] };
}

/** Mermaid's `flowchart` and `graph`. `from`: the offset behind the first line. */
export class FlowchartReader {
  readonly problems: DiagramProblem[] = [];
  readonly #code: string;
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges: GraphEdge[] = [];
  readonly #groups: GraphGroup[] = [];
  readonly #open: { readonly id: string; readonly start: number; readonly end: number }[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  read(from: number, direction: Direction): Graph {
    readLines(this.#code, from, this.problems, (cursor) => {
      while (!cursor.space().isDone) {
        this.#statement(cursor);
        if (!cursor.space().isDone && cursor.take(/;/y) === undefined)
          cursor.fail('an arrow or the end of the line', 'write one statement a line: `A --> B`');
      }
    });
    for (const { start, end } of this.#open)
      this.problems.push({
        start,
        end,
        message: 'this subgraph does not end',
        fix: 'write a line `end` behind its last line',
      });
    return graphOf(direction, this.#nodes.values(), this.#edges, this.#groups);
  }

  #statement(cursor: Cursor): void {
    const start = cursor.at;
    const word = cursor.take(
      /(?:subgraph|end|direction|classDef|class|style|linkStyle|click|accTitle|accDescr)(?![\p{L}\p{N}_]|[ \t]*(?:-|=|:::|[[({>&]))/uy,
    )?.[0];
    switch (word) {
      case undefined:
        return this.#chain(cursor);
      case 'subgraph':
        return this.#subgraph(cursor, start);
      case 'end':
        if (this.#open.pop() === undefined)
          throw new Refused({
            start,
            end: cursor.at,
            message: 'unexpected `end`: no subgraph is open',
            fix: 'remove it; a node cannot be called `end`',
          });
        return;
      default: {
        const isDirection = word === 'direction';
        this.problems.push(ignored(start, cursor.end, word, isDirection));
        cursor.at = cursor.end;
      }
    }
  }

  #subgraph(cursor: Cursor, start: number): void {
    cursor.space();
    const quoted = cursor.take(/"([^"\n]*)"/y)?.[1];
    const named = quoted === undefined ? cursor.take(/([^\s[]+)[ \t]*\[(?:"([^"\n]*)"|([^\]"\n]*))\]/y) : undefined;
    const title = quoted ?? named?.[2] ?? named?.[3] ?? cursor.take(/[^;\n]*/y)?.[0].trim() ?? '';
    const id = named?.[1] ?? (title === '' ? `subgraph ${this.#groups.length + 1}` : title);
    const open = this.#open.at(-1)?.id;
    if (this.#groups.some((group) => group.id === id))
      throw new Refused({
        start,
        end: cursor.at,
        message: `two subgraphs are called \`${id}\``,
        fix: 'name them apart: `subgraph id [Title]`',
      });
    this.#groups.push({ id, lines: labelLines(title), group: open });
    this.#open.push({ id, start, end: start + 'subgraph'.length });
  }

  #chain(cursor: Cursor): void {
    let left = this.#nodesAt(cursor);
    while (!cursor.space().isDone && !cursor.rest.startsWith(';')) {
      const edge = this.#edge(cursor);
      const right = this.#nodesAt(cursor);
      for (const from of left) for (const to of right) this.#edges.push({ ...edge, from, to });
      left = right;
    }
  }

  /** `A & B[Text]`. */
  #nodesAt(cursor: Cursor): readonly string[] {
    const ids = [this.#node(cursor)];
    while (cursor.take(/[ \t]*&/y) !== undefined) ids.push(this.#node(cursor));
    return ids;
  }

  #node(cursor: Cursor): string {
    const start = cursor.space().at;
    const id = cursor.take(nodeId)?.[0];
    if (id === undefined) cursor.fail('a node', 'name a node: `A`, or `A[Text]`');
    if (id === 'end')
      throw new Refused({
        start,
        end: cursor.at,
        message: 'a node cannot be called `end`, which ends a subgraph',
        fix: 'call it otherwise: `last[end]`',
      });
    const shaped = this.#shape(cursor);
    if (cursor.take(/:::[\p{L}\p{N}_-]+/uy) !== undefined)
      this.problems.push(ignored(start, cursor.at, 'class', false));
    if (cursor.rest.startsWith('@{'))
      cursor.fail('the shape in brackets', 'write it in brackets: `A[Text]`, `A(Text)`, `A{Text}`');
    const known = this.#nodes.get(id);
    const group = this.#open.at(-1)?.id;
    this.#nodes.set(id, {
      id,
      lines: shaped?.lines ?? known?.lines ?? [id],
      shape: shaped?.shape ?? known?.shape ?? 'box',
      group: known?.group ?? group,
    });
    return id;
  }

  #shape(cursor: Cursor): Pick<GraphNode, 'lines' | 'shape'> | undefined {
    const found = brackets.find(([open]) => cursor.text.startsWith(open, cursor.at));
    if (found === undefined) return undefined;
    const [open, closes] = found;
    const start = cursor.at;
    cursor.at += open.length;
    const quoted = cursor.take(/[ \t]*"([^"]*)"[ \t]*/y)?.[1];
    const from = cursor.at;
    const close = Object.keys(closes)
      .map((mark) => ({ mark, at: cursor.find(mark) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)[0];
    if (close === undefined || (quoted !== undefined && close.at !== from))
      throw new Refused({
        start,
        end: start + open.length,
        message: `this text is never closed, expected \`${Object.keys(closes).join('` or `')}\``,
        fix: `close it behind the text`,
      });
    const text = quoted ?? cursor.text.slice(from, close.at);
    const stray = /[[\](){}"]/.exec(text);
    if (quoted === undefined && stray !== null)
      throw new Refused({
        start: from + stray.index,
        end: from + stray.index + 1,
        message: `unexpected \`${stray[0]}\` in a text without quotes`,
        fix: `put the text in quotes: \`${open}"…"${close.mark}\``,
      });
    cursor.at = close.at + close.mark.length;
    return { lines: labelLines(text), shape: closes[close.mark]! };
  }

  #edge(cursor: Cursor): Omit<GraphEdge, 'from' | 'to'> {
    const worded =
      cursor.take(/([<xo]?)(--)(?![->.xo]|\s*$)([ \t]*"[^"\n]*"[ \t]*|[^\n]+?)(-{2,})([>xo-])/y) ??
      cursor.take(/([<xo]?)(==)(?![=>xo])([ \t]*"[^"\n]*"[ \t]*|[^\n]+?)(={2,})([>xo=])/y) ??
      cursor.take(/([<xo]?)(-\.)(?![->.xo])([ \t]*"[^"\n]*"[ \t]*|[^\n]+?)(?<!\.)(\.+-)([>xo]?)/y);
    if (worded !== undefined) {
      const [, first = '', opening = '', text = '', body = '', last = ''] = worded;
      return {
        line: opening === '==' ? 'thick' : opening === '-.' ? 'dashed' : 'solid',
        start: ends[first] ?? 'none',
        end: ends[last] ?? 'none',
        lines: labelLines(text.trim().replace(/^"([^]*)"$/, '$1')),
        length: Math.max(1, body.length - 1),
      };
    }
    const plain = cursor.take(/([<xo]?)(-{2,}|={2,}|-\.+-|~{3,})([>xo]?)/y);
    if (plain === undefined) cursor.fail('an arrow', 'write an arrow such as `-->`, `---`, `-.->` or `==>`');
    const [whole, first = '', body = '', last = ''] = plain;
    if (body.length === 2 && last === '') {
      cursor.at -= whole.length;
      cursor.fail('an arrow', 'write `-->` for an arrow, `---` for a line, `-- text -->` for one with a text');
    }
    const text = cursor.take(/[ \t]*\|(?:[ \t]*"([^"\n]*)"[ \t]*|([^|\n]*))\|/y);
    if (text === undefined && /^[ \t]*\|/.test(cursor.rest))
      cursor.fail('a second `|`', 'close the text of the arrow: `-->|text|`');
    return {
      line: body.startsWith('~') ? 'hidden' : body.startsWith('=') ? 'thick' : body.includes('.') ? 'dashed' : 'solid',
      start: ends[first] ?? 'none',
      end: ends[last] ?? 'none',
      lines: labelLines(text?.[1] ?? text?.[2] ?? ''),
      length: body.includes('.') ? body.length - 2 : body.length - (last === '' ? 2 : 1),
    };
  }
}

/** What says how a diagram looks: the site does. */
export function ignored(start: number, end: number, word: string, isDirection: boolean): DiagramProblem {
  return {
    start,
    end,
    isIgnored: true,
    message: `\`${word}\` does nothing here`,
    fix: isDirection
      ? 'remove it: all of a diagram runs in one direction'
      : word.startsWith('acc')
        ? 'remove it, and say in `alt="…"` what the diagram shows'
        : 'remove it: diagrams have the colours of the site, in light and dark',
  };
}
