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
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, options);
}

/**
 * The name of a file in a diff: relative to the working directory, so that `git apply` finds it there; for files
 * outside of it, relative to the root, as in `git diff --no-index`, so that `patch -d / -p1` finds it.
 */
export function nameInDiff(full: string, cwd: string): string {
  const near = path.relative(cwd, full);
  const elsewhere = /^\.\.(?:[\\/]|$)/.test(near) || path.isAbsolute(near);
  return (elsewhere ? full : near).replaceAll('\\', '/').replace(/^\/+/, '');
}
