import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { configurationFile } from '../source/disk-surroundings.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { digest } from '../cache/digest.ts';
import type { Cache } from '../cache/cache.ts';
import type { Entries } from '../cache/entries.ts';
import { lockFilesOf } from '../cache/packages.ts';

/**
 * Files outside of the content folder and of Lectern that a course's pages are made of: its configuration, and what its
 * components import from packages of its own. Which these are only bundling shows, so the list is kept for the next build.
 */
export class OutsideFiles {
  readonly #content: string;
  readonly #entries: Entries<readonly string[]>;
  #known: readonly string[];

  constructor(cache: Cache, content: string) {
    this.#content = content;
    this.#entries = cache.kind('outside');
    this.#known = this.#entries.get(content) ?? [];
  }

  /** A hash of those files as they are now. */
  digest(): string {
    return outsideDigest([...configurationFiles(this.#content), ...this.#known]);
  }

  /** What bundling has shown, for this build and the next. */
  learn(files: readonly string[]): void {
    if (files.join('\n') === this.#known.join('\n')) return;
    this.#known = files;
    this.#entries.put(this.#content, files);
  }
}

/** A hash of files wherever they lie; one that is gone counts, too. */
export function outsideDigest(files: readonly string[]): string {
  return files.length === 0
    ? ''
    : digest(...files.flatMap((file) => [file, existsSync(file) ? readFileSync(file) : 'gone']));
}

/** A course's configuration, and the lock files of what it may run. */
export function configurationFiles(content: string): readonly string[] {
  const file = configurationFile(content);
  return file === undefined ? [] : [file, ...lockFilesOf(path.dirname(file))];
}

/** Whether a module of the bundler is such a file. */
export function isOutside(id: string, content: string): boolean {
  const isIn = (folder: string): boolean => id.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
  return (
    path.isAbsolute(id) &&
    !isIn(content) &&
    !['node_modules', 'src', 'schemas'].some((own) => isIn(path.join(lecternRoot, own))) &&
    existsSync(id)
  );
}

/** The `package.json` of the package that a file is part of. */
export function manifestOf(file: string): string | undefined {
  for (let folder = path.dirname(file); path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest)) return manifest;
    if (path.basename(folder) === 'node_modules') return undefined;
  }
  return undefined;
}
