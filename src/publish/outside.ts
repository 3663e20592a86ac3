import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { configurationFile } from '../source/disk-surroundings.ts';
import { lecternRoot } from '../source/disk-installation.ts';
import { digest } from '../cache/digest.ts';
import { readKept, writeKept } from '../cache/kept-file.ts';

/**
 * Files outside of the content folder and of Lectern that a course's pages are made of: its configuration, and what its
 * components import from packages of its own. Which these are only bundling shows, so the list is kept for the next build.
 */
export class OutsideFiles {
  readonly #file: string;
  readonly #content: string;
  #known: readonly string[];

  constructor(cacheFolder: string, content: string) {
    this.#file = path.join(cacheFolder, 'outside.kept');
    this.#content = content;
    const kept = readKept(this.#file) as { readonly content: string; readonly files: readonly string[] } | undefined;
    this.#known = kept?.content === content ? kept.files : [];
  }

  /** A hash of those files as they are now. */
  digest(): string {
    return outsideDigest([...configurationFiles(this.#content), ...this.#known]);
  }

  /** What bundling has shown, for this build and the next. */
  learn(files: readonly string[]): void {
    if (files.join('\n') === this.#known.join('\n')) return;
    this.#known = files;
    writeKept(this.#file, { content: this.#content, files });
  }
}

/** A hash of files wherever they lie; one that is gone counts, too. */
export function outsideDigest(files: readonly string[]): string {
  return files.length === 0
    ? ''
    : digest(...files.flatMap((file) => [file, existsSync(file) ? readFileSync(file) : 'gone']));
}

/** A course's configuration, and the lock file of what it may run. */
export function configurationFiles(content: string): readonly string[] {
  const file = configurationFile(content);
  if (file === undefined) return [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const locks = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb']
      .map((name) => path.join(folder, name))
      .filter(existsSync);
    if (locks.length > 0) return [file, ...locks];
    if (path.dirname(folder) === folder) return [file];
  }
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
