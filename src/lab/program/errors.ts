import { inspect } from '../node/util-module.ts';
import { NODE_VERSION } from '../node/process.ts';
import type { Role } from '../protocol.ts';

/** The program as written, for code excerpts. */
export interface ProgramSource {
  readonly role: Role;
  readonly file: string;
  readonly lines: readonly string[];
  /** Lines that the engine counts before the first line of the program. */
  readonly lineOffset: number;
}

/** A 1-based position in the author's file. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The stack frames in the author's file, with its line numbers. */
function ownFrames(error: Error, source: ProgramSource): { frames: string[]; first: Place | undefined } {
  const pattern = new RegExp(`\\(?${source.file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:(\\d+):(\\d+)\\)?$`);
  const frames: string[] = [];
  let first: Place | undefined;
  for (const line of String(error.stack).split('\n')) {
    const match = pattern.exec(line);
    if (!match) continue;
    const place = { line: Number(match[1]) - source.lineOffset, column: Number(match[2]) };
    first ??= place;
    const where = `${source.file}:${place.line}:${place.column}`;
    const name = /^ +at (.+?) \($/.exec(line.slice(0, match.index + 1))?.[1];
    const known = name !== undefined && !/^(?:async )?(?:eval|Object\.eval|anonymous)$/.test(name);
    frames.push(
      known
        ? `    at ${name.replace(/\.eval$/, '.<anonymous>')} (${where})`
        : source.role === 'node'
          ? `    at Object.<anonymous> (${where})`
          : `    at ${where}`,
    );
  }
  return { frames, first };
}

/** An uncaught error in the format that Node prints before it exits. */
export function nodeCrash(error: unknown, source: ProgramSource, syntaxAt?: Place): string {
  const { frames, first } = error instanceof Error ? ownFrames(error, source) : { frames: [], first: undefined };
  const place = syntaxAt ?? first;
  const excerpt = place
    ? [
        `/lab/${source.file}:${place.line}`,
        source.lines[place.line - 1] ?? '',
        underline(source, place, error, syntaxAt !== undefined),
        '',
      ]
    : [];
  const body =
    error instanceof Error
      ? [headOf(error), ...frames, ...extras(error)]
      : [
          `${place ? '' : 'node:internal/process/promises:394\n'}Uncaught:`,
          inspect(error),
          '(Use `node --trace-uncaught ...` to show where the exception was thrown)',
        ];
  return [...excerpt, ...body, '', `Node.js v${NODE_VERSION}`].join('\n');
}

/** An uncaught error as Chromium's console shows it. */
export function browserError(error: unknown, source: ProgramSource, prefix: string, syntaxAt?: Place): string {
  if (!(error instanceof Error)) return `${prefix} ${typeof error === 'string' ? error : inspect(error)}`;
  const { frames } = ownFrames(error, source);
  const where = syntaxAt ? [`    at ${source.file}:${syntaxAt.line}:${syntaxAt.column}`] : frames;
  return [`${prefix} ${headOf(error)}`, ...where, ...excerptOf(source, syntaxAt, error)].join('\n');
}

/** Chromium links to the line; there is no source viewer here, so the line is shown. */
function excerptOf(source: ProgramSource, place: Place | undefined, error: unknown): string[] {
  return place ? ['', source.lines[place.line - 1] ?? '', underline(source, place, error, true)] : [];
}

const headOf = (error: Error): string => (error.message ? `${error.name}: ${error.message}` : error.name);

/** Own properties such as `code`, as Node prints them after the stack. */
function extras(error: Error): string[] {
  const own = Object.keys(error).filter((key) => key !== 'stack' && key !== 'message');
  if (own.length === 0) return [];
  const printed = inspect(
    Object.fromEntries(own.map((key) => [key, (error as unknown as Record<string, unknown>)[key]])),
  );
  return [printed];
}

/** Carets below the position; for a syntax error as many as the named token has characters. */
function underline(source: ProgramSource, place: Place, error: unknown, syntax: boolean): string {
  const line = source.lines[place.line - 1] ?? '';
  const token = syntax
    ? (/^[\p{ID_Start}$_][\p{ID_Continue}$]*|^'[^']*'?|^"[^"]*"?|^=>|^./u.exec(line.slice(place.column - 1))?.[0] ?? '')
    : '';
  const named = error instanceof Error && /identifier|token|string|reserved|declared/i.test(error.message);
  return ' '.repeat(Math.max(0, place.column - 1)) + '^'.repeat(named ? Math.max(1, token.length) : 1);
}
