import path from 'node:path';
import type { ContentFolder } from './content.ts';
import { overlaps } from './out-folder.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** The flag that commands with a cache declare. */
export const cacheFlag = {
  type: 'text',
  value: 'DIR',
  summary: 'where to keep what makes the next time quick (default: .lectern/cache of Lectern)',
} as const;

/**
 * The cache folder. It may be shared by courses and deleted at any time.
 *
 * @returns its full path.
 * @throws {Refusal} if it is inside the content folder or the site, or contains either.
 */
export function cacheFolder(
  typed: string | undefined,
  content: ContentFolder,
  out: string | undefined,
  terminal: Terminal,
): string {
  if (typed === undefined) return path.join(lecternRoot, '.lectern/cache');
  const full = path.resolve(terminal.cwd, typed);
  const wayOut = 'Name a folder of its own, for example: --cache .lectern/cache';
  if (overlaps(full, content.full))
    throw new Refusal(`Nothing can be kept in \`${typed}\`: the content is there.`, wayOut);
  if (out !== undefined && overlaps(full, out))
    throw new Refusal(`Nothing can be kept in \`${typed}\`: the site goes there.`, wayOut);
  return full;
}
