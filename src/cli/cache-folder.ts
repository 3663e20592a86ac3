import path from 'node:path';
import { Cache } from '../cache/cache.ts';
import { checkedBefore, type CheckedBefore } from '../cache/checked.ts';
import { readEngine } from '../cache/engine.ts';
import type { ContentFolder } from './content.ts';
import { overlaps } from './out-folder.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** The flags that commands with a cache declare. */
export const cacheFlags = {
  cache: {
    type: 'text',
    value: 'DIR',
    summary: 'where to keep what makes the next time quick (default: .lectern/cache beside the content folder)',
  },
  'no-cache': {
    type: 'boolean',
    summary: 'use nothing that an earlier run kept, and keep nothing: slower, and the same result',
  },
} as const;

export interface CacheFlags {
  readonly cache: string | undefined;
  readonly 'no-cache': boolean;
}

/**
 * The cache folder: by default the course's own, beside its content folder. It may be shared by courses and deleted at any time.
 * Undefined with `--no-cache`.
 *
 * @returns its full path.
 * @throws {Refusal} if it is inside the content folder or the site, or contains either, and if both flags are given.
 */
export function cacheFolder(
  { cache: typed, 'no-cache': none }: CacheFlags,
  content: ContentFolder,
  out: string | undefined,
  terminal: Terminal,
): string | undefined {
  if (none) {
    if (typed === undefined) return undefined;
    throw new Refusal('`--cache` and `--no-cache` contradict each other.', 'Leave one of them out.');
  }
  if (typed === undefined) return path.join(path.dirname(content.full), '.lectern/cache');
  const full = path.resolve(terminal.cwd, typed);
  const wayOut = 'Name a folder of its own, for example: --cache .lectern/cache';
  if (overlaps(full, content.full))
    throw new Refusal(`Nothing can be kept in \`${typed}\`: the content is there.`, wayOut);
  if (out !== undefined && overlaps(full, out))
    throw new Refusal(`Nothing can be kept in \`${typed}\`: the site goes there.`, wayOut);
  return full;
}

/** What earlier runs read and found, for commands that read and check a course; undefined with `--no-cache`. */
export function openCourseCache(
  flags: CacheFlags,
  content: ContentFolder,
  terminal: Terminal,
): { readonly before: CheckedBefore; save(): void } | undefined {
  const folder = cacheFolder(flags, content, undefined, terminal);
  if (folder === undefined) return undefined;
  const cache = new Cache(folder);
  return { before: checkedBefore(cache, readEngine().reading), save: () => cache.save() };
}
