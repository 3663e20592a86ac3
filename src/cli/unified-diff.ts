import path from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/**
 * The difference of two texts in the unified format, ready for `git apply` and `patch -p1`; empty where they are equal.
 * Line breaks are part of the lines, so a change from CRLF to LF shows.
 *
 * @param name Path for the `---` and `+++` lines.
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, options);
}

/**
 * The name of a file in a diff: seen from where the command was given, so that `git apply` there finds it; what lies
 * elsewhere is seen from the root, as `git diff --no-index` names it and `patch -d / -p1` finds it.
 */
export function nameInDiff(full: string, cwd: string): string {
  const near = path.relative(cwd, full);
  const elsewhere = /^\.\.(?:[\\/]|$)/.test(near) || path.isAbsolute(near);
  return (elsewhere ? full : near).replaceAll('\\', '/').replace(/^\/+/, '');
}
