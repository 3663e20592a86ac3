import type { LessonSource } from '../course/model.ts';
import { withLineFeeds } from '../text/lines.ts';
import type { Claim } from './claims.ts';
import type { SpokenLine } from './outcome.ts';

/** The replacement of one block of lines. */
export interface BlockEdit {
  readonly file: string;
  /** First line to replace, from 1; if `old` is empty, the line before which to insert. */
  readonly line: number;
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** The edit that makes the lesson or part state the actual output; undefined if there is no place for it. */
export function updateOf(claim: Claim, lines: readonly SpokenLine[], source: LessonSource): BlockEdit | undefined {
  if (claim.place === undefined) return undefined;
  const all = withLineFeeds(source.text).split('\n');
  const written = asWritten(claim, lines).map(({ from, text }) =>
    (claim.kind === 'output' ? text : `${from}: ${text}`).trimEnd(),
  );
  if ('fence' in claim.place) {
    const { fence } = claim.place;
    const opening = all[fence.start.line - 1] ?? '';
    const indent = opening.slice(0, fence.start.column - 1);
    const closing = all[fence.end.line - 1] ?? '';
    if (fence.end.line <= fence.start.line || !/[`~]{3,}\s*$/.test(closing)) return undefined;
    const marker = /[`~]{3,}/.exec(opening)?.[0] ?? '```';
    if (written.some((line) => line.startsWith(marker))) return undefined;
    return {
      file: source.file,
      line: fence.codeLine,
      old: all.slice(fence.codeLine - 1, fence.end.line - 1),
      new: written.map((line) => (indent + line).trimEnd()),
    };
  }
  const { end, start } = claim.place.directive;
  const indent = (all[start.line - 1] ?? '').slice(0, start.column - 1);
  return {
    file: source.file,
    line: end.line,
    old: [],
    new: ['', '```transcript', ...written, '```'].map((line) => (indent + line).trimEnd()),
  };
}

/** The lines in the author's order of sides, if that has the same length and respects causality. */
function asWritten(claim: Claim, lines: readonly SpokenLine[]): readonly SpokenLine[] {
  const order = (claim.written ?? []).map(({ from }) => from);
  const waiting = new Map<string, SpokenLine[]>();
  for (const line of lines) waiting.set(line.from, [...(waiting.get(line.from) ?? []), line]);
  const chosen = order.flatMap((from) => waiting.get(from)?.shift() ?? []);
  const isWhole = order.length === lines.length && chosen.length === lines.length;
  const place = new Map(chosen.map((line, index) => [line, index]));
  const isLegal = chosen.every((line) => line.after.every((cause) => place.get(lines[cause]!)! < place.get(line)!));
  return isWhole && isLegal ? chosen : lines;
}

/** Applies edits to a text. All bytes outside them are kept, and new lines use the surrounding line endings. */
export function applyEdits(text: string, edits: readonly BlockEdit[]): string {
  const pieces = text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
  for (const edit of edits.toSorted((a, b) => b.line - a.line)) {
    const ending = /\r\n|\n|\r/.exec(pieces[edit.line - 2] ?? pieces[0] ?? '')?.[0] ?? '\n';
    pieces.splice(edit.line - 1, edit.old.length, ...edit.new.map((line) => line + ending));
  }
  return pieces.join('');
}
