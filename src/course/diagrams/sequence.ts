import { endStatement, labelLines, readLines, Refused, type Cursor } from './cursor.ts';
import { ignored } from './flowchart.ts';
import type { DiagramProblem, Sequence, Step } from './model.ts';

const arrows: Readonly<Record<string, Pick<Extract<Step, { kind: 'message' }>, 'isDashed' | 'end'>>> = {
  '<<-->>': { isDashed: true, end: 'both' },
  '<<->>': { isDashed: false, end: 'both' },
  '-->>': { isDashed: true, end: 'arrow' },
  '->>': { isDashed: false, end: 'arrow' },
  '-->': { isDashed: true, end: 'none' },
  '->': { isDashed: false, end: 'none' },
  '--x': { isDashed: true, end: 'cross' },
  '-x': { isDashed: false, end: 'cross' },
  '--)': { isDashed: true, end: 'open' },
  '-)': { isDashed: false, end: 'open' },
};
const arrow = /[ \t]*(<<-->>|<<->>|-->>|->>|-->|->|--x|-x|--\)|-\))([+-]?)[ \t]*/y;
const name = /[^\s:;,<>+-](?:[^:;,<>+\n-]|-(?![->x)]))*/y;
const frames: ReadonlySet<string> = new Set(['loop', 'alt', 'opt', 'par', 'critical', 'break', 'rect']);
const parts: Readonly<Record<string, readonly string[]>> = { else: ['alt'], and: ['par'], option: ['critical'] };

/** Mermaid's `sequenceDiagram`. */
export class SequenceReader {
  readonly problems: DiagramProblem[] = [];
  readonly #code: string;
  readonly #actors = new Map<string, Sequence['actors'][number]>();
  readonly #steps: Step[] = [];
  readonly #open: { readonly word: string; readonly start: number; readonly end: number }[] = [];
  #isNumbered = false;

  constructor(code: string) {
    this.#code = code;
  }

  read(from: number): Sequence {
    readLines(this.#code, from, this.problems, (cursor) => {
      this.#statement(cursor);
      endStatement(cursor);
    });
    for (const { word, start, end } of this.#open)
      this.problems.push({
        start,
        end,
        message: `this \`${word}\` does not end`,
        fix: 'write a line `end` behind its last line',
      });
    return { kind: 'sequence', actors: [...this.#actors.values()], steps: this.#steps, isNumbered: this.#isNumbered };
  }

  #statement(cursor: Cursor): void {
    const start = cursor.at;
    const word = cursor.take(
      /(?:participant|actor|autonumber|activate|deactivate|note|loop|alt|else|opt|par|and|critical|option|break|rect|end|box|create|destroy|title|links?|accTitle|accDescr)(?![\p{L}\p{N}_]|[ \t]*-)/iuy,
    )?.[0];
    switch (word?.toLowerCase()) {
      case undefined:
        return this.#message(cursor);
      case 'participant':
      case 'actor':
        return this.#actor(cursor, word === 'actor');
      case 'autonumber':
        cursor.at = cursor.end;
        this.#isNumbered = true;
        return;
      case 'activate':
      case 'deactivate':
        this.#steps.push({ kind: word === 'activate' ? 'active' : 'inactive', of: this.#name(cursor) });
        return;
      case 'note':
        return this.#note(cursor);
      case 'end':
        if (this.#open.pop() === undefined)
          throw new Refused({ start, end: cursor.at, message: 'unexpected `end`: nothing is open', fix: 'remove it' });
        this.#steps.push({ kind: 'frame-end' });
        return;
      case 'box':
      case 'create':
      case 'destroy':
        throw new Refused({
          start,
          end: cursor.at,
          message: `\`${word}\` is not drawn here`,
          fix: 'leave it out: every participant has a line of its own from top to bottom',
        });
      case 'title':
      case 'link':
      case 'links':
      case 'acctitle':
      case 'accdescr':
        this.problems.push({
          ...ignored(start, cursor.end, word!, false),
          fix:
            word === 'title'
              ? 'remove it, and write `title="…"` behind `mermaid`'
              : 'remove it; `alt="…"` says what the diagram shows',
        });
        cursor.at = cursor.end;
        return;
      default:
        return this.#frame(cursor, word!, start);
    }
  }

  #frame(cursor: Cursor, word: string, start: number): void {
    const lines = word === 'rect' ? [] : labelLines(cursor.rest);
    const end = cursor.at;
    cursor.at = cursor.end;
    if (frames.has(word)) {
      this.#open.push({ word, start, end });
      this.#steps.push({ kind: 'frame', word: word === 'rect' ? '' : word, lines });
      return;
    }
    const around = parts[word] ?? [];
    if (!around.includes(this.#open.at(-1)?.word ?? ''))
      throw new Refused({
        start,
        end,
        message: `unexpected \`${word}\` outside of \`${around.join('` or `')}\``,
        fix: `write \`${around[0]}\` above it`,
      });
    this.#steps.push({ kind: 'part', lines });
  }

  #actor(cursor: Cursor, isPerson: boolean): void {
    const start = cursor.space().at;
    const id = cursor.take(/[^\s:;,<>@]+(?:[^\S\n]+(?!as[ \t])[^\s:;,<>@]+)*(?=[ \t]+as[ \t]|[ \t]*(?:$|;))/my)?.[0];
    if (id === undefined) cursor.fail('a participant', 'name it: `participant B as Browser`');
    const text = cursor.take(/[ \t]+as[ \t](.*)/y)?.[1];
    if (this.#actors.has(id) && text !== undefined && this.#actors.get(id)!.lines.join(' ') !== id)
      throw new Refused({ start, end: start + id.length, message: `\`${id}\` was named before`, fix: 'remove one' });
    this.#actors.set(id, { id, lines: labelLines(text ?? id), isPerson });
  }

  #name(cursor: Cursor): string {
    const id = cursor.space().take(name)?.[0].trim();
    if (id === undefined || id === '') cursor.fail('a participant', 'name who it is: `Browser->>Server: asks`');
    if (!this.#actors.has(id)) this.#actors.set(id, { id, lines: labelLines(id), isPerson: false });
    return id;
  }

  #message(cursor: Cursor): void {
    const from = this.#name(cursor);
    const found = cursor.take(arrow);
    if (found === undefined) cursor.fail('an arrow', 'write an arrow such as `->>` or `-->>`');
    const [, body = '', change = ''] = found;
    const to = this.#name(cursor);
    const text = cursor.take(/[ \t]*:(.*)/y)?.[1];
    if (text === undefined) cursor.fail('`:` and what is said', 'write it behind a colon: `Browser->>Server: asks`');
    this.#steps.push({ kind: 'message', from, to, lines: labelLines(text), ...arrows[body]! });
    if (change === '+') this.#steps.push({ kind: 'active', of: to });
    if (change === '-') this.#steps.push({ kind: 'inactive', of: from });
  }

  #note(cursor: Cursor): void {
    const place = cursor.take(/[ \t]+(over|left[ \t]+of|right[ \t]+of)[ \t]+/iy)?.[1]?.toLowerCase();
    if (place === undefined) cursor.fail('`over`, `left of` or `right of`', 'write `Note over Browser: text`');
    const of = [this.#name(cursor)];
    if (cursor.take(/[ \t]*,[ \t]*/y) !== undefined) of.push(this.#name(cursor));
    const text = cursor.take(/[ \t]*:(.*)/y)?.[1];
    if (text === undefined) cursor.fail('`:` and the text', 'write `Note over Browser: text`');
    const side = place === 'over' ? 'over' : place.startsWith('left') ? 'left' : 'right';
    this.#steps.push({ kind: 'note', side, of, lines: labelLines(text) });
  }
}
