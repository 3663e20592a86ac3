import type { FenceMeta, MetaPart } from './lesson.ts';

/**
 * Parses the metadata after a fence's language: `title="server.js" {2,4-6} diff`. Offsets are relative to `source`.
 * Nothing is rejected here: unknown parts are returned in `unknown` and `parts`.
 */
export function parseFenceMeta(source: string): { readonly meta: FenceMeta; readonly parts: readonly MetaPart[] } {
  const parts = splitMeta(source);
  const meta: { -readonly [K in keyof FenceMeta]: FenceMeta[K] } = { marks: [], unknown: [] };
  const marks = new Set<number>();
  const unknown: string[] = [];
  for (const { name, value, text } of parts) {
    if (name === '{}') for (const line of markedLines(value ?? '')) marks.add(line);
    else if (name === 'title' && value !== undefined) meta.title = value;
    else if (name === 'label' && value !== undefined) meta.label = value;
    else if (name === 'reason' && value !== undefined) meta.reason = value;
    else if (name === 'runs' && isRuntime(value)) meta.runs = value;
    else if (name === 'diff' && value === undefined) meta.diff = true;
    else unknown.push(text);
  }
  meta.marks = [...marks].toSorted((a, b) => a - b);
  meta.unknown = unknown;
  return { meta, parts };
}

function isRuntime(value: string | undefined): value is 'node' | 'browser' | 'no' {
  return value === 'node' || value === 'browser' || value === 'no';
}

function splitMeta(source: string): MetaPart[] {
  const parts: MetaPart[] = [];
  const token = /\{([^}]*)\}|([^\s={}"']+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']\S*)?))?|\S+/g;
  for (const match of source.matchAll(token)) {
    const [text, marks, name, double, single, bare] = match;
    const value = marks ?? double ?? single ?? bare ?? (text.endsWith('=') ? '' : undefined);
    parts.push({ name: marks === undefined ? (name ?? text) : '{}', value, text, offset: match.index });
  }
  return parts;
}

/** Maximum number of highlighted lines, so that `{1-999999999}` is cheap. */
const mostMarks = 10_000;

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
