import path from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/**
 * A unified diff of two texts, suitable for `git apply` and `patch -p1`; empty if they are equal. Line breaks are part
 * of the lines, so a change from CRLF to LF is visible.
 *
 * @param name Path for the `---` and `+++` lines.
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const names = [`a/${name}`, `b/${name}`] as const;
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength: mostEdits };
  return createTwoFilesPatch(...names, before, after, undefined, undefined, options) ?? whole(names, before, after);
}

/** The shortest diff takes time with the square of its edits; beyond so many, nobody reads it line by line. */
const mostEdits = 4000;

/** One hunk, from the first line that differs to the last. */
function whole([from, to]: readonly [string, string], before: string, after: string): string {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let first = 0;
  while (first < old.length && old[first] === fresh[first]) first++;
  let same = 0;
  while (same < Math.min(old.length, fresh.length) - first && old.at(-1 - same) === fresh.at(-1 - same)) same++;
  const start = Math.max(0, first - 3);
  const after3 = Math.min(3, same);
  const [oldEnd, freshEnd] = [old.length - same, fresh.length - same];
  const range = (end: number): string => `${end + after3 === start ? start : start + 1},${end + after3 - start}`;
  const part = (lines: readonly string[], sign: string): string =>
    lines.map((line) => `${sign}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`).join('');
  return [
    `--- ${from}\n+++ ${to}\n@@ -${range(oldEnd)} +${range(freshEnd)} @@\n`,
    part(old.slice(start, first), ' '),
    part(old.slice(first, oldEnd), '-'),
    part(fresh.slice(first, freshEnd), '+'),
    part(old.slice(oldEnd, oldEnd + after3), ' '),
  ].join('');
}

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/**
 * The name of a file in a diff: relative to the working directory, so that `git apply` finds it there; for files
 * outside of it, relative to the root, as in `git diff --no-index`, so that `patch -d / -p1` finds it.
 */
export function nameInDiff(full: string, cwd: string): string {
  const near = path.relative(cwd, full);
  const elsewhere = /^\.\.(?:[\\/]|$)/.test(near) || path.isAbsolute(near);
  return (elsewhere ? full : near).replaceAll('\\', '/').replace(/^\/+/, '');
}
