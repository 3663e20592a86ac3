import { referencedCharacter } from '../../source/quiz-text.ts';
import type { DiagramProblem } from './model.ts';

/** Ends the reading of a statement: the problem is reported, and the next statement is read. */
export class Refused extends Error {
  readonly problem: DiagramProblem;

  constructor(problem: DiagramProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Reads a piece of a text from left to right. */
export class Cursor {
  readonly text: string;
  readonly end: number;
  at: number;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  get rest(): string {
    return this.text.slice(this.at, this.end);
  }

  get isDone(): boolean {
    return this.rest.trim() === '';
  }

  space(): this {
    while (this.at < this.end && /\s/.test(this.text[this.at]!)) this.at++;
    return this;
  }

  /** What stands here, if the pattern (with the flag `y`) fits. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null || this.at + found[0].length > this.end) return undefined;
    this.at += found[0].length;
    return found;
  }

  /** The offset of a text further on; -1 if it does not stand there. */
  find(part: string): number {
    const at = this.text.indexOf(part, this.at);
    return at < 0 || at + part.length > this.end ? -1 : at;
  }

  /** What stands here is not what was expected. */
  fail(expected: string, fix: string): never {
    this.space();
    const word = /^(?:[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]{1,4})/u.exec(this.rest)?.[0] ?? '';
    throw new Refused({
      start: this.at,
      end: this.at + Math.max(1, word.length),
      message: word === '' ? `expected ${expected}` : `unexpected \`${word}\`, expected ${expected}`,
      fix,
    });
  }
}

/** A line of the text that says something: offsets without white space around it. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** The lines that say something: no empty ones, and none of comment (`%%`). */
export function linesIn(code: string, from = 0): readonly Line[] {
  const found: Line[] = [];
  for (let start = from; start <= code.length;) {
    const newline = code.indexOf('\n', start);
    const end = newline < 0 ? code.length : newline;
    const line = code.slice(start, end);
    const text = line.trim();
    const first = start + (line.length - line.trimStart().length);
    if (text !== '' && (!text.startsWith('%%') || text.startsWith('%%{')))
      found.push({ start: first, end: first + text.length });
    start = end + 1;
  }
  return found;
}

/** Reads line after line. Where one is refused, its problem is added to `problems`, and the next one is read. */
export function readLines(
  code: string,
  from: number,
  problems: DiagramProblem[],
  read: (cursor: Cursor, line: Line) => void,
): void {
  for (const line of linesIn(code, from)) {
    try {
      read(new Cursor(code, line.start, line.end), line);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push(error.problem);
    }
  }
}

/** Behind a statement stands nothing but a semicolon. */
export function endStatement(cursor: Cursor): void {
  cursor.take(/[ \t]*;/y);
  if (!cursor.isDone) cursor.fail('the end of the line', 'write one statement a line');
}

/** The words of a label as lines: `<br>` and `\n` break it, marks of Markdown and references to characters are resolved. */
export function labelLines(written: string): readonly string[] {
  const text = written
    .trim()
    .replace(/^`([^]*)`$/, '$1')
    .replace(/\*\*|__/g, '')
    .replace(/#(\d{1,7}|[a-z]{2,10});/gi, (whole, name: string) =>
      /^\d/.test(name)
        ? Number(name) < 0x110000
          ? String.fromCodePoint(Number(name))
          : whole
        : referencedCharacter(`&${name};`),
    )
    .replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,10});/gi, (whole) => referencedCharacter(whole));
  return text
    .split(/<br\s*\/?>|\\n|\n/i)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line, index, all) => line !== '' || (index > 0 && index < all.length - 1));
}
