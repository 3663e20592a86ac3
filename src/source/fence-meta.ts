import type { FenceMeta, MarkedWords, MetaPart } from './lesson.ts';

/** Lines and ranges of them, as in `2,4-6`. */
export const isLineList = (text: string): boolean =>
  /^\s*\d{1,9}(?:\s*-\s*\d{1,9})?(?:\s*,\s*\d{1,9}(?:\s*-\s*\d{1,9})?)*\s*$/.test(text);

/** One line, or one range of them, as in `3-9`. */
const isLineRange = (text: string): boolean => isLineList(text) && !text.includes(',');

/**
 * Parses the metadata after a fence's language: `title="server.js" {2,4-6} diff`. What `ins`, `del` and `mark`
 * name is lines where it is numbers, else words. Offsets are relative to `source`.
 * Nothing is rejected here: unknown parts are returned in `unknown` and `parts`.
 */
export function parseFenceMeta(source: string): { readonly meta: FenceMeta; readonly parts: readonly MetaPart[] } {
  const parts = splitMeta(source);
  const meta: { -readonly [K in keyof FenceMeta]: FenceMeta[K] } = { marks: [], unknown: [] };
  const lines = { mark: new Set<number>(), ins: new Set<number>(), del: new Set<number>() };
  const words: MarkedWords[] = [];
  const unknown: string[] = [];
  for (const { name, value, text } of parts) {
    if (name === '{}') for (const line of markedLines(value ?? '')) lines.mark.add(line);
    else if (name === 'title' && value !== undefined) meta.title = value;
    else if (name === 'label' && value !== undefined) meta.label = value;
    else if (name === 'alt' && value !== undefined) meta.alt = value;
    else if (name === 'reason' && value !== undefined) meta.reason = value;
    else if (name === 'runs' && isRuntime(value)) meta.runs = value;
    else if (name === 'file' && value !== undefined) meta.file = value;
    else if (name === 'region' && value !== undefined) meta.region = value;
    else if (name === 'lines' && value !== undefined && isLineRange(value)) meta.lines = rangesIn(value)[0]!;
    else if (name === 'link' && value === undefined) meta.link = true;
    else if (name === 'diff' && value === undefined) meta.diff = true;
    else if (name === 'wrap' && value === undefined) meta.wrap = true;
    else if (name === 'numbers' && /^\d{1,6}$/.test(value ?? '1')) meta.numbers = Number(value ?? '1');
    else if (name === 'collapse' && value !== undefined && isLineList(value)) meta.collapsed = rangesIn(value);
    else if ((name === 'mark' || name === 'ins' || name === 'del') && value !== undefined && value !== '') {
      if (isLineList(value)) for (const line of markedLines(value)) lines[name].add(line);
      else words.push({ kind: name, text: value });
    } else unknown.push(text);
  }
  const sorted = (set: ReadonlySet<number>): readonly number[] => [...set].toSorted((a, b) => a - b);
  meta.marks = sorted(lines.mark);
  if (lines.ins.size > 0) meta.inserted = sorted(lines.ins);
  if (lines.del.size > 0) meta.deleted = sorted(lines.del);
  if (words.length > 0) meta.words = words;
  if (meta.file !== undefined && meta.title === undefined) meta.title = /[^/\\]*$/.exec(meta.file)![0];
  meta.unknown = unknown;
  return { meta, parts };
}

function isRuntime(value: string | undefined): value is 'node' | 'browser' | 'no' {
  return value === 'node' || value === 'browser' || value === 'no';
}

function splitMeta(source: string): MetaPart[] {
  const parts: MetaPart[] = [];
  const token =
    /\{([^}]*)\}|([^\s={}"'/[\]]+)(?:=(?:"([^"]*)"|'([^']*)'|(\{[^}]*\}|[^\s"']\S*)?))?|"[^"]*"|\/(?:[^/\\]|\\.)+\/|\[[^\]]*\]|\S+/g;
  for (const match of source.matchAll(token)) {
    const [text, marks, name, double, single, bare] = match;
    const value = marks ?? double ?? single ?? bare ?? (text.endsWith('=') ? '' : undefined);
    parts.push({ name: marks === undefined ? (name ?? text) : '{}', value, text, offset: match.index });
  }
  return parts;
}

/** Maximum number of highlighted lines, so that `{1-999999999}` is cheap. */
const mostMarks = 10_000;

function rangesIn(list: string): readonly (readonly [from: number, to: number])[] {
  return list
    .split(',')
    .map((piece) => piece.split('-').map(Number))
    .map(([from = 1, to = from]) => [from, to] as const)
    .toSorted(([a], [b]) => a - b);
}

function markedLines(list: string): number[] {
  const lines: number[] = [];
  for (const piece of list.split(',')) {
    const range = /^\s*(\d{1,9})(?:\s*-\s*(\d{1,9}))?\s*$/.exec(piece);
    if (range === null) continue;
    const from = Number(range[1]);
    const to = Math.min(Number(range[2] ?? range[1]), from + mostMarks - lines.length);
    for (let line = from; line <= to; line++) lines.push(line);
  }
  return lines;
}
