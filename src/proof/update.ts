import type { LessonSource } from '../source/lesson.ts';
import type { Claim } from './claims.ts';
import type { SpokenLine } from './outcome.ts';
import { linesOf, writeLine } from './transcript.ts';

/** One block of lines to be replaced, for the file and for whoever reads the difference. */
export interface BlockEdit {
  readonly file: string;
  /** First line that goes, from 1; where `old` is empty, the line the new ones come before. */
  readonly line: number;
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** The lines that make the lesson say what was printed; undefined where there is no place for them. */
export function updateOf(claim: Claim, lines: readonly SpokenLine[], source: LessonSource): BlockEdit | undefined {
  if (claim.place === undefined) return undefined;
  const kind = claim.kind === 'output' ? 'output' : 'transcript';
  const all = linesOf(source.text);
  const written = lines.map((line) => writeLine(line, kind));
  if ('fence' in claim.place) {
    const { fence } = claim.place;
    const opening = all[fence.start.line - 1] ?? '';
    const indent = opening.slice(0, fence.start.column - 1);
    const closing = all[fence.end.line - 1] ?? '';
    if (fence.end.line <= fence.start.line || !/[`~]{3,}\s*$/.test(closing)) return undefined;
    const marker = /[`~]{3,}/.exec(opening)?.[0] ?? '```';
    if (written.some((line) => line.startsWith(marker))) return undefined;
    return { file: source.file, line: fence.codeLine, old: all.slice(fence.codeLine - 1, fence.end.line - 1), new: written.map((line) => (indent + line).trimEnd()) };
  }
  const { end, start } = claim.place.directive;
  const indent = (all[start.line - 1] ?? '').slice(0, start.column - 1);
  return { file: source.file, line: end.line, old: [], new: ['', '```transcript', ...written, '```'].map((line) => (indent + line).trimEnd()) };
}

/** Applies edits to a text; every byte outside them stays, and new lines end as the lines around them do. */
export function applyEdits(text: string, edits: readonly BlockEdit[]): string {
  const pieces = text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
  for (const edit of edits.toSorted((a, b) => b.line - a.line)) {
    const ending = /\r\n|\n|\r/.exec(pieces[edit.line - 2] ?? pieces[0] ?? '')?.[0] ?? '\n';
    pieces.splice(edit.line - 1, edit.old.length, ...edit.new.map((line) => line + ending));
  }
  return pieces.join('');
}

/** An edit as lines of a difference: `-` what goes, `+` what comes, what stays between them. */
export function difference(edit: BlockEdit): readonly string[] {
  const { old, new: fresh } = edit;
  // Longest common subsequence, from the end.
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      table[i]![j] = old[i] === fresh[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  const lines: string[] = [];
  for (let i = 0, j = 0; i < old.length || j < fresh.length; ) {
    if (i < old.length && old[i] === fresh[j]) lines.push(`  ${fresh[j]}`), i++, j++;
    else if (i < old.length && (j >= fresh.length || table[i + 1]![j]! >= table[i]![j + 1]!)) lines.push(`- ${old[i++]}`);
    else lines.push(`+ ${fresh[j++]}`);
  }
  return [`${edit.file}:${edit.line}`, ...lines];
}
