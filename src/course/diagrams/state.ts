import { endStatement, labelLines, readLines, Refused, type Cursor } from './cursor.ts';
import { directions, graphOf, ignored } from './flowchart.ts';
import type { DiagramProblem, Direction, Graph, GraphEdge, GraphGroup, GraphNode, Shape } from './model.ts';

const stateId = /\[\*\]|[\p{L}\p{N}_]+(?:[-.][\p{L}\p{N}_]+)*/uy;
const kinds: Readonly<Record<string, Shape>> = { choice: 'diamond', fork: 'bar', join: 'bar' };

interface OpenNote {
  readonly of: string;
  readonly start: number;
  readonly end: number;
  readonly lines: string[];
}

/** Mermaid's `stateDiagram` and `stateDiagram-v2`. */
export class StateReader {
  readonly problems: DiagramProblem[] = [];
  readonly #code: string;
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges: GraphEdge[] = [];
  readonly #groups: GraphGroup[] = [];
  readonly #open: { readonly id: string; readonly start: number; readonly end: number }[] = [];
  #direction: Direction = 'down';
  #note: OpenNote | undefined;
  #notes = 0;

  constructor(code: string) {
    this.#code = code;
  }

  read(from: number): Graph {
    readLines(this.#code, from, this.problems, (cursor) => {
      this.#statement(cursor);
      endStatement(cursor);
    });
    for (const { start, end } of [...this.#open, ...(this.#note === undefined ? [] : [this.#note])])
      this.problems.push({
        start,
        end,
        message: 'this does not end',
        fix: this.#note === undefined ? 'write `}` behind its last line' : 'write `end note` behind its last line',
      });
    return graphOf(this.#direction, this.#nodes.values(), this.#edges, this.#groups);
  }

  #statement(cursor: Cursor): void {
    const start = cursor.at;
    if (this.#note !== undefined) return this.#inNote(cursor, this.#note);
    if (cursor.take(/\}/y) !== undefined) {
      if (this.#open.pop() === undefined)
        throw new Refused({ start, end: start + 1, message: 'unexpected `}`: no state is open', fix: 'remove it' });
      return;
    }
    if (cursor.take(/--$/my) !== undefined)
      throw new Refused({
        start,
        end: start + 2,
        message: 'regions that run side by side are not drawn',
        fix: 'draw them as two states, or two diagrams',
      });
    const direction = cursor.take(/direction[ \t]+(TB|TD|BT|LR|RL)/y)?.[1];
    if (direction !== undefined) {
      if (this.#open.length > 0) this.problems.push(ignored(start, cursor.at, 'direction', true));
      else this.#direction = directions[direction]!;
      return;
    }
    const look = cursor.take(/(?:classDef|class|style|click|accTitle|accDescr|hide empty description)\b/y)?.[0];
    if (look !== undefined) {
      this.problems.push(ignored(start, cursor.end, look, false));
      cursor.at = cursor.end;
      return;
    }
    if (cursor.take(/note[ \t]+(?:left|right)[ \t]+of[ \t]+/y) !== undefined) return this.#beginNote(cursor, start);
    if (cursor.take(/state[ \t]+/y) !== undefined) return this.#state(cursor);
    const from = this.#id(cursor, 'start');
    if (cursor.take(/[ \t]*-->[ \t]*/y) === undefined) {
      const text = cursor.take(/[ \t]*:(.*)/y)?.[1];
      this.#add(from, text === undefined ? undefined : labelLines(text));
      return;
    }
    this.#add(from);
    const to = this.#id(cursor, 'end');
    this.#add(to);
    const text = cursor.take(/[ \t]*:(.*)/y)?.[1] ?? '';
    this.#edges.push({ from, to, lines: labelLines(text), line: 'solid', start: 'none', end: 'arrow', length: 1 });
  }

  #id(cursor: Cursor, role: 'start' | 'end'): string {
    const id = cursor.take(stateId)?.[0];
    if (id === undefined) cursor.fail('a state', 'name a state, or `[*]` for where it begins and ends');
    if (cursor.take(/:::[\p{L}\p{N}_-]+/uy) !== undefined)
      this.problems.push(ignored(cursor.at, cursor.at, 'class', false));
    // Each part of the diagram has a beginning and an end of its own.
    return id === '[*]' ? `[*] ${role} ${this.#open.at(-1)?.id ?? ''}` : id;
  }

  #add(id: string, lines?: readonly string[], shape?: Shape): void {
    const known = this.#nodes.get(id);
    const end: Shape | undefined = id.startsWith('[*] start') ? 'start' : id.startsWith('[*] end') ? 'end' : undefined;
    this.#nodes.set(id, {
      id,
      lines: end === undefined ? (lines ?? known?.lines ?? [id]) : [],
      shape: end ?? shape ?? known?.shape ?? 'rounded',
      group: known?.group ?? this.#open.at(-1)?.id,
    });
  }

  #state(cursor: Cursor): void {
    const start = cursor.at;
    const named = cursor.take(/"([^"\n]*)"[ \t]+as[ \t]+/y)?.[1];
    const id = this.#id(cursor, 'start');
    const kind = cursor.take(/[ \t]*(?:<<|\[\[)(\w+)(?:>>|\]\])/y)?.[1];
    if (kind !== undefined && kinds[kind] === undefined)
      throw new Refused({
        start,
        end: cursor.at,
        message: `unexpected \`${kind}\`, expected \`choice\`, \`fork\` or \`join\``,
        fix: 'write `<<choice>>`, or leave it out',
      });
    if (cursor.take(/[ \t]*\{/y) !== undefined) {
      this.#groups.push({
        id,
        lines: named === undefined ? (this.#nodes.get(id)?.lines ?? [id]) : labelLines(named),
        group: this.#open.at(-1)?.id,
      });
      this.#open.push({ id, start, end: cursor.at });
      return;
    }
    const text = cursor.take(/[ \t]*:(.*)/y)?.[1];
    this.#add(
      id,
      kind === undefined
        ? named === undefined && text === undefined
          ? undefined
          : labelLines(named ?? text ?? '')
        : [],
      kind === undefined ? undefined : kinds[kind],
    );
  }

  #beginNote(cursor: Cursor, start: number): void {
    const of = this.#id(cursor, 'start');
    const text = cursor.take(/[ \t]*:(.*)/y)?.[1];
    this.#add(of);
    if (text === undefined) this.#note = { of, start, end: cursor.at, lines: [] };
    else this.#addNote(of, labelLines(text));
  }

  #inNote(cursor: Cursor, note: OpenNote): void {
    if (cursor.take(/end[ \t]+note/y) === undefined) {
      note.lines.push(...labelLines(cursor.rest));
      cursor.at = cursor.end;
      return;
    }
    this.#note = undefined;
    this.#addNote(note.of, note.lines);
  }

  #addNote(of: string, lines: readonly string[]): void {
    const id = `note ${++this.#notes}`;
    this.#nodes.set(id, { id, lines, shape: 'note', group: this.#nodes.get(of)?.group });
    this.#edges.push({ from: of, to: id, lines: [], line: 'dashed', start: 'none', end: 'none', length: 1 });
  }
}
