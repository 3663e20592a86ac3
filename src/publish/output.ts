import { mkdirSync, readFileSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Cache } from '../cache/cache.ts';
import { realPath, writablePath } from '../cache/inside.ts';
import type { Staged } from '../assets/staged.ts';
import { Stamps } from './stamps.ts';
import type { PackedTargets } from './walk/walk.ts';

/** Beside the pages: what a build wrote and from what, so that the next one knows what it may keep and must delete. */
const manifestName = '.lectern.json';

/** What is being written; there is only one such file, for one build at a time writes. */
const temporaryName = '.lectern.new';

export interface Manifest {
  readonly version: 4;
  /** The path that the site was built for; undefined in what an earlier version wrote. */
  readonly base?: string;
  /** Hash of all that went into the site; empty while a build is writing. */
  readonly inputs: string;
  /** Hash of what every page depends on. */
  readonly frame: string;
  /** Hash of what each module's page was made from, by its path, beside what every page depends on. */
  readonly pages: Readonly<Record<string, string>>;
  /** Hash of what each picture that we drew was drawn from, by its file. */
  readonly pictures: Readonly<Record<string, string>>;
  /** Where each module's page leads to. */
  readonly leads: PackedTargets;
  /** Hash of each file, by its path: these files are ours, all others in the folder are not. */
  readonly files: Readonly<Record<string, string>>;
}

const empty: Manifest = {
  version: 4,
  inputs: '',
  frame: '',
  pages: {},
  pictures: {},
  leads: { places: [], pages: {} },
  files: {},
};

/** What a build may know of the last one that uses nothing it made: which files are ours. */
export const withoutKeys = ({ files }: Manifest): Manifest => ({ ...empty, files });

/** The site that a build has written into a folder; undefined where none has. */
export function builtSite(folder: string): BuiltSite | undefined {
  try {
    const manifest = JSON.parse(readFileSync(path.join(folder, manifestName), 'utf8')) as Record<
      string,
      unknown
    > | null;
    const { base, files } = manifest ?? {};
    if (typeof files !== 'object' || files === null) return undefined;
    return { base: typeof base === 'string' ? base : undefined, files: new Set(Object.keys(files)) };
  } catch {
    return undefined;
  }
}

export interface BuiltSite {
  /** The path that it was built for; undefined in what an earlier version wrote. */
  readonly base: string | undefined;
  /** What the build wrote: relative, `/` on every system. */
  readonly files: ReadonlySet<string>;
}

/** How many files of the output were written, were the same already, were deleted. */
export interface Written {
  readonly written: number;
  readonly same: number;
  readonly deleted: number;
}

/** The folder that a site is published in. Files in it that no build of ours wrote are never touched. */
export class Output {
  readonly folder: string;
  readonly #stamps: Stamps;

  /** `cache`: for what spares the next build to read every file. */
  constructor(folder: string, cache: Cache) {
    this.folder = path.resolve(folder);
    this.#stamps = new Stamps(cache, this.folder);
  }

  /** What the last build left, or an empty manifest if there was none or it cannot be read. */
  manifest(): Manifest {
    try {
      const manifest: unknown = JSON.parse(readFileSync(path.join(this.folder, manifestName), 'utf8'));
      if (isManifest(manifest)) return manifest;
      // Of another version of Lectern: its files are ours to replace and delete, and that is all it can tell.
      const { files } = manifest as { readonly files?: unknown };
      return areFiles(files) ? { ...empty, files } : empty;
    } catch {
      return empty;
    }
  }

  /** A published page, each character one byte of it. */
  source(page: string): string {
    return readFileSync(path.join(this.folder, page), 'latin1');
  }

  /** The files of a manifest that are still as it says. */
  intact({ files }: Manifest): ReadonlySet<string> {
    return new Set(Object.keys(files).filter((file) => this.#stamps.hashOf(file) === files[file]));
  }

  /**
   * Makes the folder hold the files of `staged` and those of `keep`, and nothing else of ours. Every file is replaced
   * in one step; new files come first, pages after what they use, and what is gone is deleted last. Whatever interrupts
   * this, no page is half written, and the next build knows that it has to look again.
   */
  publish(
    staged: Staged,
    keep: ReadonlySet<string>,
    { base, inputs, frame, pages, pictures, leads }: Omit<Manifest, 'version' | 'files'>,
  ): Written {
    const before = this.manifest();
    const fresh = staged.fresh.toSorted(pagesLast);
    const hashes = new Map([...[...keep].map((file) => [file, before.files[file] ?? ''] as const), ...staged.hashes]);
    mkdirSync(this.folder, { recursive: true });
    const planned = Object.fromEntries([...Object.entries(before.files), ...fresh.map((file) => [file, ''])]);
    this.#writeManifest({ ...empty, files: planned });
    for (const file of fresh) {
      staged.move(file, writablePath(this.folder, file), path.join(this.folder, temporaryName));
      this.#stamps.put(file, hashes.get(file) ?? '');
    }
    const gone = Object.keys(before.files).filter((file) => !hashes.has(file));
    for (const file of gone) this.#delete(file);
    this.#writeManifest({
      version: 4,
      ...(base === undefined ? {} : { base }),
      inputs,
      frame,
      pages: sorted(pages),
      pictures: sorted(pictures),
      leads,
      files: sorted(Object.fromEntries(hashes)),
    });
    return { written: fresh.length, same: hashes.size - fresh.length, deleted: gone.length };
  }

  /** Deletes a file and the folders that are empty without it. */
  #delete(file: string): void {
    const target = realPath(this.folder, file);
    if (target === undefined) return; // behind a link lies nothing of ours
    rmSync(target, { force: true });
    for (let folder = path.dirname(file); folder !== '.'; folder = path.dirname(folder)) {
      try {
        rmdirSync(path.join(this.folder, folder));
      } catch {
        return; // not empty
      }
    }
  }

  #writeManifest(manifest: Manifest): void {
    const temporary = path.join(this.folder, temporaryName);
    writeFileSync(temporary, `${JSON.stringify(manifest, null, 1)}\n`);
    renameSync(temporary, path.join(this.folder, manifestName));
  }
}

/** What pages use before the pages; otherwise by name. */
function pagesLast(a: string, b: string): number {
  return Number(a.endsWith('.html')) - Number(b.endsWith('.html')) || (a < b ? -1 : 1);
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { version, inputs, frame, pages, pictures, leads, files } = value as Record<string, unknown>;
  return (
    version === 4 &&
    typeof inputs === 'string' &&
    typeof frame === 'string' &&
    isRecord(pages, isText) &&
    isRecord(pictures, isText) &&
    areLeads(leads) &&
    areFiles(files)
  );
}

function isRecord(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isItem);
}

function areLeads(value: unknown): value is PackedTargets {
  if (typeof value !== 'object' || value === null) return false;
  const { places, pages } = value as Record<string, unknown>;
  return Array.isArray(places) && places.every(isText) && isRecord(pages, isText);
}

function areFiles(value: unknown): value is Manifest['files'] {
  return isRecord(value, isText) && Object.keys(value as object).every(isInside);
}

const isText = (value: unknown): boolean => typeof value === 'string';

/** A manifest is a file like any other: what it names must be inside the folder before anything is deleted by it. */
function isInside(file: string): boolean {
  return file !== '' && !path.isAbsolute(file) && !file.split(/[\\/]/).includes('..');
}
