import path from 'node:path';
import type { ContentFolder } from './content.ts';
import { overlaps } from './out-folder.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** How commands that keep something list it. */
export const cacheFlag = {
  type: 'text',
  value: 'DIR',
  summary: 'where to keep what makes the next time quick (default: .lectern/cache of Lectern)',
} as const;

/**
 * The folder for what speeds up the next build or start. It may be shared by courses and lost at any time.
 *
 * @returns its full path.
 * @throws {Refusal} where it would lie among the content, in the site, or around either.
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
